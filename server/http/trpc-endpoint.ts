import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Hono, type Context as HonoContext } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { MAX_BATCHED_CALLS } from '../../sync/protocol/messages';
import type { Deps } from '../deps';
import { resolveSession } from '../features/auth/resolve-session';
import { CodedError } from '../lib/coded-error';
import { createContext } from '../trpc/context';
import { errorData } from '../trpc/error-shape';
import { appRouter } from '../trpc/root-router';
import { BODY_LIMITS } from './body-limits';
import { codedAnswer } from './coded-answer';
import { compressAnswer } from './compress-answer';
import { readJson } from './read-json';
import { requestFacts } from './request-facts';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/**
 * They carry the work of a day, or of weeks without network, a register's answer about everybody, or an image
 * (sync/README.md §12).
 */
export const LARGE_CALLS: ReadonlySet<string> = new Set([
  'sync.push',
  'sync.surrender',
  'work.importFile',
  'work.forward',
  'iys.take',
  'campaigns.save',
  'campaigns.addImage',
  'office.addLogo',
]);
/** Their answers are long or expensive as well: several in one request would fill the memory. */
const LONE_CALLS: ReadonlySet<string> = new Set([
  ...LARGE_CALLS,
  'sync.pull',
  'sync.digest',
  'sync.digestOf',
  'sync.stream',
]);

/** Posted by itself and by its very name: however else a call is written, it is a small one. */
const isOneOf = (calls: ReadonlySet<string>, c: HonoContext) =>
  c.req.method === 'POST' && calls.has(c.req.path.replace(/^\/trpc\//, '')) && c.req.query('batch') === undefined;

async function readBody(c: HonoContext): Promise<unknown> {
  const body = await c.req.raw.arrayBuffer().catch((error: unknown) => {
    // What came without a length and was too much, or half of something.
    const isTooMuch = error instanceof Error && error.name === 'BodyLimitError';
    throw isTooMuch ? new CodedError('request.tooLarge', {}, 413) : new CodedError('request.invalid');
  });
  return readJson(Buffer.from(body));
}

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
  const upTo = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => codedAnswer(c, 'request.tooLarge', 413) });
  const [small, large] = [upTo(BODY_LIMITS.smallBytes), upTo(BODY_LIMITS.largeBytes)];
  endpoint.use('/*', (c, next) => (isOneOf(LARGE_CALLS, c) ? large : small)(c, next));
  endpoint.all('/*', async (c) => {
    const request = {
      ...requestFacts(c, deps.config),
      ...(isOneOf(LARGE_CALLS, c) ? { readLargeInput: () => readBody(c) } : {}),
    };
    const response = await fetchRequestHandler({
      endpoint: '/trpc',
      req: c.req.raw,
      router: appRouter,
      maxBatchSize: MAX_BATCHED_CALLS,
      createContext: async ({ resHeaders, info }) => {
        if (info.calls.length > 1 && info.calls.some(({ path }) => LONE_CALLS.has(path)))
          throw new CodedError('request.tooLarge', {}, 413);
        return createContext(deps, request, await resolveSession(deps, request.cookies), (header) =>
          resHeaders.append('set-cookie', header),
        );
      },
      onError: ({ error, path = '', ctx }) => {
        const { code, httpStatus } = errorData(error);
        const facts = { requestId: request.id, procedure: path, code };
        if (httpStatus >= 500) deps.log.error({ ...facts, err: error.cause ?? error }, 'a call failed');
        // A path that nobody here has named is the caller's own writing.
        else {
          const route = Object.hasOwn(appRouter._def.procedures, path) ? `/trpc/${path}` : '/trpc/*';
          const memberId = (ctx?.member ?? ctx?.provisional?.member ?? ctx?.revoked?.member)?.id;
          deps.refusals.note({ route, code, ip: request.ip, memberId });
        }
      },
    });
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
    // On the machine itself bytes cost nothing and processors do; a proxy names whom it speaks for.
    const isLocal = LOOPBACK.test(request.ip) && c.req.header('x-forwarded-for') === undefined;
    return isLocal ? response : compressAnswer(response, c.req.header('accept-encoding') ?? '');
  });
  return endpoint;
}
