import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../lib/make-folder';

/** The build that is served and the two before it. */
const KEPT_BUILDS = 3;

/**
 * Keeps the chunks of the last builds in the data folder, so that a page opened before an update never misses one.
 * Returns folders to look in when the current build has no such asset, newest first. Safe to run in several processes
 * at once.
 */
export async function archiveAssets(assetsDir: string, archiveDir: string): Promise<string[]> {
  if (!existsSync(assetsDir)) return listBuilds(archiveDir);
  // Names of assets carry hashes of their content, so the names alone tell builds apart.
  const build = createHash('sha256').update(readdirSync(assetsDir).sort().join('\0')).digest('hex').slice(0, 16);
  const target = path.join(archiveDir, build);
  if (existsSync(target)) {
    const now = new Date();
    utimesSync(target, now, now);
  } else {
    const copy = `${target}.${process.pid}.tmp`;
    await makeFolder(archiveDir);
    await cp(assetsDir, copy, { recursive: true });
    await rename(copy, target).catch(() => rm(copy, { recursive: true, force: true }));
  }
  const builds = listBuilds(archiveDir);
  await Promise.all(builds.slice(KEPT_BUILDS).map((old) => rm(old, { recursive: true, force: true })));
  return builds.slice(0, KEPT_BUILDS).filter((place) => place !== target);
}

function listBuilds(archiveDir: string): string[] {
  if (!existsSync(archiveDir)) return [];
  const places = readdirSync(archiveDir)
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .map((name) => path.join(archiveDir, name));
  return places
    .map((place) => [place, statSync(place).mtimeMs] as const)
    .sort(([, a], [, b]) => b - a)
    .map(([place]) => place);
}
