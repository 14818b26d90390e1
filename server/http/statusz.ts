import { Hono } from 'hono';
import type { Deps } from '../deps';
import { isSignedIn, resolveSession } from '../features/auth/resolve-session';
import { systemStatus } from '../replication/system-status';
import { codedAnswer } from './coded-answer';

/**
 * The same numbers the admin sees on the screen, as JSON for whoever watches the office; only with an admin's session.
 */
export function statusRoutes(deps: Deps): Hono {
  const routes = new Hono();
  routes.get('/statusz', async (c) => {
    const caller = await resolveSession(deps, c.req.header('cookie'));
    if (!isSignedIn(caller)) return codedAnswer(c, 'auth.required', 401);
    if (caller.member.role !== 'admin') return codedAnswer(c, 'auth.forbidden', 403, caller.member.id);
    return c.json(await systemStatus(deps), 200, { 'Cache-Control': 'no-store' });
  });
  return routes;
}
