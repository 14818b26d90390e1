import type { Page } from '@playwright/test';

/** What a page sends goes as fast as a tablet's line takes it; on one machine alone copying would be measured. */
export async function limitLine(page: Page, megabits: number, isOffline = false): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: isOffline,
    latency: 20,
    downloadThroughput: -1,
    uploadThroughput: (megabits * 1_000_000) / 8,
  });
}
