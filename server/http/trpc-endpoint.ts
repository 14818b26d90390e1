import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { MAX_BODY_BYTES } from '../../sync/protocol/messages';
import type { Deps } from '../deps';
import { resolveSession } from '../features/auth/resolve-session';
import { createContext } from '../trpc/context';
import { errorData } from '../trpc/error-shape';
import { appRouter } from '../trpc/root-router';
import { codedAnswer } from './coded-answer';
import { compressAnswer } from './compress-answer';
import { requestFacts } from './request-facts';

const MAX_CALLS_PER_REQUEST = 20;
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** tRPC over fetch. What can be refused without reading the body is refused first. */
export function trpcEndpoint(deps: Deps): Hono {
  const endpoint = new Hono();
  endpoint.use('/*', async (c, next) => {
    if (c.req.method === 'POST') {
      if (requestFacts(c, deps.config).crossSite) return codedAnswer(c, 'request.crossSite', 403);
      // Forms of foreign pages can send other types without asking first; ours sends JSON only.
      const type = c.req.header('content-type') ?? '';
      if (type !== '' && !/^application\/json\b/i.test(type)) return codedAnswer(c, 'request.invalid', 415);
    }
    return next();
  });
  endpoint.use('/*', bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => codedAnswer(c, 'request.tooLarge', 413) }));
  endpoint.all('/*', async (c) => {
    const request = requestFacts(c, deps.config);
    const response = await fetchRequestHandler({
      endpoint: '/trpc',
      req: c.req.raw,
      router: appRouter,
      maxBatchSize: MAX_CALLS_PER_REQUEST,
      createContext: async ({ resHeaders }) =>
        createContext(deps, request, await resolveSession(deps, request.cookies), (header) =>
          resHeaders.append('set-cookie', header),
        ),
      onError: ({ error, path }) => {
        const { code, httpStatus } = errorData(error);
        const facts = { requestId: request.id, procedure: path, code };
        if (httpStatus >= 500) deps.log.error({ ...facts, err: error.cause ?? error }, 'a call failed');
        else deps.log.debug(facts, 'a call was refused');
      },
    });
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
    // On the machine itself bytes cost nothing and processors do; a proxy names whom it speaks for.
    const isLocal = LOOPBACK.test(request.ip) && c.req.header('x-forwarded-for') === undefined;
    return isLocal ? response : compressAnswer(response, c.req.header('accept-encoding') ?? '');
  });
  return endpoint;
}
