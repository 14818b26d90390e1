import type { IncomingMessage } from 'node:http';
import type { MiddlewareHandler } from 'hono';

const PATIENCE_MS = 10_000;
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * A refusal waits until the request has come to its end, unread. Sent while the other side still writes it may be
 * lost: the connection closes over unread bytes, and who sent too much would take that for a broken network and send it
 * again. Nobody is heard out for ever, and bodies without a known length are left to the server below.
 */
export const hearOut: MiddlewareHandler = async (c, next) => {
  await next();
  const incoming = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming;
  const length = Number(c.req.header('content-length') ?? 0);
  if (incoming === undefined || incoming.complete || incoming.destroyed || !(length > 0 && length <= MOST_BYTES))
    return;
  const { body } = c.req.raw;
  if (body === null || body.locked) return;
  // A sender who goes away ends it too: there is nobody left to answer.
  await body.pipeTo(new WritableStream(), { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => undefined);
};
