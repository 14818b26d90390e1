/**
 * What follows `remix vite:build`: the script that asks early for what a screen needs, hashes of the page's inline
 * scripts for the content security policy, then the service worker with the list of every built file. Remix writes
 * index.html and its route manifest after all Vite plugins have run, so a plugin would miss both. Usage: node
 * server/cli/build-service-worker.mjs [build/client]
 */
import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { injectManifest } from 'workbox-build';
import { writeCspHashes } from './write-csp-hashes.mjs';
import { writePreloads } from './write-preloads.mjs';

const clientDirectory = resolve(process.argv[2] ?? 'build/client');
await writePreloads(clientDirectory);
const hashCount = await writeCspHashes(clientDirectory);

const scratch = await mkdtemp(join(tmpdir(), 'saha-service-worker-'));
try {
  const bundled = join(scratch, 'service-worker.js');
  await build({
    entryPoints: [new URL('../../app/service-worker.ts', import.meta.url).pathname],
    outfile: bundled,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  const { count, size, warnings } = await injectManifest({
    swSrc: bundled,
    swDest: join(clientDirectory, 'service-worker.js'),
    globDirectory: clientDirectory,
    globPatterns: ['**/*.{js,css,html,woff2,svg,json,webmanifest}', 'icons/icon-192.png'],
    // csp.json is the server's; server-build-*.css repeats the styles of index.html and is loaded by nobody.
    globIgnores: ['service-worker.js', 'csp.json', '.vite/**', 'assets/server-build-*.css'],
    dontCacheBustURLsMatching: /^assets\/.*-[\w-]{8,}\.\w+$/,
    maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
  });
  for (const warning of warnings) process.stderr.write(`${warning}\n`);
  process.stdout.write(
    `Service worker: ${count} files, ${(size / 1024 / 1024).toFixed(1)} MB; ${hashCount} inline scripts in the policy\n`,
  );
} finally {
  await rm(scratch, { recursive: true, force: true });
}
