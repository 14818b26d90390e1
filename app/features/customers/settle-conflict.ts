/** What settling a conflict card writes. */
import { customerShape, type CustomerFields } from '../../../sync/collections/customer';
import type { ConflictCard, ConflictSide } from '../../../sync/rules/document';

export type Settlement = 'shown' | 'hidden' | 'both';
type Values = Partial<Omit<CustomerFields, 'id'>>;

/** The facts whose two texts make sense one under the other. */
const JOINABLE = new Set(['notes', 'managerNote', 'address', 'occupation']);

export function sideText(card: ConflictCard, side: ConflictSide): string {
  return String(side.values[card.unit] ?? '');
}

/** Both texts, the shown one first; null where one value must win or both would not fit. */
export function joinedText(card: ConflictCard): string | null {
  if (!JOINABLE.has(card.unit)) return null;
  const both = [sideText(card, card.shown), sideText(card, card.hidden)].filter((text) => text !== '').join('\n');
  return customerShape.shape[card.unit as 'notes'].safeParse(both).success ? both : null;
}

/**
 * The edits, in order, that make a choice. Keeping what is shown takes two: writing a value that stands already is no
 * edit and would tell the office nothing.
 */
export function settledValues(card: ConflictCard, choice: Settlement): Values[] {
  const shown = card.shown.values as Values, hidden = card.hidden.values as Values;
  if (choice === 'shown') return [hidden, shown];
  if (choice === 'hidden') return [hidden];
  return [{ [card.unit]: joinedText(card) ?? sideText(card, card.shown) }];
}
