import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import { codedAnswer } from './coded-answer';

/** Whoever asks whether the process lives calls it by any name, and learns nothing of the office. */
const ANY_NAME = /^\/(healthz|readyz)$/;

/**
 * Requests for other names than the office's are refused: a foreign page can have its own name point to this machine,
 * and would then count as ours. Addresses have no owner who could do that; tablets in the office's network use them,
 * and so do proxies that do not pass the name on.
 */
export function ownHost(...origins: readonly string[]): MiddlewareHandler {
  return (c, next) =>
    ANY_NAME.test(c.req.path) || origins.some((origin) => isOwnHost(c.req.header('host') ?? '', origin))
      ? next()
      : Promise.resolve(codedAnswer(c, 'request.wrongHost', 421));
}

/** `host`: a Host header. Without one, as HTTP/1.0 has it, nobody was led astray. */
export function isOwnHost(host: string, origin: string): boolean {
  if (host === '') return true;
  // Nothing but a name and a port: no path, no user.
  if (/[/?#@\\]/.test(host) || !URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname;
  return name === new URL(origin).hostname || name === 'localhost' || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}
