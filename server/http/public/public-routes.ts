/**
 * What people and machines without an account reach: the way out of a list, and a provider's word. Small bodies, a few
 * database connections of their own, and nothing that tells a guess from a link.
 */
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Deps } from '../../deps';
import { openLink, resubscribe, unsubscribe } from '../../features/consent/unsubscribe';
import { isWhole, readClaims, type UnsubscribeToken } from '../../features/consent/unsubscribe-token';
import { readOfficeName } from '../../features/settings/read-sender';
import { noteWayOut } from '../../features/deliveries/note-way-out';
import { BACK_WORDING_ID, languageOf, PUBLIC_WORDS, type PublicLanguage } from '../../i18n/public-words';
import { limitBadCalls } from './bad-calls';
import { publicDeps } from './public-deps';
import { backPage, blockedPage, LEAVE_SCRIPT, leavePage, leftPage, wordsPage } from './unsubscribe-page';

const MAX_FORM_BYTES = 16_000;
/** Links that nobody here has written, by network and minute. One mail provider fetches good ones for millions. */
const BAD_LINKS_PER_MINUTE = 30;
/** Scanners open what was just delivered; a link knows only the minute it was made in. */
const SCANNERS_COME_FOR_MS = 2 * 60_000 + 60_000;

export function publicRoutes(deps: Deps): Hono {
  const own = publicDeps(deps);
  const guesses = limitBadCalls(deps.config, BAD_LINKS_PER_MINUTE);
  const routes = new Hono();
  const officeName = () => readOfficeName(own.pool, deps.config);

  routes.get('/u/leave.js', (c) => c.body(LEAVE_SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));

  // In a campaign's test, which has nobody to take off a list (campaigns/send-test.ts).
  routes.get('/u/test', (c) => c.html(wordsPage(readersLanguage(c), 'test')));

  routes.get('/u/:token', async (c) => {
    const token = await openLink(own, c.req.param('token'));
    const { language, issuedAtMs } = shownOf(c, token);
    if (token === null && (await guesses.note(c))) return c.html(wordsPage(language, 'slow'), 429);
    if (!isWhole(c.req.param('token'))) return c.html(wordsPage(language, 'cut'), 404);
    return c.html(leavePage(language, await officeName(), deps.now() - issuedAtMs < SCANNERS_COME_FOR_MS));
  });

  routes.post(
    '/u/:token',
    bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c) => c.html(wordsPage(readersLanguage(c), 'failed'), 413) }),
    async (c) => {
      const token = await openLink(own, c.req.param('token'));
      const { language } = shownOf(c, token);
      const comesBack = (await formField(c, 'again')) === BACK_WORDING_ID;
      if (token === null) {
        if (await guesses.note(c)) return c.html(wordsPage(language, 'slow'), 429);
        // Nobody is told that they are out by a link that a mail program broke.
        if (!isWhole(c.req.param('token'))) return c.html(wordsPage(language, 'cut'), 404);
        return c.html(comesBack ? backPage(language, await officeName()) : leftPage(language, await officeName()));
      }
      if (comesBack) {
        const wording = { id: BACK_WORDING_ID, text: PUBLIC_WORDS[language].backWording };
        const obstacle = await resubscribe(own, token, wording);
        if (obstacle === '') return c.html(backPage(language, await officeName()));
        const reason = obstacle === 'complained' || obstacle === 'bounced' ? obstacle : 'other';
        return c.html(blockedPage(language, await officeName(), reason));
      }
      await unsubscribe(own, token, noteWayOut);
      return c.html(leftPage(language, await officeName()));
    },
  );
  routes.get('/u/*', (c) => c.html(wordsPage(readersLanguage(c), 'cut'), 404));
  routes.onError((error, c) => {
    deps.log.error({ path: routePatternOf(c.req.path), err: error }, 'a public page failed');
    return c.html(wordsPage(readersLanguage(c), 'failed'), 503);
  });
  return routes;
}

const readersLanguage = (c: Context): PublicLanguage => languageOf(c.req.header('accept-language') ?? '');

/**
 * What a page follows of a link: of one that nobody here has written what it claims, so that its page is the page of a
 * real one to the letter. What cannot be a link at all is read in the browser's language, as one of long ago.
 */
function shownOf(
  c: Context,
  token: UnsubscribeToken | null,
): Pick<UnsubscribeToken, 'language' | 'issuedAtMs'> {
  const claimed = token ?? readClaims(c.req.param('token') ?? '');
  return claimed ?? { language: readersLanguage(c), issuedAtMs: 0 };
}

/**
 * Over the headers of all answers: a link must not travel on as a referrer, nor lie in a cache. But for what answered a
 * form: whoever goes back to it is shown it once more by their own browser, which has an error where nothing was kept.
 */
export const publicHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('Referrer-Policy', 'no-referrer');
  c.res.headers.set('X-Robots-Tag', 'noindex');
  c.res.headers.set('Cache-Control', c.req.method === 'POST' ? 'private, no-cache' : 'no-store');
};

/** Of what anybody reaches and may be kept in a cache: its address is a secret all the same. */
export const noReferrer: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('Referrer-Policy', 'no-referrer');
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
