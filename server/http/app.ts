import { Hono } from 'hono';
import { requestId } from 'hono/request-id';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Deps } from '../deps';
import { isUnavailable } from '../trpc/error-shape';
import { codedAnswer } from './coded-answer';
import { hearOut } from './hear-out';
import { createSnsVerifier, fetchFromAmazon, type SnsVerifier } from '../gateways/email/sns';
import { devOutbox } from './dev-outbox';
import { emailWebhook } from './public/email-webhook';
import { fileHeaders, fileRoutes } from './file-routes';
import { imageHeaders, imageRoutes } from './public/image-routes';
import { evolutionWebhook } from './public/evolution-webhook';
import { feedRoutes } from './public/feed-routes';
import { publicHost } from './public/public-host';
import { appointmentRoutes } from './public/appointment-routes';
import { noReferrer, publicHeaders, publicRoutes, routePatternOf } from './public/public-routes';
import { importRoutes } from './import-routes';
import { healthRoutes } from './health';
import { ownHost } from './own-host';
import { requestFacts } from './request-facts';
import { securityHeaders } from './security-headers';
import { staticFiles } from './static-files';
import { statusRoutes } from './statusz';
import { uploadRoutes } from './upload-routes';
import { trpcEndpoint } from './trpc-endpoint';

export const CLIENT_DIR = fileURLToPath(new URL('../../build/client', import.meta.url));

export type HttpOptions = {
  /** The built app; nothing but calls is served when it is not there. */
  readonly clientDir?: string;
  /** Folders with the assets of earlier builds, newest first. */
  readonly previousAssets?: readonly string[];
  readonly isStopping?: () => boolean;
  /** Who says what became of mail. */
  readonly snsVerifier?: SnsVerifier;
};

/** The whole HTTP surface. Needs no socket: tests call `app.request()`. */
export function createHttpApp(
  deps: Deps,
  { clientDir = CLIENT_DIR, previousAssets = [], isStopping = () => false, snsVerifier }: HttpOptions = {},
): Hono {
  const app = new Hono();
  app.use(requestId());
  app.use(async (c, next) => {
    const startedAtMs = performance.now();
    c.set('refused', (refusal) => deps.refusals.note({ ...refusal, ip: requestFacts(c, deps.config).ip }));
    await next();
    // The path alone: the query of a call carries its input. Of a link its pattern.
    const facts = {
      requestId: c.get('requestId'),
      method: c.req.method,
      path: routePatternOf(c.req.path),
      status: c.res.status,
      ms: Math.round(performance.now() - startedAtMs),
    };
    if (c.res.status >= 500) deps.log.warn(facts, 'request');
    else deps.log.debug(facts, 'request');
  });
  app.use(hearOut);
  app.use(ownHost(deps.config.origin, deps.config.publicOrigin));
  app.use('/u/*', publicHeaders);
  app.use('/c/*', publicHeaders);
  for (const path of ['/i/*', '/calendar/*', '/webhooks/*']) app.use(path, noReferrer);
  app.use('/files/:id/*', fileHeaders);
  app.use('/i/*', imageHeaders);
  app.use(securityHeaders(scriptHashesOf(clientDir), deps.config.secureCookies));
  app.use(publicHost(deps.config));
  app.route('/', healthRoutes(deps, isStopping));
  app.route('/', publicRoutes(deps));
  app.route('/', imageRoutes(deps));
  app.route('/', feedRoutes(deps));
  app.route('/', appointmentRoutes(deps));
  app.route('/', emailWebhook(deps, snsVerifier ?? createSnsVerifier(deps.config.mail.eventsTopics, fetchFromAmazon)));
  app.route('/', fileRoutes(deps));
  app.route('/', evolutionWebhook(deps));
  app.route('/', uploadRoutes(deps));
  app.route('/', importRoutes(deps));
  app.route('/', devOutbox(deps));
  app.route('/', statusRoutes(deps));
  app.route('/trpc', trpcEndpoint(deps));
  app.route('/', staticFiles(clientDir, previousAssets));
  app.notFound((c) => codedAnswer(c, 'request.unknown', 404));
  app.onError((error, c) => {
    deps.log.error({ requestId: c.get('requestId'), path: routePatternOf(c.req.path), err: error }, 'a request failed');
    return isUnavailable(error) ? codedAnswer(c, 'server.unavailable', 503) : codedAnswer(c, 'server.failed', 500);
  });
  return app;
}

/** The hashes of the build as it lies there now; read again when it has changed. */
function scriptHashesOf(clientDir: string): () => readonly string[] {
  const file = path.join(clientDir, 'csp.json');
  let readAtMs = -1,
    hashes: readonly string[] = [];
  return () => {
    const changedAtMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changedAtMs !== readAtMs) hashes = readScriptHashes(file);
    readAtMs = changedAtMs;
    return hashes;
  };
}

function readScriptHashes(file: string): string[] {
  try {
    const { scriptHashes } = JSON.parse(readFileSync(file, 'utf8')) as { scriptHashes?: unknown };
    return Array.isArray(scriptHashes)
      ? scriptHashes.filter(
          (hash): hash is string => typeof hash === 'string' && /^'sha(256|384|512)-[\w+/=]+'$/.test(hash),
        )
      : [];
  } catch {
    return [];
  }
}
