import { accessSync, constants } from 'node:fs';
import { run, step, StepError } from './steps.mjs';

const PLACES = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
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
  if (findChromium() !== undefined) return;
  if (process.env.CHROME_PATH) throw new StepError(`CHROME_PATH names no program: ${process.env.CHROME_PATH}`);
  const advice = 'Chromium is needed for the browser tests: install it (Debian: apt-get install chromium) or set CHROME_PATH.';
  if (process.getuid?.() !== 0) throw new StepError(advice);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await step('Installing Chromium', async () => {
      await run('apt-get update', 'apt-get', ['update', '-q'], { env });
      await run('apt-get install chromium', 'apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium'], { env });
    });
  } catch (error) {
    throw new StepError(`${advice} (${error.message})`);
  }
  if (findChromium() === undefined) throw new StepError(advice);
}
