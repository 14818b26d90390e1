import { accessSync, constants } from 'node:fs';
import { installFromDebian } from './debian.mjs';
import { StepError } from './steps.mjs';

// The shell draws what Chromium draws, without windows and bars: two thirds of the processor time.
const SHELL = 'chromium-headless-shell';
const PLACES = [
  `/usr/bin/${SHELL}`,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Path of the browser that the tests drive: CHROME_PATH, or where systems put it; undefined when there is none. */
export function findChromium() {
  const given = process.env.CHROME_PATH;
  return [...(given ? [given] : PLACES)].find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

export async function ensureChromium() {
  const isThere = () => findChromium() !== undefined;
  if (isThere()) return;
  if (process.env.CHROME_PATH) throw new StepError(`CHROME_PATH names no program: ${process.env.CHROME_PATH}`);
  const advice =
    `Chromium is needed for the browser tests: install it (Debian: apt-get install ${SHELL}, ` +
    'or chromium) or set CHROME_PATH.';
  try {
    await installFromDebian('Installing Chromium', [SHELL], advice, isThere);
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    // Older systems have no package of the shell alone.
    await installFromDebian('Installing Chromium', ['chromium'], advice, isThere);
  }
}
