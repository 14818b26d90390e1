import { askedFor, proposalOf } from '../../../../sync/rules/approval';
import type { Bases } from '../../../../sync/rules/document';
import type { Schedule } from '../../../../sync/rules/appointment-schedule';
import type { SahaDatabase } from '../../../database/saha-database';
import type { AppointmentValues } from '../appointment-values';
import { changeAppointment, type TakeBack } from '../appointment-verbs';
import type { Appointment } from '../use-appointments';

/** A manager's word about a request; a reason may stand with all of them, and has to with a no. */
export type Verdict =
  | { readonly kind: 'approve'; readonly note: string }
  | { readonly kind: 'decline'; readonly note: string }
  | { readonly kind: 'propose'; readonly note: string; readonly schedule: Pick<Schedule, 'startsAt' | 'endsAt'> };

/** Based on what was looked at: where another manager was first, theirs stands and this one's person is told. */
export function decideAppointment(db: SahaDatabase, request: Appointment, verdict: Verdict): Promise<TakeBack> {
  const { decidedBy, decidedFor, decisionNote, proposedStartsAt, proposedEndsAt, status } = request;
  const isProposal = verdict.kind === 'propose';
  const values: AppointmentValues = {
    ...(isProposal ? {} : { status: verdict.kind === 'approve' ? ('approved' as const) : ('declined' as const) }),
    decidedBy: db.me.memberId,
    decidedFor: askedFor(request),
    decisionNote: verdict.note,
    proposedStartsAt: isProposal ? verdict.schedule.startsAt : '',
    proposedEndsAt: isProposal ? verdict.schedule.endsAt : '',
  };
  const bases: Bases = {
    status: { stamp: '', values: { status } },
    verdict: { stamp: '', values: { decidedBy, decidedFor, decisionNote, proposedStartsAt, proposedEndsAt } },
  };
  return changeAppointment(db, request, values, { scope: 'this', bases });
}

/** Takes the time that was proposed: with that it is approved. Null where none stands any more. */
export function takeProposal(db: SahaDatabase, request: Appointment): Promise<TakeBack> | null {
  const proposal = proposalOf(request);
  if (proposal === null) return null;
  const { startsAt, endsAt, zone } = request;
  const bases: Bases = {
    status: { stamp: '', values: { status: request.status } },
    schedule: { stamp: '', values: { startsAt, endsAt, zone } },
  };
  return changeAppointment(db, request, { ...proposal, zone, status: 'approved' }, { bases });
}

/** Asks once more for what was declined. */
export function askAgain(db: SahaDatabase, declined: Appointment): Promise<TakeBack> {
  const bases: Bases = { status: { stamp: '', values: { status: declined.status } } };
  return changeAppointment(db, declined, { status: 'requested' }, { bases });
}
