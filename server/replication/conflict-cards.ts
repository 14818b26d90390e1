import type { Clash } from '../../sync/rules/merge';
import type { ConflictCard, ConflictSide } from '../../sync/rules/document';
import { stampDevice, type Stamp } from '../../sync/rules/stamp';

/** More than anybody will settle; the oldest go first. */
const MAX_CARDS = 20;

/**
 * The document's cards after a merge. A card's id is made of unit and both stamps, so the same clash makes the same card
 * however often it is pushed; a newer card replaces an open one whose hidden value came from the same device.
 */
export function withClashes(cards: readonly ConflictCard[], clashes: readonly Clash[], memberOfDevice: ReadonlyMap<string, string>): readonly ConflictCard[] {
  if (clashes.length === 0) return cards;
  const side = ({ values, stamp }: Clash['winner']): ConflictSide => ({ values, stamp, memberId: memberOfDevice.get(stampDevice(stamp)) ?? '' });
  const added = clashes.map((clash): ConflictCard => ({
    id: cardId(clash.unit, clash.winner.stamp, clash.loser.stamp), unit: clash.unit, shown: side(clash.winner), hidden: side(clash.loser),
  }));
  const isReplaced = (card: ConflictCard) => added.some((newer) => newer.unit === card.unit
    && (newer.id === card.id || stampDevice(newer.hidden.stamp) === stampDevice(card.hidden.stamp)));
  return [...cards.filter((card) => !isReplaced(card)), ...added].slice(-MAX_CARDS);
}

export function cardId(unit: string, a: Stamp, b: Stamp): string {
  return [unit, ...[a, b].sort()].join(':');
}
