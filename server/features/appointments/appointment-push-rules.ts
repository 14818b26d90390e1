import type { AppointmentFields, AppointmentStatus } from '../../../sync/collections/appointment';
import { scheduleProblem } from '../../../sync/rules/appointment-schedule';
import { startsWithItself } from '../../../sync/rules/recurrence';
import { isOverride, isSeries, seriesOf } from '../../../sync/rules/series';
import { canChangeStatus, canTakeStatus, FIRST_STATUSES } from '../../../sync/rules/appointment-status';
import { problem, type Change, type Problem, type PushFacts } from '../../lib/push-rule';
import { maySeeCustomer } from '../customers/may-see-customer';

/** Before the merge: may this person ask for this at all? Documents out of sight never come this far. */
export function mayPushAppointment({ before, wanted }: Change, { pusher, customers }: PushFacts): Problem | null {
  if (before !== null) return null;
  if (wanted['createdBy'] !== pusher.id) return problem('request.invalid', { field: 'createdBy' });
  const customer = customers.get(String(wanted['customerId']));
  if (customer === undefined) return problem('appointment.customerUnknown');
  return maySeeCustomer(pusher, customer) ? null : problem('appointment.outOfScope');
}

/** After the merge and the check of the shape. Only what the patch touched is looked at. */
export function checkAppointment(
  { before, after, touched }: Change,
  { pusher, members, customers, of }: PushFacts,
): Problem | null {
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
  if (
    concerns('status') &&
    !mayTakeStatus(
      (before?.['status'] ?? null) as AppointmentStatus | null,
      appointment.status,
      pusher.role !== 'agent',
    )
  ) {
    return problem('appointment.transitionForbidden', {
      from: String(before?.['status'] ?? ''),
      to: appointment.status,
    });
  }
  return null;
}

/** A series begins with its own first occurrence, and what hangs on one is with the same customer and recurs no more. */
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

/** Steps a day without network can hold in one: only the last state arrives. */
const PASSED_OFFLINE: readonly AppointmentStatus[] = ['confirmed', 'held', 'no_show'];

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
