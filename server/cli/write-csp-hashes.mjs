import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** The `'sha256-…'` sources of every inline script of a page, in order and without repeats. */
export function inlineScriptHashes(html) {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(
    ([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  return [...new Set(hashes)];
}

/** Writes `<client>/csp.json`: `{ "scriptHashes": [...] }`, which the server adds to its content security policy. */
export async function writeCspHashes(clientDirectory) {
  const html = await readFile(join(clientDirectory, 'index.html'), 'utf8');
  const scriptHashes = inlineScriptHashes(html);
  await writeFile(join(clientDirectory, 'csp.json'), `${JSON.stringify({ scriptHashes }, null, 2)}\n`);
  return scriptHashes.length;
}
