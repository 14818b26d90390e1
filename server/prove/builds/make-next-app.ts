/** Builds the app of the build after this one, its service worker with it, into a folder of its own. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(import.meta.dirname, '../../..');
export const NEXT_CLIENT = path.join(ROOT, '.cache/next-app/client');
const MAX_SAID_BYTES = 64 * 1024 ** 2;

/** `isLacking`: made wrongly, so that a proof has something to find (next/lacking-nouns.ts). */
export async function makeNextApp(isLacking: boolean): Promise<void> {
  const options = { cwd: ROOT, env: { ...process.env, NODE_ENV: 'production' as const }, maxBuffer: MAX_SAID_BYTES };
  const run = (...told: string[]) => promisify(execFile)(process.execPath, told, options);
  const mode = isLacking ? 'lacking' : 'production';
  const config = 'server/prove/builds/next-app.vite.ts';
  await run('node_modules/@remix-run/dev/dist/cli.js', 'vite:build', '--config', config, '--mode', mode);
  await run('server/cli/build-service-worker.mjs', NEXT_CLIENT);
}
