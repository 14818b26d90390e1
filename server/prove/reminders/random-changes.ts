/** What people do to a calendar: everything by the office's own writer, so that what follows from it follows. */
import type { AppointmentFields } from '../../../sync/collections/appointment';
import type { DocumentFields } from '../../../sync/collections/definition';
import { changeSeries, type SeriesScope } from '../../../sync/rules/change-series';
import { findOccurrence } from '../../features/reminders/find-occurrence';
import { documentsOfRoots } from '../../features/reminders/ledger.store';
import type { Deps } from '../../deps';
import type { Random } from '../../../prisma/factories/random';
import { pairOf, type Standing } from './calendar-truth';

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MS = 86_400_000;

export type World = {
  readonly deps: Pick<Deps, 'pool' | 'writeAsOffice' | 'newId'>;
  readonly random: Random;
  readonly accepted: Set<string>;
  /** Single ones that are off. */
  readonly cancelled: Set<string>;
  readonly endMs: number;
  readonly counts: Record<string, number>;
};

export async function changeSomething(
  world: World,
  truth: ReadonlyMap<string, Standing>,
  nowMs: number,
): Promise<void> {
  const { random, cancelled } = world;
  const ahead = [...truth.values()].filter(({ startMs }) => startMs > nowMs + QUARTER_MS);
  if (ahead.length === 0) return;
  const one = random.pick(ahead);
  const dice = random.next();
  if (dice < 0.4) return change(world, one, movedTo(world, one, nowMs), 'moved', random.chance(0.3) ? 'all' : 'this');
  if (dice < 0.55) {
    if (one.on === '') cancelled.add(one.rootId);
    return change(world, one, { status: 'cancelled' }, 'cancelled');
  }
  if (dice < 0.7 && cancelled.size > 0) {
    const rootId = random.pick([...cancelled]);
    cancelled.delete(rootId);
    return change(world, { rootId, on: '' }, { status: 'confirmed' }, 'restored');
  }
  if (dice < 0.85) {
    // Put where the same agent has another: both are flagged.
    const other = ahead.find(({ agentId, key }) => agentId === one.agentId && key !== one.key);
    if (other === undefined || one.on !== '') return;
    return change(world, one, spanOf(one, other.startMs + QUARTER_MS), 'flagged');
  }
  return accept(world, truth, ahead);
}

async function accept(world: World, truth: ReadonlyMap<string, Standing>, ahead: readonly Standing[]): Promise<void> {
  const flagged = ahead.filter(({ isFlagged, on }) => isFlagged && on === '');
  if (flagged.length === 0) return;
  const one = world.random.pick(flagged);
  const met = [...truth.values()].filter(
    (other) =>
      other.key !== one.key &&
      (other.agentId === one.agentId || other.customerId === one.customerId) &&
      other.startMs < one.endMs &&
      other.endMs > one.startMs,
  );
  const accepts = met.map(({ rootId, on }) => ({ on: one.on, root: rootId, otherOn: on, reason: '', by: one.agentId }));
  await world.deps.writeAsOffice('appointments', [{ id: one.rootId, values: { accepts } }], 'prove');
  for (const other of met) world.accepted.add(pairOf(one.key, other.key));
  count(world, 'accepted');
}

function movedTo({ random, endMs }: World, one: Standing, nowMs: number): Partial<AppointmentFields> {
  const span = Math.max(1, Math.floor((Math.min(endMs, nowMs + 6 * DAY_MS) - nowMs) / QUARTER_MS));
  return spanOf(one, Math.ceil(nowMs / QUARTER_MS) * QUARTER_MS + random.below(span) * QUARTER_MS);
}

const spanOf = ({ zone }: Pick<Standing, 'zone'>, startMs: number): Partial<AppointmentFields> => ({
  startsAt: new Date(startMs).toISOString(),
  endsAt: new Date(startMs + 45 * MINUTE_MS).toISOString(),
  zone,
});

async function change(
  world: World,
  { rootId, on }: Pick<Standing, 'rootId' | 'on'>,
  values: Partial<AppointmentFields>,
  what: string,
  scope: SeriesScope = 'this',
): Promise<void> {
  const client = await world.deps.pool.connect();
  const stored = await documentsOfRoots(client, [rootId]).finally(() => client.release());
  const shown = findOccurrence(stored, on);
  if (shown === null) return;
  const wanted = scope === 'all' && shown.occurrence !== null ? hourLater(shown) : values;
  const maker = { memberId: shown.agentId, nowIso: new Date().toISOString() };
  const writes = changeSeries(shown, stored, shown.occurrence === null ? 'this' : scope, wanted, maker);
  await world.deps.writeAsOffice(
    'appointments',
    writes.map(({ id, made, edited }) => ({
      id,
      values: (stands) => (stands === null ? made : edited) as DocumentFields | null,
    })),
    'prove',
  );
  count(world, what);
}

/** A whole series moves by an hour, so that its days stay. */
function hourLater({ startsAt, endsAt, zone }: AppointmentFields): Partial<AppointmentFields> {
  const later = (at: string) => new Date(Date.parse(at) + 60 * MINUTE_MS).toISOString();
  return { startsAt: later(startsAt), endsAt: later(endsAt), zone };
}

function count({ counts }: World, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}
