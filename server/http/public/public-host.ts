import type { MiddlewareHandler } from 'hono';
import type { Config } from '../../config';
import { codedAnswer } from '../coded-answer';

/** On a host that is for recipients alone nothing else is served: no sign-in page, no calls. */
export function publicHost({ origin, publicOrigin }: Pick<Config, 'origin' | 'publicOrigin'>): MiddlewareHandler {
  const host = new URL(publicOrigin).host;
  const isApart = host !== new URL(origin).host;
  return async (c, next) => {
    if (isApart && c.req.header('host') === host && !/^\/(u\/|c\/|i\/|calendar\/[\w-]{43}\.ics$|webhooks\/|healthz$|readyz$)/.test(c.req.path))
      return codedAnswer(c, 'request.unknown', 404);
    return next();
  };
}
