import type { AppointmentFields } from '../../../sync/collections/appointment';
import type { DocumentFields } from '../../../sync/collections/definition';
import {
  isAgreed,
  kindOf,
  mayDecide,
  statusOnceTaken,
  takesProposal,
  type Approvable,
} from '../../../sync/rules/approval';
import { isOverride } from '../../../sync/rules/series';
import type { PushFacts } from '../../lib/push-rule';

/** Kinds of the office's settings that a manager has to approve, archived ones too: what was made of them still is. */
export const KINDS_NEEDING_APPROVAL = `SELECT subject AS id FROM settings
  WHERE key = 'appointmentKind' AND subject = ANY($1::text[]) AND value->>'needsApproval' = 'true'`;

/** Series as far as a changed occurrence inherits from them. */
export const SERIES_AS_DECIDED = `SELECT a.id, a.status, a.kind, a.kind_id AS "kindId", a.agent_id AS "agentId",
    EXISTS (SELECT FROM settings s WHERE s.key = 'appointmentKind' AND s.value->>'needsApproval' = 'true'
      AND s.subject = CASE WHEN a.kind_id = '' THEN a.kind ELSE a.kind_id END) AS "needsApproval"
  FROM appointments a WHERE a.id = ANY($1::uuid[])`;

/**
 * What the office makes of a push: what nobody approved is a request, whichever build sent it and however long ago. Of
 * a changed occurrence the state becomes its own with that.
 */
export function askForApproval(
  before: DocumentFields | null,
  merged: DocumentFields,
  facts: PushFacts,
): DocumentFields {
  const after = merged as AppointmentFields;
  if (!isAgreed(after.status) && !isOverride(after)) return merged;
  const seen = asSeen(before as AppointmentFields | null, after, facts);
  const status = statusOnceTaken(facts.pusher.role, seen.needsApproval, seen.before, seen.after);
  // Of a kind that needs no approval an agent has none to give: it simply stands again.
  const approvesAlone =
    status === 'approved' && seen.before?.status !== 'approved' && !takesProposal(seen.before, seen.after);
  if (approvesAlone && !mayDecide(facts.pusher.role) && !isOverride(after)) return { ...merged, status: 'confirmed' };
  if (status === seen.after.status) return merged;
  const own = after.own ?? [];
  return {
    ...merged,
    status,
    ...(isOverride(after) && !own.includes('status') ? { own: [...own, 'status'] } : {}),
  };
}

export type Seen = { readonly before: Approvable | null; readonly after: Approvable; readonly needsApproval: boolean };

/** An appointment as people see it: a changed occurrence has of its own what it lists, and all else from its series. */
export function asSeen(before: AppointmentFields | null, after: AppointmentFields, { of }: PushFacts): Seen {
  const series = isOverride(after) ? of['series']?.get(after.seriesId ?? '') : undefined;
  if (series === undefined) return { before, after, needsApproval: of['kinds']?.has(kindOf(after)) === true };
  const own = after.own ?? [];
  const [ownBefore, standing] = [before?.own ?? [], series as unknown as Approvable];
  const inherited = (one: AppointmentFields, owned: readonly string[]): Approvable => ({
    ...one,
    status: owned.includes('status') ? one.status : standing.status,
    ...(owned.includes('kind') || owned.includes('kindId') ? {} : { kind: standing.kind, kindId: standing.kindId }),
    agentId: owned.includes('agentId') ? one.agentId : standing.agentId,
  });
  const isOfSeries = !own.includes('kind') && !own.includes('kindId');
  const needsApproval = isOfSeries ? series['needsApproval'] === true : of['kinds']?.has(kindOf(after)) === true;
  const seen = inherited(after, own);
  // Nobody changed this date before: it was as its series has it, and at the time that is its name.
  const was = inherited(before ?? after, ownBefore);
  const isMoved = own.includes('schedule') && !ownBefore.includes('schedule');
  return { before: isMoved ? { ...was, startsAt: '', endsAt: '' } : was, after: seen, needsApproval };
}
