/**
 * The server's programs for the tests, which start dozens of processes: with everything of ours in one file each, a
 * process
 * starts in half the time it needs to translate its sources. Packages stay outside, as in an office.
 */
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Two folders below the root, as the sources are which look for their files from where they stand
 * (`../../build/client`).
 */
const FOLDER = '.cache/server-programs';
const PROGRAMS = {
  'server/main.ts': 'main',
  'server/prove/wire/watched-server.ts': 'watched-server',
  'server/prove/sending/worker.ts': 'sending-worker',
} as const;
const THREADS = ['server/features/reports/pdf-thread.mjs'];
export type ServerProgram = keyof typeof PROGRAMS;
const BUNDLED_VARIABLE = 'TEST_SERVER_PROGRAMS';

/** Once per run of tests, before any of them; processes of this one then start what was made here. */
export async function bundleServerPrograms(): Promise<void> {
  await build({
    entryPoints: Object.entries(PROGRAMS).map(([source, name]) => ({ in: source, out: name })),
    outdir: FOLDER,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
  });
  // Threads are started from files of their own, which look for packages alone.
  for (const thread of THREADS) await copyFile(thread, path.join(FOLDER, path.basename(thread)));
  process.env[BUNDLED_VARIABLE] = path.resolve(FOLDER);
}

/** What Node is given to run it: what `bundleServerPrograms` made, and without it the source, as `npm start` does. */
export function argumentsOf(program: ServerProgram): string[] {
  const folder = process.env[BUNDLED_VARIABLE];
  return folder === undefined
    ? ['--import', 'tsx', program]
    : ['--enable-source-maps', path.join(folder, `${PROGRAMS[program]}.js`)];
}
