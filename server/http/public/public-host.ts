import type { MiddlewareHandler } from 'hono';
import type { Config } from '../../config';
import { codedAnswer } from '../coded-answer';

type Origins = Pick<Config, 'origin' | 'publicOrigin'>;

/** On a host that is for recipients alone nothing else is served: no sign-in page, no calls. */
export function publicHost(origins: Origins): MiddlewareHandler {
  return async (c, next) => {
    if (isForRecipients(c.req.header('host') ?? '', origins) && !/^\/(u\/|c\/|i\/|calendar\/[\w-]{43}\.ics$|webhooks\/|healthz$|readyz$)/.test(c.req.path))
      return codedAnswer(c, 'request.unknown', 404);
    return next();
  };
}

/**
 * Whether a Host header names it. However it is written: in capitals, or with a port, as some proxies pass it on. The
 * port tells the two apart where nothing else does.
 */
export function isForRecipients(host: string, { origin, publicOrigin }: Origins): boolean {
  const [office, recipients] = [new URL(origin), new URL(publicOrigin)];
  if (office.host === recipients.host || !URL.canParse(`${recipients.protocol}//${host}`)) return false;
  const asked = new URL(`${recipients.protocol}//${host}`);
  return office.hostname === recipients.hostname
    ? asked.host === recipients.host
    : asked.hostname === recipients.hostname;
}
