import { clashedAt } from '../conflicts/settle-conflict';
import type { ConflictCard } from '../../../sync/rules/document';

/** Cards about what this person wrote first, then those between others; the newest of each first. */
export function orderConflicts<Entry extends { readonly card: ConflictCard }>(
  entries: readonly Entry[],
  memberId: string,
): Entry[] {
  const isOwn = ({ card }: Entry) => card.shown.memberId === memberId || card.hidden.memberId === memberId;
  return [...entries].sort(
    (a, b) =>
      Number(isOwn(b)) - Number(isOwn(a)) ||
      (clashedAt(a.card) < clashedAt(b.card)
        ? 1
        : clashedAt(a.card) > clashedAt(b.card)
          ? -1
          : a.card.id < b.card.id
            ? -1
            : 1),
  );
}
