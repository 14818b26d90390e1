import type { AppointmentFields, AppointmentStatus } from '../../../sync/collections/appointment';
import { scheduleProblem } from '../../../sync/rules/appointment-schedule';
import { startsWithItself } from '../../../sync/rules/recurrence';
import { askedFor, mayDecide, takesProposal } from '../../../sync/rules/approval';
import { VERDICT } from '../../../sync/rules/occurrence-merge';
import { isOverride, isSeries, seriesOf } from '../../../sync/rules/series';
import { canChangeStatus, canTakeStatus, FIRST_STATUSES } from '../../../sync/rules/appointment-status';
import { problem, type Change, type Problem, type PushFacts } from '../../lib/push-rule';
import { asSeen } from './ask-for-approval';
import { maySeeCustomer } from '../customers/may-see-customer';

/** Before the merge: may this person ask for this at all? Documents out of scope never come this far. */
export function mayPushAppointment({ before, wanted }: Change, { pusher, customers }: PushFacts): Problem | null {
  if (before !== null) return null;
  if (wanted['createdBy'] !== pusher.id) return problem('request.invalid', { field: 'createdBy' });
  const customer = customers.get(String(wanted['customerId']));
  if (customer === undefined) return problem('appointment.customerUnknown');
  return maySeeCustomer(pusher, customer) ? null : problem('appointment.outOfScope');
}

/** After the merge and the check of the shape. Only what the patch touched is looked at. */
export function checkAppointment(change: Change, facts: PushFacts): Problem | null {
  const { before, after, touched } = change;
  const { pusher, members, customers, of } = facts;
  const appointment = after as AppointmentFields;
  const concerns = (unit: string) => before === null || touched.has(unit);
  if (before === null || touched.has('recurrence') || touched.has('schedule')) {
    const wrong = seriesProblem(appointment, of['roots']);
    if (wrong !== null) return wrong;
  }
  if (concerns('schedule')) {
    const wrong = scheduleProblem(appointment);
    if (wrong !== null) return problem(wrong);
  }
  if (concerns('agentId') && appointment.agentId !== before?.['agentId']) {
    const agent = members.get(appointment.agentId);
    if (agent?.isActive !== true) return problem('appointment.agentUnknown');
    const customer = customers.get(appointment.customerId);
    if (customer === undefined || !maySeeCustomer(agent, customer)) return problem('appointment.outOfScope');
  }
  const unfit = verdictProblem(change, facts);
  if (unfit !== null) return unfit;
  // What a changed occurrence has of its series is decided there.
  const ownsStatus = !isOverride(appointment) || (appointment.own ?? []).includes('status');
  if (concerns('status') && ownsStatus) {
    const from = (before?.['status'] ?? null) as AppointmentStatus | null;
    const seen = asSeen(before as AppointmentFields | null, appointment, facts);
    const decides = mayDecide(pusher.role) || takesProposal(seen.before, seen.after);
    if (!mayTakeStatus(from, appointment.status, decides))
      return problem('appointment.transitionForbidden', { from: from ?? '', to: appointment.status });
  }
  return null;
}

/**
 * A series begins with its own first occurrence, and what hangs on one is with the same customer and recurs no more.
 */
function seriesProblem(appointment: AppointmentFields, roots: PushFacts['of'][string] | undefined): Problem | null {
  if (isSeries(appointment) && !isOverride(appointment) && !startsWithItself(seriesOf(appointment)))
    return problem('appointment.seriesStartsElsewhere');
  const rootId = appointment.rootId ?? '';
  if (isOverride(appointment) && (rootId === '' || isSeries(appointment)))
    return problem('request.invalid', { field: 'occurrenceOn' });
  const root = roots?.get(rootId);
  const isForeign = root !== undefined && root['customerId'] !== appointment.customerId;
  return isForeign ? problem('request.invalid', { field: 'rootId' }) : null;
}

/**
 * Managers decide in their own name, about what they have seen: where it was moved, given to somebody else or cancelled
 * meanwhile, nothing is approved and they look at it again.
 */
function verdictProblem({ before, after, wanted, touched }: Change, facts: PushFacts): Problem | null {
  const appointment = after as AppointmentFields;
  const { pusher } = facts;
  const isTaken = touched.has('verdict') && VERDICT.every((field) => wanted[field] === appointment[field]);
  // Another manager's word came between, without a step: theirs stands, and so does what they said it about.
  const decides = touched.has('verdict') && touched.has('status') && appointment.status !== before?.['status'];
  if (decides && !isTaken && isVerdict(appointment.status)) return problem('appointment.changedMeanwhile');
  if (!isTaken || appointment.decidedBy === '') return null;
  const step = { from: String(before?.['status'] ?? ''), to: appointment.status };
  if (!mayDecide(pusher.role)) return problem('appointment.transitionForbidden', step);
  if (pusher.id !== '' && appointment.decidedBy !== pusher.id)
    return problem('request.invalid', { field: 'decidedBy' });
  const seen = asSeen(null, appointment, facts).after;
  const isOpen = seen.status === 'requested' || isVerdict(seen.status);
  if (!isOpen || appointment.decidedFor !== askedFor(seen)) return problem('appointment.changedMeanwhile');
  const { proposedStartsAt = '', proposedEndsAt = '', zone } = appointment;
  if (proposedStartsAt === '' && proposedEndsAt === '') return null;
  const wrong = scheduleProblem({ startsAt: proposedStartsAt, endsAt: proposedEndsAt, zone });
  return wrong === null ? null : problem(wrong);
}

const isVerdict = (status: AppointmentStatus) => status === 'approved' || status === 'declined';

/** Steps a day without network can hold in one: only the last state arrives. */
const PASSED_OFFLINE: readonly AppointmentStatus[] = ['requested', 'confirmed', 'held', 'no_show'];

function mayTakeStatus(before: AppointmentStatus | null, after: AppointmentStatus, decides: boolean): boolean {
  if ((after === 'approved' || after === 'declined') && before !== after && !decides) return false;
  if (canTakeStatus(before, after)) return true;
  const beginnings = before === null ? FIRST_STATUSES : [before];
  return beginnings.some(
    (from) =>
      canChangeStatus(from, after) ||
      PASSED_OFFLINE.some((between) => canChangeStatus(from, between) && canChangeStatus(between, after)),
  );
}
