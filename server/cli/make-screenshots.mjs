/**
 * Pictures of the running application for the manifest and the README, drawn from the demo office at a quarter to
 * eleven of the next working day, when everything is still ahead: node server/cli/make-screenshots.mjs
 * http://localhost:3000
 */
import { mkdir } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import sharp from 'sharp';
import { findChromium } from './chromium.mjs';

const [origin = 'http://localhost:3000', email = 'zeynep.yilmaz@saha.example', password = 'saha-demo-2026'] =
  process.argv.slice(2);
const directory = new URL('../../public/screenshots/', import.meta.url);
const WIDE = { width: 1180, height: 820 };
const NARROW = { width: 390, height: 844 };
const PICTURES = [
  ['today-wide', '/', WIDE],
  ['customers-wide', '/customers', WIDE],
  ['calendar-wide', '/calendar', WIDE],
  ['today-narrow', '/', NARROW],
  ['customers-narrow', '/customers', NARROW],
];

const morning = new Date();
do morning.setUTCDate(morning.getUTCDate() + 1);
while ([0, 6].includes(morning.getUTCDay()));
morning.setUTCHours(7, 45, 0, 0);

await mkdir(directory, { recursive: true });
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
});
try {
  const context = await browser.newContext({
    viewport: WIDE,
    deviceScaleFactor: 2,
    locale: 'tr-TR',
    timezoneId: 'Europe/Istanbul',
    colorScheme: 'light',
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`${origin}/sign-in`);
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.locator('input[type=password]').press('Enter');
  await page.locator('[data-sync=office]').waitFor({ timeout: 120_000 });
  await page.clock.setFixedTime(morning);
  for (const [name, path, viewport] of PICTURES) {
    await page.setViewportSize(viewport);
    await page.goto(`${origin}${path}`);
    await page.locator('[data-sync=office]').waitFor();
    if (name === 'customers-wide') await page.getByRole('row').nth(2).click();
    await page.waitForTimeout(2_000);
    await sharp(await page.screenshot())
      .png({ palette: true, colours: 128, effort: 10 })
      .toFile(new URL(`${name}.png`, directory).pathname);
  }
} finally {
  await browser.close();
}
process.stdout.write(`${PICTURES.length} pictures in public/screenshots\n`);
