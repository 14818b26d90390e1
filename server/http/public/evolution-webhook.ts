/**
 * An Evolution server tells what happens on a line. Kept first and read afterwards: only what could not be kept is a
 * 5xx.
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Deps } from '../../deps';
import { keepWebhook } from '../../features/chat/inbox.store';
import { noteTyping } from '../../features/chat/typing.store';
import { isSecretOf } from '../../features/lines/line-webhook';
import { readLine } from '../../features/lines/lines.store';
import { isPresence, readPresence } from '../../gateways/whatsapp/read-presence';
import { withoutSecrets } from '../../gateways/whatsapp/read-webhook';
import { codedAnswer } from '../coded-answer';
import { limitBadCalls } from './bad-calls';

/** Files are not sent along (webhook.base64 is off); thumbnails and their keys come as a line per byte. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Addresses that are no line's, by network: a server goes on telling of lines that were removed here. */
const BAD_CALLS_PER_MINUTE = 60;
const MOST_KNOWN = 1_000;

export function evolutionWebhook(deps: Deps): Hono {
  const bad = limitBadCalls(deps.config, BAD_CALLS_PER_MINUTE);
  /** Addresses that were right when they were last called: what else their server says does not stop them. */
  const known = new Set<string>();
  const routes = new Hono();
  routes.post(
    '/webhooks/evolution/:line/:secret',
    bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => codedAnswer(c, 'request.tooLarge', 413) }),
    async (c) => {
      const { line: lineId, secret } = c.req.param();
      if (!known.has(c.req.path) && (await bad.isTooMany(c))) return codedAnswer(c, 'request.tooMany', 429);
      const line = ID.test(lineId) ? await readLine(deps.publicPool, lineId) : null;
      if (line === null || !isSecretOf(deps.config, line, secret)) {
        known.delete(c.req.path);
        await bad.note(c);
        return codedAnswer(c, 'request.unknown', 404);
      }
      if (known.size < MOST_KNOWN) known.add(c.req.path);
      const kept = withoutSecrets(parsed(await c.req.text()));
      if (kept === null) return codedAnswer(c, 'request.invalid', 400);
      if (isPresence(kept)) {
        await noteTyping(deps.publicPool, lineId, readPresence(kept));
        return c.body(null, 204);
      }
      await keepWebhook(deps.publicPool, deps.newId(), lineId, kept);
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
