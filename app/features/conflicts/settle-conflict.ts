/** Conflict cards as a person decides about them: which are open, what can be kept, and what keeping it writes. */
import * as z from 'zod/mini';
import { COLLECTIONS, type WritableCollectionName } from '../../../sync/collections/registry';
import type { ConflictCard, ConflictSide } from '../../../sync/rules/document';
import { openCards, type SyncFields } from '../../../sync/rules/local-document';
import { laterStamp, stampMs } from '../../../sync/rules/stamp';

export type Conflicted = { readonly id: string; readonly sync: Pick<SyncFields, 'conflicts' | 'pending'> };
export type Settlement = 'shown' | 'hidden' | 'both';
type Values = Readonly<Record<string, unknown>>;

/**
 * The cards nobody has settled. Where this person edited the fact since and has not sent it, the card shows that, as it
 * will once the office has it.
 */
export function cardsToSettle({ sync }: Conflicted, memberId: string): readonly ConflictCard[] {
  return openCards(sync).map((card) => {
    const edit = sync.pending[card.unit];
    return edit === undefined ? card : { ...card, shown: { values: edit.values, stamp: edit.stamp, memberId } };
  });
}

/** When the two met: the later of both. An instant. */
export function clashedAt({ shown, hidden }: ConflictCard): string {
  return new Date(stampMs(laterStamp(shown.stamp, hidden.stamp))).toISOString();
}

/** What one side says, field by field. */
function sideText(card: ConflictCard, side: ConflictSide): string {
  return textOf(side.values[card.unit]);
}

const textOf = (value: unknown) =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);

/**
 * Both texts, the shown one first; null where one value must win or both would not fit. `joins`: they may be joined.
 */
export function joinedText(collection: WritableCollectionName, card: ConflictCard, joins: boolean): string | null {
  if (!joins) return null;
  const both = [sideText(card, card.shown), sideText(card, card.hidden)].filter((text) => text !== '').join('\n');
  const shape = COLLECTIONS[collection].shape.shape[card.unit];
  return shape !== undefined && z.safeParse(shape, both).success ? both : null;
}

/** What a choice writes besides closing the card; nothing where what is shown stays. */
export function settledValues(
  collection: WritableCollectionName,
  card: ConflictCard,
  choice: Settlement,
  joins: boolean,
): Values {
  if (choice === 'shown') return {};
  if (choice === 'hidden') return card.hidden.values;
  return { [card.unit]: joinedText(collection, card, joins) ?? sideText(card, card.shown) };
}
