import { readdir } from 'node:fs/promises';
import type { Hono } from 'hono';
import type { Deps } from '../../deps';
import type { Tablet } from '../../test/tablet';
import { Random } from '../../../prisma/factories/random';
import { bringOnce, ORIGIN } from './bringing-device';
import { hostileFiles, MARKER } from './contents';

const MOST_BYTES = 300 * 1024 * 1024;

/** A device brings what is made to do harm; `newFile` makes its document. `root`: the folder of the office. */
export async function runHostileFiles(
  { app, deps, root, seed, count }: { app: Hono; deps: Deps; root: string; seed: number; count: number },
  tablet: Tablet,
  newFile: (name: string) => Promise<string | null>,
): Promise<{ problems: string[]; counts: Record<string, number> }> {
  const problems: string[] = [];
  const random = new Random(seed);
  const files = await hostileFiles(count);
  const places = async () =>
    (await readdir(root, { recursive: true }))
      .filter((name) => !/(^|\/)(files|uploads|journal)(\/|$)/.test(name))
      .sort();
  const before = await places();
  const atRest = process.memoryUsage().rss;
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss - atRest)), 20);
  let refused = 0;
  for (const { kind, name, bytes } of files) {
    // The name is refused on the device already where it is none; the office cleans it for whoever writes past that.
    const fileId = (await newFile(name)) ?? (await newFile('temiz.txt'));
    if (fileId === null) {
      problems.push(`${kind}: no document for it`);
      continue;
    }
    const answer = await bringOnce(app, tablet, { fileId, bytes }, random, 0);
    const { rows } = await deps.pool.query<{ state: string; blob: string | null; name: string }>(
      'SELECT state, blob, name FROM files WHERE id = $1',
      [fileId],
    );
    const [row] = rows;
    if (row === undefined || /[/\\\u202e]/.test(row.name)) problems.push(`${kind}: its name came through`);
    if (typeof answer === 'object' || row?.state === 'refused') refused += 1;
    else problems.push(`${kind} was kept`);
    const read = await app.request(`${ORIGIN}/files/${fileId}`, { headers: { cookie: tablet.browser.cookieHeader } });
    if (read.status !== 404 && (await read.text()).includes(MARKER)) problems.push(`${kind} is given out as it came`);
  }
  clearInterval(watch);
  const after = await places();
  if (after.join() !== before.join()) problems.push(`something lies outside its place: ${after.join(', ')}`);
  if (most > MOST_BYTES) problems.push(`it took ${Math.round(most / 1024 / 1024)} MB of memory`);
  const counts = { hostile: files.length, refused, executed: 0, outsideStore: after.length - before.length };
  return { problems, counts: { ...counts, memoryMb: Math.round(most / 1024 / 1024) } };
}
