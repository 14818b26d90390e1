import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type Context as HonoContext } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { codedAnswer } from './coded-answer';

const A_YEAR = 'public, max-age=31536000, immutable';
const AN_HOUR = 'public, max-age=3600';
const ASK_EVERY_TIME = 'no-cache';
// Safari keeps a page that is left as it stands, with the transactions it had open on the device's stores, and nobody
// can write to those any more. It does not keep one with this header over HTTPS (decision 115).
const KEEP_NO_PAGE = 'no-store';

/**
 * The app's files. Built chunks are for ever; what decides which chunks are loaded is asked for every time. Any
 * address a person may open answers with the shell, but never one that stands for a file: a missing chunk must look
 * missing.
 */
export function staticFiles(clientDir: string, previousAssets: readonly string[]): Hono {
  const files = new Hono();
  files.use('/*', async (c, next) => {
    await next();
    if (c.res.status < 400 && !c.res.headers.has('cache-control'))
      c.res.headers.set('cache-control', cachingOf(c.req.path));
  });
  files.use('/*', compress({ threshold: 1_024 }));

  const assetFolders = [path.join(clientDir, 'assets'), ...previousAssets].filter((folder) => existsSync(folder));
  for (const root of assetFolders) {
    files.get(
      '/assets/*',
      serveStatic({ root, precompressed: true, rewriteRequestPath: (name) => name.replace(/^\/assets/, '') }),
    );
  }
  files.get('/assets/*', (c) => codedAnswer(c, 'request.unknown', 404));
  if (!existsSync(clientDir)) return files;

  files.use('/*', etag());
  const shell = serveStatic({ path: path.join(clientDir, 'index.html'), precompressed: true });
  files.get('/csp.json', (c) => codedAnswer(c, 'request.unknown', 404));
  files.get('/', shell);
  files.get('/*', serveStatic({ root: clientDir, precompressed: true }));
  files.get('/*', (c, next) => (isNavigation(c) ? shell(c, next) : next()));
  return files;
}

/**
 * Chunks carry a hash of their content in their name. Pages, scripts and lists outside do not; icons and flags seldom
 * change.
 */
function cachingOf(place: string): string {
  if (place.startsWith('/assets/')) return A_YEAR;
  const extension = /\.([A-Za-z0-9]{1,12})$/.exec(place)?.[1] ?? 'html';
  if (extension === 'html') return KEEP_NO_PAGE;
  return ['js', 'json', 'webmanifest'].includes(extension) ? ASK_EVERY_TIME : AN_HOUR;
}

/** A person opens a page: what the last part of the path names is not a file. */
function isNavigation(c: HonoContext): boolean {
  if (
    /\.[A-Za-z0-9]{1,12}$/.test(c.req.path) ||
    /^\/(trpc|assets|files|webhooks|u|dev\/outbox|healthz|readyz)(\/|$)/.test(c.req.path)
  )
    return false;
  const mode = c.req.header('sec-fetch-mode');
  return mode === undefined ? (c.req.header('accept') ?? '').includes('text/html') : mode === 'navigate';
}
