/** Single appointments and series of one customer, and what their maker knows of them. */
import { v7 as uuidv7 } from 'uuid';
import { formatRecurrence, WEEKDAYS } from '../../../sync/rules/recurrence-rule';
import type { Random } from '../../../prisma/factories/random';
import type { Row, Some } from './row';

const DAY = 86_400_000;
const MINUTE = 60_000;

export function makeAppointments(random: Random, customerId: string, agentId: string, nowMs: number, some: Some) {
  const rows: Row[] = [];
  const starts: number[] = [];
  const seriesStarts: number[] = [];
  const held: number[] = [];
  let noShows = 0;
  const row = (at: number, values: Row): Row => ({
    ...{
      id: uuidv7(),
      customerId,
      agentId,
      title: '',
      kind: 'meeting',
      zone: 'Europe/Istanbul',
      location: '',
      notes: '',
    },
    ...{ startsAt: new Date(at).toISOString(), endsAt: new Date(at + 30 * MINUTE).toISOString(), status: 'confirmed' },
    ...{ cancelReason: '', createdBy: agentId, createdAt: new Date(nowMs - DAY).toISOString(), deletedAt: '' },
    ...{ recurrence: '', rootId: '', seriesId: '', occurrenceOn: '', own: [] },
    ...values,
  });
  for (let count = random.pick([0, 0, 1, 1, 2, 4]); count > 0; count -= 1) {
    const at = some(400, 800);
    const status = random.pick(['confirmed', 'held', 'no_show', 'no_show', 'cancelled', 'requested']);
    const isDeleted = random.chance(0.1);
    rows.push(row(at, { status, deletedAt: isDeleted ? new Date(nowMs).toISOString() : '' }));
    if (isDeleted) continue;
    if (status !== 'cancelled') starts.push(at);
    if (status === 'no_show') noShows += 1;
    if (status === 'held') held.push(at);
  }
  if (random.chance(0.04)) addSeries();
  return { rows, starts, seriesStarts, held, noShows };

  /** Every week, in a zone whose clocks stay: so the maker knows its starts by counting. */
  function addSeries(): void {
    const first = Math.floor((nowMs - random.between(-30, 60) * DAY) / DAY) * DAY + 8 * 60 * MINUTE;
    const count = random.between(2, 12);
    const day = WEEKDAYS[(new Date(first).getUTCDay() + 6) % 7]!;
    const series = row(first, {
      recurrence: formatRecurrence({
        pattern: { every: 'week', days: [day] },
        interval: 1,
        end: { ends: 'after', count },
      }),
    });
    rows.push(series);
    const changed = random.below(count);
    for (let at = 0; at < count; at += 1) if (at !== changed) seriesStarts.push(first + at * 7 * DAY);
    const plan = first + changed * 7 * DAY;
    const on = new Date(plan + 180 * MINUTE).toISOString().slice(0, 16);
    const one = { rootId: series['id'], seriesId: series['id'], occurrenceOn: on };
    const what = random.pick(['moved', 'cancelled', 'no_show', 'inherits']);
    const to = what === 'moved' ? plan + 3 * 60 * MINUTE : plan;
    rows.push(
      row(to, {
        ...one,
        status:
          what === 'cancelled' ? 'cancelled' : what === 'no_show' || what === 'inherits' ? 'no_show' : 'confirmed',
        own: what === 'moved' ? ['schedule'] : what === 'inherits' ? [] : ['status'],
      }),
    );
    if (what === 'no_show') noShows += 1;
    if (what !== 'cancelled') seriesStarts.push(to);
  }
}
