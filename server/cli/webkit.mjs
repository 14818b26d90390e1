import { existsSync, readdirSync } from 'node:fs';
import { installFromDebian } from './debian.mjs';

const DRIVER = '/usr/bin/WebKitWebDriver';
const DISPLAY_SERVER = '/usr/bin/Xvfb';
// For the certificate of the office that WebKit is shown over HTTPS.
const OPENSSL = '/usr/bin/openssl';

/** WebKit's driver, its browser and a display to draw on; undefined where one is missing. */
export function findWebkit() {
  if (![DRIVER, DISPLAY_SERVER, OPENSSL].every((program) => existsSync(program))) return undefined;
  for (const libraries of ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/libexec']) {
    if (!existsSync(libraries)) continue;
    const place = readdirSync(libraries)
      .filter((name) => name.startsWith('webkit2gtk-'))
      .sort()
      .at(-1);
    const browser = place === undefined ? undefined : `${libraries}/${place}/MiniBrowser`;
    if (browser !== undefined && existsSync(browser)) return { driver: DRIVER, displayServer: DISPLAY_SERVER, browser };
  }
  return undefined;
}

export async function ensureWebkit() {
  const isThere = () => findWebkit() !== undefined;
  if (isThere()) return;
  const advice =
    'WebKit is needed for the browser tests: install it (Debian: apt-get install webkit2gtk-driver xvfb openssl).';
  await installFromDebian('Installing WebKit', ['webkit2gtk-driver', 'xvfb', 'openssl'], advice, isThere);
}
