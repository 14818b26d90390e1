import type { Locator, Page } from '@playwright/test';
import { findPeople, waitUntilInOffice } from './agent-day';
import { expect, test } from './browser';
import { BEHIND_OVERLAY, problemsOf, untilStill, visit } from './screen-checks';

type Overlay = { name: string; address: string; ready: string; open: (page: Page) => Locator };

/** Something around it, up to the whole page, is painted. Runs in the page. */
function hasGround(overlay: Element): boolean {
  for (
    let element: Element | null = overlay;
    element !== null && element !== document.body;
    element = element.parentElement
  ) {
    if (!['rgba(0, 0, 0, 0)', 'transparent'].includes(getComputedStyle(element).backgroundColor)) return true;
  }
  return false;
}

test('all that opens over a screen can be seen, heard, reached and touched, with a pointer and on a phone', async ({
  office,
  tablets,
}) => {
  test.setTimeout(480_000);
  const { manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [customer] = await office.query<{ id: string }>(
    `SELECT c.id FROM customers c JOIN members m ON m.id = c.owner_id WHERE m.full_name = 'Zeynep Yılmaz'
      AND c.deleted_at IS NULL ORDER BY c.id LIMIT 1`,
  );
  const { page } = await tablets({ of: manager });
  await waitUntilInOffice(page);

  const button = (name: string | RegExp) => (on: Page) => on.getByRole('button', { name }).first();
  const newAppointment = `/appointments/new?customerId=${customer!.id}`;
  const OVERLAYS: readonly Overlay[] = [
    { name: 'the filters', address: '/customers', ready: '[role="row"]', open: button('Süzgeçler') },
    { name: 'the sort menu', address: '/customers', ready: '[role="row"]', open: button('Ada göre') },
    {
      name: 'logging from the list',
      address: '/customers',
      ready: '[role="row"]',
      open: (on) => on.locator('[role="row"] [data-column="1"]').first(),
    },
    {
      name: "the card's menu",
      address: `/customers/${customer!.id}`,
      ready: 'article h2',
      open: (on) =>
        on
          .locator('article')
          .getByRole('button', { name: /Diğer|işlem/i })
          .first(),
    },
    { name: 'dial codes', address: '/customers/new', ready: 'form input', open: button(/\+90/) },
    { name: 'a choice', address: '/customers/new', ready: 'form input', open: button(/Yazışma dili/) },
    {
      name: 'an appointment at a glance',
      address: '/calendar?view=day',
      ready: '[data-appointment-id]',
      open: (on) => on.locator('[data-appointment-id]').first(),
    },
    {
      name: 'people of the calendar',
      address: '/calendar?view=day',
      ready: '[data-appointment-id]',
      open: button(/Herkes/),
    },
    { name: 'the date', address: newAppointment, ready: 'form', open: button(/^Tarih/) },
    { name: 'the time', address: newAppointment, ready: 'form', open: button(/^Başlangıç/) },
    { name: 'the customer of an appointment', address: '/appointments/new', ready: 'form', open: button(/^Müşteri/) },
    {
      name: 'the list of shortcuts',
      address: '/more',
      ready: 'a[href="/settings"]',
      open: button(/^Klavye kısayolları/),
    },
    { name: 'a new password', address: '/settings', ready: '[role="radiogroup"]', open: button(/^Değiştir$/) },
    { name: 'signing out', address: '/settings', ready: '[role="radiogroup"]', open: button(/^Oturumu kapat$/) },
  ];
  for (const viewport of [
    { width: 1180, height: 820 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(viewport);
    for (const { name, address, ready, open } of OVERLAYS) {
      await test.step(`${name}, ${viewport.width}`, async () => {
        await visit(page, address);
        await untilStill(page, ready);
        await open(page).click();
        const overlay = page.locator('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]').last();
        await untilStill(page, '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]');
        // The style sheets of the screen before must not be missed.
        expect.soft(await overlay.evaluate(hasGround), `${name} stands on a ground of its own`).toBe(true);
        const problems = (await problemsOf(page, 'tr')).filter((problem) => !BEHIND_OVERLAY.test(problem));
        expect.soft(problems, `${name}, ${viewport.width} wide`).toEqual([]);
        for (let turn = 0; turn < 3 && (await overlay.isVisible()); turn += 1) {
          await page.keyboard.press('Escape');
          await page.waitForTimeout(150);
        }
        await expect.soft(overlay, `${name} closes with Escape`).toBeHidden();
        const addressBefore = page.url();
        await open(page).click();
        await expect(overlay).toBeVisible();
        for (let turn = 0; turn < 3 && (await overlay.isVisible()); turn += 1) {
          await page.evaluate(() => history.back());
          // A step that comes while it is still closing would be one too many. What stood on top alone may be closed.
          await overlay.waitFor({ state: 'hidden', timeout: 3_000 }).catch(() => undefined);
        }
        await expect.soft(overlay, `${name} closes with the browser's Back`).toBeHidden();
        expect.soft(page.url(), `${name}: Back left the screen`).toBe(addressBefore);
      });
    }
  }
});
