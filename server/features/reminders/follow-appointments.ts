import type { AppointmentFields } from '../../../sync/collections/appointment';
import { closedReason } from '../../../sync/rules/reminder-plan';
import { sameValue } from '../../../sync/rules/document';
import { rootOf } from '../../../sync/rules/series';
import type { EffectContext, WrittenDocument } from '../../lib/noun-replication';
import { forgetPlans } from './ledger.store';
import { planRoots } from './plan-roots';

/** More than this in one push are planned by the job. */
export const MOST_ROOTS = 200;
export const SOON_MS = 5 * 60_000;
/** A write of anything else concerns no reminder. */
const MATTER = [
  'startsAt',
  'endsAt',
  'zone',
  'status',
  'deletedAt',
  'recurrence',
  'occurrenceOn',
  'seriesId',
  'own',
  'kind',
  'kindId',
  'remind',
  'accepts',
] as const;

/** After the occurrences have followed a push: the ledger follows it too. */
export async function remindOfAppointments(context: EffectContext, written: readonly WrittenDocument[]): Promise<void> {
  const moved = written.filter(
    ({ before, after }) => before === null || MATTER.some((field) => !sameValue(before[field], after[field])),
  );
  if (moved.length === 0) return;
  const documents = moved.map(({ id, before, after }) => ({ before, after: { ...after, id } as AppointmentFields }));
  const roots = [...new Set(documents.map(({ after }) => rootOf(after)))].sort();
  const opened = documents.filter(
    ({ before, after }) =>
      closedReason(after) === '' && (before === null || closedReason(before as AppointmentFields) !== ''),
  );
  const dueMs = await planRoots(
    context.client,
    roots.slice(0, MOST_ROOTS),
    new Set(opened.map(({ after }) => after.id)),
  );
  if (roots.length > MOST_ROOTS) {
    await forgetPlans(context.client, roots.slice(MOST_ROOTS));
    context.wake('plan-reminders');
  }
  if (dueMs !== null && dueMs < context.nowMs + SOON_MS) context.wake('send-reminders');
}
