/**
 * What people and machines without an account reach: the way out of a list, and a provider's word. Small bodies, a few
 * database connections of their own, and nothing that tells a guess from a link.
 */
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Deps } from '../../deps';
import { networkOf } from '../../features/auth/sign-in-limits';
import { openLink, resubscribe, unsubscribe } from '../../features/consent/unsubscribe';
import { noteWayOut } from '../../features/deliveries/note-way-out';
import { BACK_WORDING_ID, languageOf, PUBLIC_WORDS, type PublicLanguage } from '../../i18n/public-words';
import { requestFacts } from '../request-facts';
import { backPage, LEAVE_SCRIPT, leavePage, leftPage, wordsPage } from './unsubscribe-page';

const MAX_FORM_BYTES = 16_000;
/** Links that nobody here has written, by network and minute. One mail provider fetches good ones for millions. */
const BAD_LINKS_PER_MINUTE = 30;
/** Scanners open what was just delivered; a link knows only the minute it was made in. */
const SCANNERS_COME_FOR_MS = 2 * 60_000 + 60_000;

export function publicRoutes(deps: Deps): Hono {
  const own: Deps = { ...deps, pool: deps.publicPool };
  const guesses = new RateLimiterMemory({ points: BAD_LINKS_PER_MINUTE, duration: 60 });
  const routes = new Hono();

  routes.get('/u/leave.js', (c) => c.body(LEAVE_SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));

  /** Says whether the network of `c` has guessed too often, and counts this guess. */
  const isTooMany = async (c: Context) =>
    guesses
      .consume(networkOf(requestFacts(c, deps.config).ip))
      .then(() => false)
      .catch(() => true);

  routes.get('/u/:token', async (c) => {
    const token = await openLink(own, c.req.param('token'));
    const language = token?.language ?? languageOf(c.req.header('accept-language') ?? '');
    if (token === null && (await isTooMany(c))) return c.html(wordsPage(language, 'slow'), 429);
    const waits = token === null || deps.now() - token.issuedAtMs < SCANNERS_COME_FOR_MS;
    return c.html(leavePage(language, waits));
  });

  routes.post(
    '/u/:token',
    bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c) => c.html(wordsPage(languageOf(''), 'failed'), 413) }),
    async (c) => {
      const token = await openLink(own, c.req.param('token'));
      const language = token?.language ?? languageOf(c.req.header('accept-language') ?? '');
      const comesBack = (await formField(c, 'again')) === BACK_WORDING_ID;
      if (token === null) {
        if (await isTooMany(c)) return c.html(wordsPage(language, 'slow'), 429);
        return c.html(comesBack ? backPage(language) : leftPage(language));
      }
      if (comesBack) {
        await resubscribe(own, token, { id: BACK_WORDING_ID, text: PUBLIC_WORDS[language].backWording });
        return c.html(backPage(language));
      }
      await unsubscribe(own, token, noteWayOut);
      return c.html(leftPage(language));
    },
  );
  routes.onError((error, c) => {
    deps.log.error({ path: routePatternOf(c.req.path), err: error }, 'a public page failed');
    const language: PublicLanguage = languageOf(c.req.header('accept-language') ?? '');
    return c.html(wordsPage(language, 'failed'), 503);
  });
  return routes;
}

/** Over the headers of all answers: a link must not travel on as a referrer, nor lie in a cache. */
export const publicHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('Referrer-Policy', 'no-referrer');
  c.res.headers.set('X-Robots-Tag', 'noindex');
  c.res.headers.set('Cache-Control', 'no-store');
};

/** A field of a form in either encoding; whatever else the body is, the call itself has said what it wants. */
async function formField(c: Context, name: string): Promise<string> {
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(c.req.header('content-type') ?? '')) return '';
  const form = await c.req.parseBody().catch(() => ({}));
  const value = (form as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : '';
}

/** As the log may have it: a link is a secret. */
export function routePatternOf(path: string): string {
  return path.replace(/^\/u\/(?!leave\.js$).*/, '/u/:token').replace(/^\/c\/[^/]*/, '/c/:token').replace(/^\/i\/[^/]*/, '/i/:id')
    .replace(/^\/webhooks\/evolution\/.*/, '/webhooks/evolution/:line/:secret').replace(/^\/calendar\/.+/, '/calendar/:token.ics').replace(/^\/dev\/outbox\/.*/, '/dev/outbox/:id');
}
