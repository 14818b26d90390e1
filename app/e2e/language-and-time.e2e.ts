import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../sync/protocol/version';
import { makeStamp } from '../../sync/rules/stamp';
import { findPeople, waitUntilInOffice } from './agent-day';
import { expect, test } from './browser';
import { visit } from './screen-checks';

const MESSAGES = path.join(import.meta.dirname, '../i18n/messages');

function dictionary(language: 'tr' | 'en'): Map<string, string> {
  const files = readdirSync(MESSAGES).filter((name) => name.endsWith(`.${language}.json`));
  return new Map(
    files.flatMap((name) =>
      Object.entries(JSON.parse(readFileSync(path.join(MESSAGES, name), 'utf8')) as Record<string, string>),
    ),
  );
}

/** Languages are called by their own names in both. */
const NAMES = ['Türkçe', 'English'];

/** Whole texts that only this language says, without those that take values. */
function ownTexts(language: 'tr' | 'en'): string[] {
  const other = new Set(dictionary(language === 'tr' ? 'en' : 'tr').values());
  return [...dictionary(language).values()].filter(
    (text) => !text.includes('{') && !other.has(text) && !NAMES.includes(text),
  );
}

/** Which of `texts` can be read or heard on the page. */
function shownOf(page: Page, texts: readonly string[]): Promise<string[]> {
  return page.evaluate(
    (wanted) => {
      const shown = new Set<string>();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) =>
        (node.parentElement ?? document.body).closest('script, style') === null
          ? NodeFilter.FILTER_ACCEPT
          : NodeFilter.FILTER_REJECT,
      );
      while (walker.nextNode() !== null) shown.add(walker.currentNode.nodeValue!.trim());
      for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
        for (const name of ['aria-label', 'placeholder', 'title']) shown.add(element.getAttribute(name)?.trim() ?? '');
      }
      return wanted.filter((text) => shown.has(text));
    },
    [...texts],
  );
}

test("the language changes every word and nothing else; times are picked, and read by the reader's clock", async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [customer] = await office.query<{ id: string }>(
    'SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 1',
    [agent.id],
  );
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  const everything = () =>
    office.query(
      `SELECT (SELECT max(row_xid::text::bigint)::text FROM customers) AS customers,
        (SELECT max(row_xid::text::bigint)::text FROM appointments) AS appointments,
          (SELECT max(row_xid::text::bigint)::text FROM interactions) AS interactions,
       (SELECT md5(string_agg(m::text, ',' ORDER BY id)) FROM members m) AS members`,
    );
  const before = await everything();

  await test.step('both languages, without loading the page again', async () => {
    const [turkish, english] = [ownTexts('tr'), ownTexts('en')];
    const openedAt = await page.evaluate(() => performance.timeOrigin);
    for (const address of [
      '/',
      '/customers',
      `/customers/${customer!.id}`,
      '/calendar?view=week',
      `/appointments/new?customerId=${customer!.id}`,
      '/outbox',
    ]) {
      await visit(page, address);
      await expect.poll(() => shownOf(page, turkish), address).not.toEqual([]);
      expect(await shownOf(page, english), address).toEqual([]);
    }
    await visit(page, '/settings');
    await page.getByText('English', { exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
    expect(await shownOf(page, turkish)).toEqual([]);
    expect(
      await page.evaluate(() => [
        document.documentElement.lang,
        document.querySelector('link[rel="manifest"]')!.getAttribute('href'),
      ]),
    ).toEqual(['en', '/manifest.en.webmanifest']);
    for (const address of [
      '/',
      '/customers',
      `/customers/${customer!.id}`,
      '/calendar?view=week',
      `/appointments/new?customerId=${customer!.id}`,
      '/outbox',
    ]) {
      await visit(page, address);
      await expect.poll(() => shownOf(page, english), address).not.toEqual([]);
      expect(await shownOf(page, turkish), address).toEqual([]);
    }
    await visit(page, '/settings');
    await page.getByText('Türkçe', { exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Ayarlar' })).toBeVisible();
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(openedAt);
    await waitUntilInOffice(page);
    expect(await everything()).toEqual(before);
  });

  // Nine in the evening in Istanbul, tomorrow; Turkey is three hours ahead of UTC all year.
  const tomorrow = new Date(Date.now() + 27 * 3_600_000).toISOString().slice(0, 10);
  const instant = `${tomorrow}T18:00:00.000Z`;
  const stored = () =>
    office.query<{ id: string; startsAt: Date; endsAt: Date; zone: string }>(
      'SELECT id, starts_at AS "startsAt", ends_at AS "endsAt", zone FROM appointments WHERE title = $1',
      ['Akşam görüşmesi'],
    );
  const asStored = {
    id: expect.any(String) as unknown,
    startsAt: new Date(instant),
    endsAt: new Date(`${tomorrow}T19:00:00.000Z`),
    zone: 'Europe/Istanbul',
  };

  await test.step('picked, never typed', async () => {
    await page.goto(`/appointments/new?customerId=${customer!.id}`);
    await page.getByLabel('Konu', { exact: true }).fill('Akşam görüşmesi');
    await page.getByRole('button', { name: /^Tarih/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Yarın', exact: true }).click();
    await page.getByRole('button', { name: /^Başlangıç/ }).click();
    await page.getByRole('option', { name: '21:00', exact: true }).click();
    await expect(page.getByRole('button', { name: /^Bitiş/ })).toContainText('22:00');
    expect(
      await page
        .locator('form input:not([type="radio"])')
        .evaluateAll((inputs) => inputs.filter((input) => /date|time/.test((input as HTMLInputElement).type)).length),
    ).toBe(0);
    await page.getByRole('button', { name: 'Randevuyu kaydet' }).click();
    await expect.poll(stored).toEqual([asStored]);
  });

  const { id } = (await stored())[0]!;
  await test.step('21:00 and 9:00 PM', async () => {
    await page.goto(`/appointments/${id}`);
    await expect(page.getByRole('button', { name: /^Başlangıç/ })).toContainText('21:00');
    await page.goto(`/calendar?view=agenda&date=${tomorrow}`);
    await expect(page.getByRole('main')).toContainText('21:00');
    await page.evaluate(() => localStorage.setItem('saha-language', 'en'));
    await page.reload();
    await expect(page.getByRole('main')).toContainText('9:00 PM');
    await expect(page.getByRole('main')).not.toContainText('21:00');
  });

  await test.step('read in London', async () => {
    const { page: abroad } = await tablets({ of: agent, timezoneId: 'Europe/London', locale: 'en-GB' });
    await waitUntilInOffice(abroad);
    await abroad.goto(`/appointments/${id}`);
    const there = new Intl.DateTimeFormat('tr-TR', {
      timeZone: 'Europe/London',
      hour: '2-digit',
      minute: '2-digit',
    }).format(new Date(instant));
    await expect(abroad.getByRole('button', { name: /^Başlangıç/ })).toContainText(there);
    await expect(abroad.getByText(/Istanbul.*21:00/)).toBeVisible();
    await abroad.getByLabel('Yer', { exact: true }).fill('Galata');
    await abroad.getByRole('button', { name: 'Kaydet', exact: true }).click();
    await expect
      .poll(() => office.query('SELECT location FROM appointments WHERE id = $1', [id]))
      .toEqual([{ location: 'Galata' }]);
    expect(await stored()).toEqual([asStored]);
  });

  await test.step('anything but an instant is refused', async () => {
    const [device] = await office.query<{ id: string }>(
      'SELECT id FROM devices WHERE member_id = $1 ORDER BY created_at LIMIT 1',
      [agent.id],
    );
    for (const [at, startsAt] of [
      `${tomorrow} 15:00`,
      `${tomorrow}T15:00:00`,
      `${tomorrow}T15:00:00+03:00`,
      '3 PM',
      '',
      1_700_000_000_000,
      `${tomorrow}T25:00:00.000Z`,
    ].entries()) {
      const values = { startsAt, endsAt: `${tomorrow}T23:00:00.000Z`, zone: 'Europe/Istanbul' };
      const answer = await page.request.post(`${office.url}/trpc/sync.push`, {
        headers: { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) },
        data: {
          collection: 'appointments',
          deviceId: device!.id,
          sentAtMs: Date.now(),
          rows: [
            {
              id,
              seen: 1,
              patch: { schedule: { seq: 1_000 + at, stamp: makeStamp(Date.now(), at, device!.id), base: '', values } },
            },
          ],
        },
      });
      const { result } = (await answer.json()) as {
        result: { data: { results: { outcome: string; code: string }[] } };
      };
      expect(result.data.results, String(startsAt)).toEqual([
        expect.objectContaining({ outcome: 'refused', code: 'sync.invalidDocument' }),
      ]);
    }
    expect(await stored()).toEqual([asStored]);
  });
});
