/** Who answers for a conversation in whose place, and until when. Pure. */
import { MAX_HANDOVERS, type Handover } from '../collections/conversation';
import { derivedId } from './derived-id';
import type { Absence, Settings } from './settings';
import { localTimeOf } from './wall-time';
import { absenceAt } from './work-time';

/** Some room is left for what people give away themselves. */
const MOST_BY_OFFICE = MAX_HANDOVERS - 100;
/** So far a stand-in who is away as well is followed to theirs. */
const MOST_HOPS = 5;

export function latestHandover(handovers: readonly Handover[]): Handover | null {
  return handovers.reduce<Handover | null>((last, one) => (last === null || one.at > last.at ? one : last), null);
}

type Given = Pick<Handover, 'by' | 'to' | 'at'>;

/** The id under which the office gives a conversation to the stand-in of `by`, by which every device knows it. */
export const standInHandoverId = (conversationId: string, { by, to, at }: Given) =>
  derivedId('handover', 'standIn', conversationId, by, to, at);
/** The id under which it comes back to `to`. */
export const returnHandoverId = (conversationId: string, { by, to, at }: Given) =>
  derivedId('handover', 'return', conversationId, by, to, at);

export type HandoverKind = 'byHand' | 'standIn' | 'return';
export function handoverKind(conversationId: string, handover: Handover): HandoverKind {
  if (handover.id === standInHandoverId(conversationId, handover)) return 'standIn';
  return handover.id === returnHandoverId(conversationId, handover) ? 'return' : 'byHand';
}

/**
 * The member who is asked while `memberId` is away at `atMs`, through stand-ins who are away as well; '' where they are
 * here, or nobody who `canStandIn` is named.
 */
export function standInAt(
  settings: Settings,
  memberId: string,
  atMs: number,
  canStandIn: (memberId: string) => boolean,
): string {
  const asked = new Set([memberId]);
  let absence = absenceAt(settings, memberId, atMs);
  for (let hop = 0; absence !== null && hop < MOST_HOPS; hop += 1) {
    const next: string = absence.standInId ?? '';
    if (next === '' || asked.has(next)) return '';
    asked.add(next);
    absence = absenceAt(settings, next, atMs);
    if (absence === null) return canStandIn(next) ? next : '';
  }
  return '';
}

/** A conversation in which somebody has written. */
export type Addressed = {
  readonly id: string;
  /** Whose it is: the assignee, else who looks after the customer. */
  readonly responsibleId: string;
  readonly handovers: readonly Handover[];
};

/**
 * What the office makes of a conversation in which somebody writes at `atMs`: it goes to the stand-in of whoever is
 * away, and back to them with the first message after. What somebody gave away or took by hand during the absence stays
 * as they decided. Null: it stays where it is.
 */
export function coveringHandover(
  settings: Settings,
  { id, responsibleId, handovers }: Addressed,
  atMs: number,
  canStandIn: (memberId: string) => boolean,
): Handover | null {
  if (handovers.length >= MOST_BY_OFFICE) return null;
  const last = latestHandover(handovers);
  const isCovered = last !== null && last.to === responsibleId && handoverKind(id, last) === 'standIn';
  const at = new Date(atMs).toISOString();
  if (isCovered && absenceAt(settings, last.by, atMs) === null && canStandIn(last.by)) {
    const back = { by: last.to, to: last.by, at };
    return { id: returnHandoverId(id, back), ...back, note: '' };
  }
  const absence = absenceAt(settings, responsibleId, atMs);
  if (absence === null || (last !== null && wasDecidedWithin(settings, absence, id, last))) return null;
  const to = standInAt(settings, responsibleId, atMs, canStandIn);
  if (to === '' || to === responsibleId) return null;
  // Whoever stands in for a stand-in answers in place of who is away in the first place.
  const given = { by: isCovered ? last.by : responsibleId, to, at };
  return { id: standInHandoverId(id, given), ...given, note: '' };
}

function wasDecidedWithin({ office }: Settings, { fromOn }: Absence, id: string, last: Handover): boolean {
  return handoverKind(id, last) === 'byHand' && localTimeOf(last.at, office.zone).slice(0, 10) >= fromOn;
}
