/**
 * What a fresh clone lacks: packages, the database client, the built app. Each is made again only when its inputs
 * changed.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashOf, readIfThere, ROOT, run, runNode, step, StepError } from './steps.mjs';

const OLDEST_NODE = [20, 19];
const INSTALLED_MARKER = 'node_modules/.saha-installed';
const CLIENT_MARKER = 'prisma/generated/.made-from';
const BUILD_MARKER = 'build/.made-from';

/**
 * Prisma's schema engine would be downloaded at every call, and is not needed to generate; any program stands in for
 * it.
 */
const PRISMA_ENV = {
  PRISMA_SCHEMA_ENGINE_BINARY: existsSync('/bin/true') ? '/bin/true' : process.execPath,
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
};

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new StepError(`Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
}

export async function installPackages() {
  const wanted = hashOf(['package-lock.json']);
  if (readIfThere(INSTALLED_MARKER) === wanted) return;
  if (!matchesLockFile()) {
    const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
    const args = [
      ...npm.slice(1),
      'ci',
      '--include=dev',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
      '--loglevel=error',
    ];
    await step('Installing packages', () =>
      run('Installing packages', npm[0], args, { env: { ...PRISMA_ENV, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' } }),
    );
  }
  writeFileSync(path.join(ROOT, INSTALLED_MARKER), wanted);
}

/** Whether `npm install` or `npm ci` already brought exactly what package-lock.json asks for on this machine. */
function matchesLockFile() {
  const parse = (place) => {
    try {
      return JSON.parse(readIfThere(place)).packages ?? {};
    } catch {
      return {};
    }
  };
  const { '': project, ...wanted } = parse('package-lock.json');
  const present = parse('node_modules/.package-lock.json');
  const isOptional = (entry) => entry.optional === true || entry.devOptional === true;
  return (
    project !== undefined &&
    Object.entries(wanted).every(([place, entry]) =>
      present[place] === undefined
        ? isOptional(entry)
        : present[place].version === entry.version && present[place].integrity === entry.integrity,
    ) &&
    Object.keys(present).every((place) => wanted[place] !== undefined && existsSync(path.join(ROOT, place)))
  );
}

export async function generateDatabaseClient() {
  const madeFrom = hashOf(['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']);
  if (readIfThere(CLIENT_MARKER) === madeFrom) return;
  await step('Generating the database client', () =>
    runNode('Generating the database client', ['node_modules/prisma/build/index.js', 'generate'], { env: PRISMA_ENV }),
  );
  writeFileSync(path.join(ROOT, CLIENT_MARKER), madeFrom);
}

export async function buildApp() {
  const isInput = (place) => !/\.test\.tsx?$|^app\/e2e\/|^server\/cli\/.*\.ts$/.test(place);
  const madeFrom = hashOf(
    ['app', 'sync', 'public', 'server/cli', 'tsconfig.json', 'package-lock.json', ...(await filesOfViteConfig())],
    isInput,
  );
  if (readIfThere(BUILD_MARKER) === madeFrom && existsSync(path.join(ROOT, 'build/client/index.html'))) return;
  await step('Building the app', () => runNode('Building the app', ['server/cli/build-app.mjs']));
  mkdirSync(path.join(ROOT, 'build'), { recursive: true });
  writeFileSync(path.join(ROOT, BUILD_MARKER), madeFrom);
}

/** vite.config.ts and every file of ours that it imports, wherever they are. */
async function filesOfViteConfig() {
  // Not before the packages are there.
  const { build } = await import('esbuild');
  const { metafile } = await build({
    entryPoints: ['vite.config.ts'],
    absWorkingDir: ROOT,
    bundle: true,
    format: 'esm',
    metafile: true,
    packages: 'external',
    platform: 'node',
    write: false,
  });
  return Object.keys(metafile.inputs).sort();
}
