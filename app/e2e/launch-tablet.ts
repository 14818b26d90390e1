/** Chromium on a profile folder, as a tablet in Istanbul unless told otherwise. */
import { chromium, type BrowserContext } from '@playwright/test';
import { findChromium } from '../../server/cli/chromium.mjs';

export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const CHROMIUM_PATH = findChromium();

export type TabletOptions = {
  /** More of Chromium's own options. */ args?: string[];
  viewport?: { width: number; height: number };
  /** Whether fingers are known to it. */
  hasTouch?: boolean;
  locale?: string;
  timezoneId?: string;
  colorScheme?: 'light' | 'dark';
  /** Whether things move on the screen; without, nobody waits for what moves. */
  reducedMotion?: 'reduce' | 'no-preference';
  javaScriptEnabled?: boolean;
};

export function launchTablet(
  profile: string,
  { args = [], ...options }: TabletOptions & { baseURL: string; offline?: boolean },
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM_PATH,
    args: [...CHROMIUM_ARGUMENTS, ...args],
    viewport: { width: 1180, height: 820 },
    locale: 'tr-TR',
    timezoneId: 'Europe/Istanbul',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...options,
  });
}
