/** Which of the browser's scenarios `npm test` runs: each time those of a working day, and of the others one part. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './steps.mjs';

const FOLDER = 'app/e2e';
const SCENARIOS = /\.e2e\.ts$/;
/** What nobody can do without for a day, whatever was changed. */
export const ALWAYS = ['chat.e2e.ts', 'conflict.e2e.ts', 'keyboard.e2e.ts', 'offline-day.e2e.ts', 'sign-in.e2e.ts'];
/** So many that one of them takes about a minute and a half on two cores. */
export const PARTS = 24;

export function allScenarios() {
  return readdirSync(path.join(ROOT, FOLDER))
    .filter((name) => SCENARIOS.test(name))
    .sort()
    .map((name) => ({ name, size: statSync(path.join(ROOT, FOLDER, name)).size }));
}

/**
 * The files of one part, 1 to PARTS, with those that always run. Parts are about as large as each other: a file's
 * length tells about how long its scenarios take.
 */
export function scenariosOf(part, files = allScenarios()) {
  const parts = Array.from({ length: PARTS }, () => ({ size: 0, names: [] }));
  const others = files.filter(({ name }) => !ALWAYS.includes(name));
  for (const { name, size } of others.toSorted((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1))) {
    const lightest = parts.reduce((least, one) => (one.size < least.size ? one : least));
    lightest.size += size;
    lightest.names.push(name);
  }
  return [...ALWAYS, ...parts[part - 1].names].sort();
}

/** The same part for the same commit, another one for most others; without a repository the first. */
export const partOfCommit = (commit) => (commit === null ? 1 : (Number.parseInt(commit.slice(0, 8), 16) % PARTS) + 1);
