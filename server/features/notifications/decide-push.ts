/** What becomes of a notice on a device at this moment. Pure. */
import { quietSpans } from '../../../sync/rules/quiet-hours';
import type { SendFacts } from './notices.store';
import { pushWords } from './push-words';

export type PushDecision =
  | { readonly kind: 'drop'; readonly reason: string }
  | { readonly kind: 'wait'; readonly afterMs: number }
  | { readonly kind: 'send'; readonly payload: string; readonly ttlSeconds: number };

/** Later nobody wants to be called. */
const NEWS_FOR_MS = 24 * 3_600_000;

export function decidePush(facts: SendFacts): PushDecision {
  const { nowMs, ageMs, kind } = facts;
  if (!facts.isSignedIn) return { kind: 'drop', reason: 'signed_out' };
  if (!facts.isWanted) return { kind: 'drop', reason: 'not_wanted' };
  if (!facts.maySee) return { kind: 'drop', reason: 'out_of_sight' };
  if (!facts.isNews) return { kind: 'drop', reason: 'no_news' };
  if (ageMs > NEWS_FOR_MS) return { kind: 'drop', reason: 'late' };
  const quiet = kind === 'test' ? undefined : quietSpans(facts, nowMs, nowMs + 1, facts.zone)[0];
  if (quiet !== undefined) return { kind: 'wait', afterMs: quiet.untilMs - nowMs };
  const url = urlOf(facts);
  const payload = { ...pushWords(facts), url, tag: url, unread: facts.unread };
  return { kind: 'send', payload: JSON.stringify(payload), ttlSeconds: Math.ceil((NEWS_FOR_MS - ageMs) / 1_000) };
}

/** Where what it is about is looked at. */
function urlOf({ kind, conversationId, appointmentId, chatId }: SendFacts): string {
  if (kind === 'line') return '/lines';
  if (chatId !== null) return `/messages/unmatched/${chatId}`;
  if (conversationId !== null) return `/messages/${conversationId}`;
  return appointmentId === null ? '/notifications' : `/appointments/${appointmentId}`;
}
