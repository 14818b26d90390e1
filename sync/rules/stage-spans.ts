/**
 * How long a customer stood at which stage, from the entries that the office appends (sync/collections/interaction.ts).
 */
import type { InteractionFields } from '../collections/interaction';

export type StageSpan = {
  readonly stage: string;
  /** Instants; `untilAt` is '' while it stands. */
  readonly fromAt: string;
  readonly untilAt: string;
};
type Entry = Pick<InteractionFields, 'id' | 'customerId' | 'kind' | 'fact' | 'occurredAt' | 'createdAt'>;

/**
 * Earliest first; the last is what stands. `stage` and `changedAt`: what the device shows, and when that was decided
 * ('' where unknown), which may be ahead of what the office has told. Before the first entry stood what it left behind.
 * Records that were merged into the customer came ways of their own: theirs among the entries are left out.
 */
export function stageSpans(
  {
    id,
    stage,
    createdAt,
    changedAt,
  }: { readonly id: string; readonly stage: string; readonly createdAt: string; readonly changedAt: string },
  entries: readonly Entry[],
): StageSpan[] {
  const moves = inOrder(
    entries.filter(({ customerId, kind, fact }) => customerId === id && kind === 'stage' && fact?.is !== undefined),
  );
  const points = [{ stage: moves[0]?.fact?.was ?? stage, fromAt: createdAt }];
  for (const { fact, occurredAt } of moves) points.push({ stage: fact?.is ?? '', fromAt: occurredAt });
  const last = points.at(-1);
  if (last !== undefined && last.stage !== stage)
    points.push({ stage, fromAt: changedAt > last.fromAt ? changedAt : last.fromAt });
  return points.map((point, at) => ({ ...point, untilAt: points[at + 1]?.fromAt ?? '' }));
}

/** By when they count, then by when the office heard; what one instant holds follows from one to the next. */
function inOrder(moves: readonly Entry[]): Entry[] {
  const left = [...moves].sort(
    (a, b) => compare(a.occurredAt, b.occurredAt) || compare(a.createdAt, b.createdAt) || compare(a.id, b.id),
  );
  const ordered: Entry[] = [];
  while (left.length > 0) {
    const [first] = left;
    const stood = ordered.at(-1)?.fact?.is;
    const next = left.findIndex(
      (one) => one.occurredAt === first?.occurredAt && one.createdAt === first.createdAt && one.fact?.was === stood,
    );
    ordered.push(...left.splice(Math.max(0, next), 1));
  }
  return ordered;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
