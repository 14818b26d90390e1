import { unitNamed, type CollectionDefinition } from '../collections/definition';
import { sameValue, stampOf, unitValues, type ConflictCard, type ConflictSide } from './document';
import type { Clash, MergeResult } from './merge';
import { stampDevice, type Stamp } from './stamp';

/** Against a fault that makes cards without end; people never come near it, so that no text they typed goes unseen. */
const MAX_CARDS = 200;
type MemberOfDevice = ReadonlyMap<string, string>;

/**
 * The document's cards after a push: without those that it settles, kept up with what it edited, and with its own
 * clashes (sync/README.md §5.8). The very same array where nothing changed.
 */
export function cardsAfter(
  definition: CollectionDefinition,
  cards: readonly ConflictCard[],
  merge: MergeResult,
  isSettled: (card: ConflictCard) => boolean,
  memberOfDevice: MemberOfDevice,
): readonly ConflictCard[] {
  const open = cards.flatMap((card) => (isSettled(card) ? [] : keptUp(definition, card, merge, memberOfDevice)));
  const isSame = open.length === cards.length && open.every((card, at) => card === cards[at]);
  return withClashes(isSame ? cards : open, merge.clashes, memberOfDevice);
}

/**
 * A card whose fact was edited since shows what stands now: an edit is no decision about the other value. It is gone
 * when the other value itself was put in place, and when the record was deleted or restored, which is what such a card
 * asks.
 */
function keptUp(
  definition: CollectionDefinition,
  card: ConflictCard,
  { changed, fields, stamps }: MergeResult,
  memberOfDevice: MemberOfDevice,
): ConflictCard[] {
  if (!changed.includes(card.unit)) return [card];
  const values = unitValues(definition, fields, card.unit);
  if (unitNamed(definition, card.unit).merge === 'removal' || sameValue(values, card.hidden.values)) return [];
  return [{ ...card, shown: sideOf({ values, stamp: stampOf(stamps, card.unit) }, memberOfDevice) }];
}

/**
 * A card's id is made of unit and both stamps, so the same clash makes the same card however often it is pushed. One
 * that hides the same value of the same unit is asked already, and takes the new one's place in the list.
 */
export function withClashes(
  cards: readonly ConflictCard[],
  clashes: readonly Clash[],
  memberOfDevice: MemberOfDevice,
): readonly ConflictCard[] {
  if (clashes.length === 0) return cards;
  const added = clashes.map((clash): ConflictCard => ({
    id: cardId(clash.unit, clash.winner.stamp, clash.loser.stamp),
    unit: clash.unit,
    shown: sideOf(clash.winner, memberOfDevice),
    hidden: sideOf(clash.loser, memberOfDevice),
  }));
  const isReplaced = (card: ConflictCard) =>
    added.some(
      (newer) =>
        newer.unit === card.unit && (newer.id === card.id || sameValue(newer.hidden.values, card.hidden.values)),
    );
  return [...cards.filter((card) => !isReplaced(card)), ...added].slice(-MAX_CARDS);
}

function sideOf({ values, stamp }: Clash['winner'], memberOfDevice: MemberOfDevice): ConflictSide {
  return { values, stamp, memberId: memberOfDevice.get(stampDevice(stamp)) ?? '' };
}

export function cardId(unit: string, a: Stamp, b: Stamp): string {
  return [unit, ...[a, b].sort()].join(':');
}
