/** What stored appointments should show, worked out the slow way and for itself. */
import type { AppointmentFields } from '../../../sync/collections/appointment';
import { walkDays } from './walk-days';

export type ExpectedOccurrence = Pick<AppointmentFields, 'agentId' | 'customerId' | 'startsAt' | 'endsAt'> & {
  readonly rootId: string;
  readonly on: string;
};
type Slot = {
  on: string;
  startsAt: string;
  endsAt: string;
  series: AppointmentFields;
  change: AppointmentFields | null;
};

/** Everything that takes time and begins before `toMs`, in no order. */
export function expectedOf(documents: readonly AppointmentFields[], toMs: number): ExpectedOccurrence[] {
  const standing = documents.filter(({ deletedAt }) => deletedAt === '');
  const found: ExpectedOccurrence[] = [];
  const add = (one: AppointmentFields, rootId: string, on: string) => {
    if (one.status === 'cancelled' || one.status === 'declined') return;
    const { agentId, customerId, startsAt, endsAt } = one;
    found.push({ agentId, customerId, startsAt, endsAt, rootId, on });
  };
  const roots = new Map<string, { slots: Slot[]; changes: AppointmentFields[] }>();
  for (const one of standing) {
    const root = one.rootId || one.id;
    if (!one.recurrence && !one.occurrenceOn) {
      add(one, one.id, '');
      continue;
    }
    const parts = roots.get(root) ?? { slots: [], changes: [] };
    roots.set(root, parts);
    if (one.recurrence)
      for (const occurrence of walkDays({ ...one, rrule: one.recurrence }, toMs))
        parts.slots.push({ ...occurrence, series: one, change: null });
    else parts.changes.push(one);
  }
  for (const [root, { slots: all, changes }] of roots) {
    // Of parts that run over each other the one that begins later has what both have.
    const slots = all.filter(
      ({ on, series: a }) =>
        !all.some(
          ({ on: same, series: b }) =>
            same === on && (b.startsAt > a.startsAt || (b.startsAt === a.startsAt && b.id > a.id)),
        ),
    );
    for (const change of changes) {
      const on = change.occurrenceOn ?? '';
      const named = slots.filter((slot) => slot.on === on);
      const near = named.length > 0 ? named : slots.filter((slot) => slot.on.slice(0, 10) === on.slice(0, 10));
      const slot = near.find(({ series }) => series.id === change.seriesId) ?? near[0];
      if (slot === undefined) add(change, root, on);
      else slot.change = change;
    }
    for (const { on, startsAt, endsAt, series, change } of slots) {
      const owns = (unit: string) => change?.own?.includes(unit) === true;
      const time = owns('schedule') ? { startsAt: change!.startsAt, endsAt: change!.endsAt } : { startsAt, endsAt };
      const status = owns('status') ? change!.status : series.status;
      const agentId = owns('agentId') ? change!.agentId : series.agentId;
      add({ ...series, ...time, status, agentId }, root, on);
    }
  }
  return found;
}
