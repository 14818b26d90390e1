/**
 * Puts `<file>.br` beside every built file that gets smaller by it; the server sends those as they are. Runs after the
 * service worker is made, whose list must not name them. Usage: node server/cli/compress-build.mjs [build/client]
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const COMPRESSIBLE = /\.(js|css|html|svg|json|webmanifest)$/;
const SMALLEST_BYTES = 1_024;
/** The two levels above take five times as long for three per cent. */
const QUALITY = 9;

const compress = promisify(brotliCompress);
const clientDirectory = resolve(process.argv[2] ?? 'build/client');
const entries = await readdir(clientDirectory, { recursive: true, withFileTypes: true });
const files = entries
  .filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));

const sizes = await Promise.all(
  files.map(async (file) => {
    const content = await readFile(file);
    if (content.length < SMALLEST_BYTES) return null;
    const smaller = await compress(content, {
      params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    });
    if (smaller.length >= content.length) return null;
    await writeFile(`${file}.br`, smaller);
    return [content.length, smaller.length];
  }),
);
const [before, after] = sizes
  .filter((size) => size !== null)
  .reduce((sum, size) => [sum[0] + size[0], sum[1] + size[1]], [0, 0]);
process.stdout.write(`Compressed: ${(before / 1024 / 1024).toFixed(1)} MB to ${(after / 1024 / 1024).toFixed(1)} MB\n`);
