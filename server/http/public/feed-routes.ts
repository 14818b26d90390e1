/**
 * A member's calendar as their calendar program reads it. Whoever has the address may read it until it is revoked; what
 * it says is decided at each reading.
 */
import { Hono } from 'hono';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Deps } from '../../deps';
import { networkOf } from '../../features/auth/sign-in-limits';
import { calendarFile, calendarTag, CALENDAR_TYPE } from '../../features/calendar/calendar-file';
import { readFeed } from '../../features/calendar/read-feed';
import { requestFacts } from '../request-facts';

/** Addresses nobody here has made, by network and minute. */
const BAD_LINKS_PER_MINUTE = 30;
/** Programs look every quarter of an hour; several may share one address. */
const READINGS_PER_HOUR = 60;

export function feedRoutes(deps: Deps): Hono {
  const own: Deps = { ...deps, pool: deps.publicPool };
  const guesses = new RateLimiterMemory({ points: BAD_LINKS_PER_MINUTE, duration: 60 });
  const readings = new RateLimiterMemory({ points: READINGS_PER_HOUR, duration: 3_600 });
  const spends = (limiter: RateLimiterMemory, key: string) =>
    limiter
      .consume(key)
      .then(() => false)
      .catch(() => true);
  const routes = new Hono();
  routes.get('/calendar/:file{[A-Za-z0-9_-]{43}\\.ics}', async (c) => {
    const token = c.req.param('file').slice(0, -'.ics'.length);
    if (await spends(readings, token)) return c.text('Too many requests', 429, { 'Retry-After': '3600' });
    const feed = await readFeed(own, token, c.req.query('lang') === 'en' ? 'en' : 'tr').catch(async (error: unknown) => {
      await readings.delete(token);
      throw error;
    });
    if (feed === null) {
      // Nothing is kept of what was made up: whoever guesses would fill the memory for an hour with each.
      await readings.delete(token);
      const isTooMany = await spends(guesses, networkOf(requestFacts(c, deps.config).ip));
      return isTooMany ? c.text('Too many requests', 429, { 'Retry-After': '60' }) : c.text('Not found', 404);
    }
    const tag = calendarTag(feed);
    // Kept by whoever reads it and by nobody between; asked for again they are told whether it still stands.
    const headers = { ETag: tag, 'Cache-Control': 'private, no-cache', 'X-Robots-Tag': 'noindex' };
    if (c.req.header('if-none-match')?.includes(tag) === true) return c.body(null, 304, headers);
    return c.body(calendarFile(feed), 200, {
      ...headers,
      'Content-Type': CALENDAR_TYPE,
      'Content-Disposition': 'inline; filename="saha.ics"',
    });
  });
  return routes;
}
