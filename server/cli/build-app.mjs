/** `npm run build`: the app into build/client, its service worker with it. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT, runCommand, runNode } from './steps.mjs';

const CLIENT = path.join(ROOT, 'build/client');
const PREVIOUS_ASSETS = path.join(ROOT, 'build/previous-assets');
/** Remix empties the whole build folder. */
const KEPT_ASSETS = path.join(ROOT, '.cache/previous-assets');

await runCommand(async () => {
  // A page opened before this build asks for the chunks it was built with: they stay served from previous-assets.
  if (existsSync(path.join(CLIENT, 'index.html'))) {
    rmSync(KEPT_ASSETS, { recursive: true, force: true });
    mkdirSync(path.dirname(KEPT_ASSETS), { recursive: true });
    renameSync(path.join(CLIENT, 'assets'), KEPT_ASSETS);
  }
  const env = { NODE_ENV: 'production' };
  await runNode('remix vite:build', ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build'], { env, show: true });
  if (existsSync(path.join(ROOT, 'server/cli/build-service-worker.mjs'))) {
    await runNode('The service worker', ['server/cli/build-service-worker.mjs'], { env, show: true });
  }
  await runNode('Compression', ['server/cli/compress-build.mjs'], { env, show: true });
  if (existsSync(KEPT_ASSETS)) renameSync(KEPT_ASSETS, PREVIOUS_ASSETS);
});
