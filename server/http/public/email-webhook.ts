/** Amazon SNS tells what became of our mail. What is not proven to be SNS's and one of our topics' is not looked at. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Deps } from '../../deps';
import { hearEmailEvent } from '../../features/deliveries/hear-email-event';
import type { SnsVerifier } from '../../gateways/email/sns';
import { codedAnswer } from '../coded-answer';
import { limitBadCalls } from './bad-calls';
import { publicDeps } from './public-deps';

/** SNS says 256 kB at most. */
const MAX_BODY_BYTES = 300_000;
/** Messages that are not SNS's, by network. Whoever is refused with 429 may try again; SNS does. */
const BAD_CALLS_PER_MINUTE = 60;

export function emailWebhook(deps: Deps, verifier: SnsVerifier): Hono {
  const own = publicDeps(deps);
  const bad = limitBadCalls(deps.config, BAD_CALLS_PER_MINUTE);
  const routes = new Hono();
  routes.post(
    '/webhooks/email',
    bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => codedAnswer(c, 'request.tooLarge', 413) }),
    async (c) => {
      if (await bad.isTooMany(c)) return codedAnswer(c, 'request.tooMany', 429);
      const message = await verifier.verify(await c.req.text()).catch((error: unknown) => {
        // Amazon's certificate could not be had: SNS tries again.
        deps.log.warn({ err: error }, 'a message of SNS could not be checked');
        return 'later' as const;
      });
      if (message === 'later') return codedAnswer(c, 'server.unavailable', 503);
      if (message === null) {
        await bad.note(c);
        return codedAnswer(c, 'request.invalid', 403);
      }
      if (message.Type === 'SubscriptionConfirmation') {
        await verifier.confirm(message);
        deps.log.info({ topic: message.TopicArn }, 'the subscription of a topic was confirmed');
      }
      if (message.Type === 'Notification') await hearEmailEvent(own, message.Message);
      return c.body(null, 204);
    },
  );
  routes.onError((error, c) => {
    deps.log.error({ path: c.req.path, err: error }, 'an event of our mail could not be recorded');
    // Not a no: it comes again.
    return codedAnswer(c, 'server.unavailable', 503);
  });
  return routes;
}
