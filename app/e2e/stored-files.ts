/** What the scenarios of files do again and again. */
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import type { Person } from './agent-day';
import type { Office } from './office';

/** A photo that differs from every other in its colour. */
export async function photo(name: string, background: string) {
  const buffer = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

export async function customerOf(office: Office, agent: Person): Promise<{ id: string; name: string }> {
  const [customer] = await office.query<{ id: string; name: string }>(
    `SELECT id, first_name || ' ' || last_name AS name FROM customers WHERE owner_id = $1 AND deleted_at IS NULL
      ORDER BY id LIMIT 1`,
    [agent.id],
  );
  return customer!;
}

export const pick = (page: Page, ...files: Parameters<ReturnType<Page['locator']>['setInputFiles']>) =>
  page.getByTestId('files-upload').setInputFiles(...files);
export const row = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(name) });
export const isDrawn = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((image) => (image as HTMLImageElement).naturalWidth > 0);
