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
import { shownChange } from '../../../sync/rules/occurrences';
import { isOverride } from '../../../sync/rules/series';
import type { PushFacts } from '../../lib/push-rule';

/** Kinds of the office's settings that a manager has to approve, archived ones too: what was made of them still is. */
export const KINDS_NEEDING_APPROVAL = `SELECT subject AS id FROM settings
  WHERE key = 'appointmentKind' AND subject = ANY($1::text[]) AND value->>'needsApproval' = 'true'`;

const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const isoOrNone = (column: string) => `coalesce(${iso(column)}, '')`;

/** By root, whose it is and the parts of its series, as far as a changed occurrence inherits from them. */
export const ROOTS_WITH_PARTS = `SELECT r.id, r.customer_id AS "customerId", (
    SELECT json_agg(json_build_object('id', a.id, 'rootId', coalesce(a.root_id::text, ''), 'recurrence', a.recurrence,
      'startsAt', ${iso('a.starts_at')}, 'endsAt', ${iso('a.ends_at')}, 'zone', a.zone, 'status', a.status,
      'kind', a.kind, 'kindId', a.kind_id, 'agentId', a.agent_id, 'deletedAt', '',
      'decidedBy', coalesce(a.decided_by::text, ''), 'decidedFor', a.decided_for, 'decisionNote', a.decision_note,
      'proposedStartsAt', ${isoOrNone('a.proposed_starts_at')}, 'proposedEndsAt', ${isoOrNone('a.proposed_ends_at')},
      'needsApproval', EXISTS (SELECT FROM settings s WHERE s.key = 'appointmentKind'
        AND s.value->>'needsApproval' = 'true'
        AND s.subject = CASE WHEN a.kind_id = '' THEN a.kind ELSE a.kind_id END)))
    FROM appointments a
    WHERE (a.id = r.id OR a.root_id = r.id) AND a.recurrence <> '' AND a.deleted_at IS NULL) AS parts
  FROM appointments r WHERE r.id = ANY($1::uuid[])`;
type Part = AppointmentFields & { readonly needsApproval: boolean };

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

/**
 * An appointment as people see it: a changed occurrence has of its own what it lists, and all else from its series, the
 * time at which that has it now included: what is stored of it is from when it was changed.
 */
export function asSeen(before: AppointmentFields | null, after: AppointmentFields, { of }: PushFacts): Seen {
  const parts = isOverride(after) ? (of['roots']?.get(after.rootId ?? '')?.['parts'] as Part[] | null) : null;
  const seen = (one: AppointmentFields) => shownChange(one, parts ?? []);
  const shown = seen(after);
  const part = parts?.find(({ id }) => id === shown.occurrence?.seriesId);
  const own = after.own ?? [];
  const isOfSeries = part !== undefined && !own.includes('kind') && !own.includes('kindId');
  const needsApproval = isOfSeries ? part.needsApproval : of['kinds']?.has(kindOf(after)) === true;
  if (part === undefined) return { before, after, needsApproval };
  // Nobody changed this date before: it was as its series has it.
  return { before: seen(before ?? { ...after, own: [] }), after: shown, needsApproval };
}
