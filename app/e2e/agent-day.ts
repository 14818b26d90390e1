/** What people do on the screens, by the words they read. */
import { expect, type Page } from '@playwright/test';
import type { Office } from './office';

export const PASSWORD = 'saha-demo-2026';

export type Person = { id: string; email: string; fullName: string };

/** The agent with the given name, and the manager of the agent's team. */
export async function findPeople(office: Office, agentName: string): Promise<{ agent: Person; manager: Person }> {
  const [agent] = await office.query<Person & { teamId: string }>(
    `SELECT id, email, full_name AS "fullName", team_id AS "teamId" FROM members WHERE full_name = $1`,
    [agentName],
  );
  const [manager] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'manager' AND team_id = $1`,
    [agent?.teamId],
  );
  if (agent === undefined || manager === undefined) throw new Error(`no agent ${agentName}`);
  return { agent, manager };
}

export async function signIn(page: Page, person: Person, password = PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-posta', { exact: true }).fill(person.email);
  await page.getByLabel('Parola', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Oturum aç', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Ana bölümler' })).toBeVisible();
}

/** Waits until the device and the office say the same. */
export async function waitUntilInOffice(page: Page, patienceMs = 30_000): Promise<void> {
  await expect(page.getByRole('link', { name: /^Ofiste\. Son eşitleme/ })).toBeVisible({ timeout: patienceMs });
}

/** The service worker controls the page, so that it opens again without network. */
export async function waitUntilInstalled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

export async function addCustomer(
  page: Page,
  customer: { firstName: string; lastName: string; city: string; notes: string },
): Promise<void> {
  await page.goto('/customers/new');
  await page.getByLabel('Ad', { exact: true }).fill(customer.firstName);
  await page.getByLabel('Soyad', { exact: true }).fill(customer.lastName);
  await page.getByLabel('Şehir', { exact: true }).fill(customer.city);
  await page.getByLabel('Notlar', { exact: true }).fill(customer.notes);
  await page.getByRole('button', { name: 'Müşteriyi kaydet' }).click();
  await expect(page.getByRole('heading', { name: `${customer.firstName} ${customer.lastName}` }).first()).toBeVisible();
}

/** As long as it takes to see that another button stands there now (ui/use-second-tap-guard.ts). */
export const readOn = (page: Page): Promise<void> => page.waitForTimeout(600);

/** From the customer's card: a new appointment tomorrow at the time that is offered, with a title. */
export async function bookFromCard(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: 'Randevu', exact: true }).click();
  await page.getByLabel('Konu', { exact: true }).fill(title);
  await page.getByRole('button', { name: 'Randevuyu kaydet' }).click();
  await expect(page).not.toHaveURL(/appointments\/new/);
}

/** On a customer's card, changes one field in place. */
export async function changeField(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label, exact: true }).first();
  // What arrives meanwhile may move the row from under the finger, which ends a press; one taps again.
  const row = page.getByRole('button', { name: new RegExp(`^${label}\\b`) });
  const add = page.getByRole('button', { name: 'Bilgi ekle' });
  await expect(row.or(add).first()).toBeVisible();
  // What is empty waits behind a button.
  if ((await row.count()) === 0) await add.click();
  await expect(async () => {
    await row.first().click();
    await expect(field).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await field.fill(value);
  await field.press('Enter');
  // It closes once the device has it.
  await expect(field).toBeHidden();
}
