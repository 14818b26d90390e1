import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, CHROMIUM_PATH } from './app/e2e/launch-tablet';

/**
 * Each scenario starts an office of its own (app/e2e), so scenarios share nothing; two keep two cores busy, a third
 * beside them makes it no faster.
 */
export default defineConfig({
  testDir: 'app/e2e',
  testMatch: '**/*.e2e.ts',
  globalSetup: './app/e2e/office-template.ts',
  outputDir: 'test-results',
  workers: 2,
  // One by one from the list, whatever file they are in: else the last file keeps one of the two waiting.
  fullyParallel: true,
  // A scenario drives browsers, a server and PostgreSQL on two cores. What passes only at its second try is listed, and
  // counted (DECISIONS 38).
  retries: 1,
  forbidOnly: true,
  // Patience with a machine several times slower than ours; nothing is measured here.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    locale: 'tr-TR',
    timezoneId: 'Europe/Istanbul',
    viewport: { width: 1180, height: 820 },
    hasTouch: true,
    // A recording of every scenario costs a quarter of the time; SAHA_TRACE=1 makes them.
    trace: process.env.SAHA_TRACE === '1' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: CHROMIUM_PATH,
      args: CHROMIUM_ARGUMENTS,
    },
  },
});
