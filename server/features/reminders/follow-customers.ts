import type { NounReplication } from '../../lib/noun-replication';
import { forgetPlans, rootsOfCustomers } from './ledger.store';
import { MOST_ROOTS, SOON_MS } from './follow-appointments';
import { planRoots } from './plan-roots';

/** Of a customer, or of whoever stands for them: whom rules keep reminders from is said by their stage. */
const MATTER = ['stage', 'mergedInto'] as const;

/** Who comes to a stage that is not reminded hears nothing more; who leaves it is reminded again. Nothing is told. */
export const remindOfCustomers: NounReplication['effects'] & {} = async (context, written) => {
  const ids = written
    .filter(
      ({ before, after }) => before !== null && MATTER.some((field) => (before[field] ?? '') !== (after[field] ?? '')),
    )
    .map(({ id }) => id);
  if (ids.length === 0) return;
  const roots = await rootsOfCustomers(context.client, ids);
  const dueMs = await planRoots(context.client, roots.slice(0, MOST_ROOTS), null);
  if (roots.length > MOST_ROOTS) {
    await forgetPlans(context.client, roots.slice(MOST_ROOTS));
    context.wake('plan-reminders');
  }
  if (dueMs !== null && dueMs < context.nowMs + SOON_MS) context.wake('send-reminders');
};
