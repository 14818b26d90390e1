/**
 * What a manager has to approve, and what becomes of a decision when the appointment is changed. Pure, and the same on
 * a tablet and at the office: the tablet writes what the office will make of it, and the office makes it of what any
 * build sends. Nothing is refused for lack of approval: it becomes a request.
 */
import type { Role } from '../collections/role';
import type { AppointmentStatus } from './status-table';

/** The ways of meeting that every build knows, also one that knows no kinds of the office's own. */
export const APPOINTMENT_KINDS = ['meeting', 'visit', 'video', 'phone'] as const;
export type AppointmentKind = (typeof APPOINTMENT_KINDS)[number];

type Kinds = { readonly kind: string; readonly kindId?: string | undefined };
/** As far as an approval is about it. */
export type Approvable = Kinds & {
  readonly status: AppointmentStatus;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly agentId: string;
  readonly recurrence?: string | undefined;
  readonly proposedStartsAt?: string | undefined;
  readonly proposedEndsAt?: string | undefined;
  readonly decidedFor?: string | undefined;
};

export const isEverywhereKnown = (kindId: string): kindId is AppointmentKind =>
  APPOINTMENT_KINDS.some((kind) => kind === kindId);

/** Which kind of the office's settings it is; of what an older build made, `kind` says so. */
export const kindOf = ({ kind, kindId = '' }: Kinds): string => (kindId === '' ? kind : kindId);

/** The two fields of a kind; `before` is what builds that do not know the kind went on showing. */
export function kindFields(id: string, before: AppointmentKind = 'meeting') {
  return { kind: isEverywhereKnown(id) ? id : before, kindId: id };
}

/** Agents ask; whoever manages the customer's team decides, and so does every admin. */
export const mayDecide = (role: Role): boolean => role !== 'agent';

/** It stands: nobody has to say anything before it takes place. */
export const isAgreed = (status: AppointmentStatus): boolean => status === 'approved' || status === 'confirmed';

/** What was looked at when it was decided; a decision about anything else is none. */
export const askedFor = ({ startsAt, endsAt, agentId, kind, kindId, recurrence }: Approvable): string =>
  [startsAt, endsAt, agentId, kindOf({ kind, kindId }), recurrence ?? ''].join(' ');

/** The time a manager proposed in place of what is asked for; null where none stands. */
export function proposalOf(appointment: Approvable): { readonly startsAt: string; readonly endsAt: string } | null {
  const { status, proposedStartsAt = '', proposedEndsAt = '', decidedFor } = appointment;
  if (status !== 'requested' || proposedStartsAt === '' || decidedFor !== askedFor(appointment)) return null;
  return { startsAt: proposedStartsAt, endsAt: proposedEndsAt };
}

/** Whether this is a request that takes the time a manager proposed, and nothing else. */
export function takesProposal(before: Approvable | null, after: Approvable): boolean {
  const proposal = before === null ? null : proposalOf(before);
  return proposal !== null && before !== null && askedFor({ ...before, ...proposal }) === askedFor(after);
}

/**
 * The state an appointment has once this was taken: what was wanted, or *requested* where it needs an approval that
 * nobody gave. `before` null: a new one. Of a changed occurrence `before` is what its series says of it.
 */
export function statusOnceTaken(
  role: Role,
  needsApproval: boolean,
  before: Approvable | null,
  after: Approvable,
): AppointmentStatus {
  if (mayDecide(role) || !needsApproval || !isAgreed(after.status)) return after.status;
  if (before === null) return 'requested';
  if (isAgreed(before.status) && askedFor(before) === askedFor(after)) return after.status;
  return takesProposal(before, after) ? after.status : 'requested';
}

/** Where a cancelled or finished one leads back to for this person. */
export function reopenedStatus(role: Role, needsApproval: boolean): AppointmentStatus {
  return mayDecide(role) || !needsApproval ? 'confirmed' : 'requested';
}

/** Whether a manager may decide it now. */
export function awaitsDecision(appointment: { readonly status: string; readonly deletedAt: string }): boolean {
  return appointment.deletedAt === '' && appointment.status === 'requested';
}

/**
 * A verdict belongs to the step it was given with: where somebody else decided the same meanwhile, theirs stands with
 * theirs, and nobody has to be told.
 */
export function followsStatus<U extends { readonly values: Readonly<Record<string, unknown>> }>(
  patch: Readonly<Record<string, U>>,
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, U>> {
  const { status, verdict } = patch;
  if (status === undefined || verdict === undefined || status.values['status'] !== fields['status']) return patch;
  return Object.fromEntries(Object.entries(patch).filter(([unit]) => unit !== 'verdict'));
}

type Unit = { readonly base: string; readonly values: Readonly<Record<string, unknown>> };

/**
 * A build that knows no kinds of the office's own changed the one in `kind`: of those that it knows, this one follows.
 */
export function followsKind<U extends Unit>(
  patch: Readonly<Record<string, U>>,
  { fields, stamps }: { fields: Readonly<Record<string, unknown>>; stamps: Readonly<Record<string, string>> },
): Readonly<Record<string, U>> {
  const { kind, kindId } = patch;
  if (kind === undefined || kindId !== undefined || !isEverywhereKnown(String(fields['kindId'] ?? ''))) return patch;
  const [stampOfKind, stampOfId] = [stamps['kind'] ?? stamps['*'] ?? '', stamps['kindId'] ?? stamps['*'] ?? ''];
  const base = kind.base === stampOfKind ? stampOfId : kind.base;
  return { ...patch, kindId: { ...kind, base, values: { kindId: kind.values['kind'] } } };
}
