import type { InteractionFields, InteractionKind } from '../../sync/collections/interaction';
import type { Random } from './random';
import { CALL_NOTES, NO_ANSWER_NOTES, NOT_INTERESTED_NOTES, PLAIN_NOTES, VISIT_NOTES, write } from './wording';

const KINDS: readonly (readonly [InteractionKind, number])[] = [
  ['call', 62],
  ['visit', 14],
  ['note', 24],
];
const CALL_OUTCOMES = [
  ['reached', 60],
  ['no_answer', 24],
  ['call_back', 11],
  ['not_interested', 5],
] as const;

const MINUTE_MS = 60_000;

/** A call, visit or note that reads like one; logged within the quarter of an hour after it happened. */
export function makeInteraction(
  random: Random,
  values: Partial<InteractionFields> = {},
  customer: { language: 'tr' | 'en'; districts: readonly string[] } = { language: 'tr', districts: ['Kadıköy'] },
): InteractionFields {
  const occurredAt =
    values.occurredAt ?? new Date(Date.UTC(2026, 9, 5, 7) + random.between(0, 30 * 1440) * MINUTE_MS).toISOString();
  const occurredMs = Date.parse(occurredAt);
  const createdAt = values.createdAt ?? new Date(occurredMs + random.between(0, 15) * MINUTE_MS).toISOString();
  const kind = values.kind ?? random.weighted(KINDS);
  const outcome =
    values.outcome ?? (kind === 'call' ? random.weighted(CALL_OUTCOMES) : kind === 'visit' ? 'reached' : '');
  const texts =
    kind === 'note'
      ? PLAIN_NOTES
      : kind === 'visit'
        ? VISIT_NOTES
        : outcome === 'no_answer'
          ? NO_ANSWER_NOTES
          : outcome === 'not_interested'
            ? NOT_INTERESTED_NOTES
            : CALL_NOTES;
  return {
    id: random.uuid(Date.parse(createdAt)),
    customerId: random.uuid(occurredMs),
    authorId: random.uuid(occurredMs),
    body: write(random, texts, customer.language, customer.districts),
    durationMinutes:
      kind === 'visit'
        ? random.between(2, 9) * 10
        : kind === 'call' && outcome !== 'no_answer'
          ? random.between(1, 22)
          : 0,
    ...values,
    occurredAt,
    createdAt,
    kind,
    outcome,
  };
}
