/**
 * An Evolution server tells what happens on a line. Kept first and read afterwards: only what could not be kept is a
 * 5xx.
 */
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Deps } from '../../deps';
import { keepWebhookParts } from '../../features/chat/inbox.store';
import { noteTyping } from '../../features/chat/typing.store';
import { isSecretOf } from '../../features/lines/line-webhook';
import { readLine } from '../../features/lines/lines.store';
import { isPresence, readPresence } from '../../gateways/whatsapp/read-presence';
import { withoutSecrets } from '../../gateways/whatsapp/read-webhook';
import { codedAnswer } from '../coded-answer';
import { limitBadCalls } from './bad-calls';

/**
 * Files are not sent along (webhook.base64 is off), but thumbnails and their keys are, as a line per byte: of what a
 * phone held before it was paired, told in few large pieces, a hundred photographs are 8 MB. Nothing of that is kept.
 * What is told in vain too often is told no more, and asking goes back three days only.
 */
const MAX_BODY_BYTES = 64 * 1024 * 1024;
/**
 * What is larger takes several times as much memory while it is read: one at a time. What does not say how long it is
 * may be no larger than this.
 */
const ORDINARY_BODY_BYTES = 8 * 1024 * 1024;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const MESSAGES_AT_ONCE = 25;
type Envelope = Readonly<Record<string, unknown>>;

/** Addresses that are no line's, by network: a server goes on telling of lines that were removed here. */
const BAD_CALLS_PER_MINUTE = 60;
const MOST_KNOWN = 1_000;

const within = (maxSize: number) =>
  bodyLimit({ maxSize, onError: (c) => codedAnswer(c, 'request.tooLarge', 413) });
const withinOrdinary = within(ORDINARY_BODY_BYTES);
const withinLargest = within(MAX_BODY_BYTES);
const saysItIsLarge = (c: Context): boolean => Number(c.req.header('content-length') ?? 0) > ORDINARY_BODY_BYTES;

export function evolutionWebhook(deps: Deps): Hono {
  const bad = limitBadCalls(deps.config, BAD_CALLS_PER_MINUTE);
  /** Addresses that were right when they were last called: what else their server says does not stop them. */
  const known = new Set<string>();
  const routes = new Hono();
  let isReadingLarge = false;
  routes.post(
    '/webhooks/evolution/:line/:secret',
    // Before anything is read: only a line's own server is heard out.
    async (c, next) => {
      const { line: lineId, secret } = c.req.param();
      if (!known.has(c.req.path) && (await bad.isTooMany(c))) return codedAnswer(c, 'request.tooMany', 429);
      const line = ID.test(lineId) ? await readLine(deps.publicPool, lineId) : null;
      if (line === null || !isSecretOf(deps.config, line, secret)) {
        known.delete(c.req.path);
        await bad.note(c);
        return codedAnswer(c, 'request.unknown', 404);
      }
      if (known.size < MOST_KNOWN) known.add(c.req.path);
      if (!saysItIsLarge(c)) return withinOrdinary(c, next);
      // Its server tells it again, the first time after five seconds.
      if (isReadingLarge) return codedAnswer(c, 'server.unavailable', 503);
      isReadingLarge = true;
      try {
        return await next();
      } finally {
        isReadingLarge = false;
      }
    },
    withinLargest,
    async (c) => {
      const lineId = c.req.param('line');
      const kept = withoutSecrets(parsed(await c.req.text()));
      if (kept === null) return codedAnswer(c, 'request.invalid', 400);
      if (isPresence(kept)) {
        await noteTyping(deps.publicPool, lineId, readPresence(kept));
        return c.body(null, 204);
      }
      await keepWebhookParts(
        deps.publicPool,
        lineId,
        slicesOf(kept).map((raw) => ({ id: deps.newId(), raw })),
      );
      deps.jobs.wake('read-webhooks');
      return c.body(null, 204);
    },
  );
  routes.onError((error, c) => {
    deps.log.error({ path: '/webhooks/evolution/:line/:secret', err: error }, 'what a line tells could not be kept');
    // Not a no: it comes again.
    return codedAnswer(c, 'server.unavailable', 503);
  });
  return routes;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
/** Of a line's past a few messages each: the reader takes several of these in within one transaction. */
function slicesOf(kept: Envelope): readonly Envelope[] {
  const { data } = kept;
  if (!Array.isArray(data) || data.length <= MESSAGES_AT_ONCE) return [kept];
  return Array.from({ length: Math.ceil(data.length / MESSAGES_AT_ONCE) }, (_, at) => ({
    ...kept,
    data: data.slice(at * MESSAGES_AT_ONCE, (at + 1) * MESSAGES_AT_ONCE) as unknown[],
  }));
}
