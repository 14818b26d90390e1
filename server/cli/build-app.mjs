/** `npm run build`: the app into build/client, its service worker with it. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT, runCommand, runNode } from './steps.mjs';

const CLIENT = path.join(ROOT, 'build/client');
const PREVIOUS_ASSETS = path.join(ROOT, 'build/previous-assets');

await runCommand(async () => {
  // A page opened before this build asks for the chunks it was built with: they stay served from here.
  if (existsSync(path.join(CLIENT, 'index.html'))) {
    rmSync(PREVIOUS_ASSETS, { recursive: true, force: true });
    renameSync(path.join(CLIENT, 'assets'), PREVIOUS_ASSETS);
  }
  const env = { NODE_ENV: 'production' };
  await runNode('remix vite:build', ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build'], { env, show: true });
  if (existsSync(path.join(ROOT, 'server/cli/build-service-worker.mjs'))) {
    await runNode('The service worker', ['server/cli/build-service-worker.mjs'], { env, show: true });
  }
});
