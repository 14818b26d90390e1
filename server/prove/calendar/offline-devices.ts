/**
 * Six devices book, repeat, change and cut without knowing of one another, and meet at the office now and then. In the
 * end all of them show the same, the office's occurrences are those, whoever is booked twice is flagged exactly once,
 * and no change of an occurrence is lost. What should be shown is worked out here anew, from the documents alone and
 * without the product's own reading of them (walk-days.ts).
 */
import type { AppointmentFields } from '../../../sync/collections/appointment';
import { changeSeries, endSeries, startOfSeries, type AppointmentWrite } from '../../../sync/rules/change-series';
import { shownBetween } from '../../../sync/rules/occurrences';
import { isSeries, rootOf } from '../../../sync/rules/series';
import { tendOccurrencesJob } from '../../features/appointments/tend-occurrences.job';
import type { Office } from '../../test/office';
import { Tablet } from '../../test/tablet';
import type { Random } from '../../../prisma/factories/random';
import { expectedOf, type ExpectedOccurrence } from './expected-occurrences';

export type OfflineCounts = {
  bookings: number;
  series: number;
  changes: number;
  cuts: number;
  refused: number;
  occurrences: number;
  clashes: number;
  differing: string[];
};

const DEVICES = 6;
const CUSTOMERS = 5;
const DAY_MS = 86_400_000;
const RULES = [
  'FREQ=DAILY;COUNT=9',
  'FREQ=WEEKLY;BYDAY=MO,TH',
  'FREQ=WEEKLY;BYDAY=TU;COUNT=8',
  'FREQ=MONTHLY;BYMONTHDAY=15',
];
const ZONES = ['Europe/Istanbul', 'Europe/London', 'America/New_York'];

/** `office` is fresh; `forgetsClashes` leaves something out that the proof must notice. */
export async function proveOfflineDevices(
  office: Office,
  random: Random,
  actions: number,
  { forgetsClashes = false } = {},
): Promise<OfflineCounts> {
  const counts: OfflineCounts = {
    bookings: 0,
    series: 0,
    changes: 0,
    cuts: 0,
    refused: 0,
    occurrences: 0,
    clashes: 0,
    differing: [],
  };
  const teamId = await office.addTeam('İzmir');
  const people = [];
  for (let at = 0; at < DEVICES; at += 1)
    people.push(await office.addMember({ role: at < 2 ? 'manager' : 'agent', teamId }));
  const devices = await Promise.all(people.map((one) => Tablet.signIn(office, one)));
  const everybody = people.map(({ id }) => id);
  const customers: string[] = [];
  for (let at = 0; at < CUSTOMERS; at += 1)
    customers.push(
      devices[0]!.create('customers', devices[0]!.newCustomer({ ownerId: everybody[2], sharedWith: everybody })),
    );
  await devices[0]!.push('customers');
  for (const device of devices) await device.pull('customers');
  const noted = new Map<string, string>();

  for (let action = 0; action < actions; action += 1) {
    office.clock.nowMs += random.between(1, 90) * 60_000;
    const device = random.pick(devices);
    act(device, random, office.clock.nowMs, customers, everybody, counts, noted);
    if (random.chance(0.2)) counts.refused += await meet(device);
  }
  for (let round = 0; round < 2; round += 1) for (const device of devices) counts.refused += await meet(device);
  // As it does every minute: of a push with very many series it is the job that walks the rest.
  while ((await tendOccurrencesJob.run(office.deps, new AbortController().signal)) !== null);
  for (const device of devices) counts.refused += await meet(device);
  if (forgetsClashes)
    await office.deps.pool.query(
      'DELETE FROM appointment_clashes WHERE ctid IN (SELECT ctid FROM appointment_clashes WHERE resolved_at IS NULL LIMIT 1)',
    );
  await compare(office, devices, counts, noted);
  return counts;
}

/** Up, what was refused, whole or in part, is given up as its person would, and down. */
async function meet(device: Tablet): Promise<number> {
  const results = await device.push('appointments');
  const refused = results.filter(
    (result) => result.outcome === 'refused' || (result.outcome === 'merged' && (result.refused ?? []).length > 0),
  );
  for (const { id } of refused) device.documents.get('appointments')!.delete(id);
  if (refused.length > 0) device.checkpoints.delete('appointments');
  await device.pull('appointments');
  return refused.length;
}

function act(
  device: Tablet,
  random: Random,
  nowMs: number,
  customers: readonly string[],
  people: readonly string[],
  counts: OfflineCounts,
  noted: Map<string, string>,
): void {
  const documents = [...device.documents.get('appointments')!.values()].map(
    ({ id, fields }) => ({ ...fields, id }) as AppointmentFields,
  );
  const shown = shownBetween(documents, nowMs, nowMs + 60 * DAY_MS);
  const one = random.chance(0.45) && shown.length > 0 ? random.pick(shown) : null;
  if (one === null || one.status === 'cancelled') {
    const startMs =
      Math.ceil(nowMs / DAY_MS) * DAY_MS + random.between(1, 30) * DAY_MS + random.between(7, 18) * 3_600_000;
    const schedule = {
      startsAt: new Date(startMs).toISOString(),
      endsAt: new Date(startMs + random.pick([30, 60, 120]) * 60_000).toISOString(),
      zone: random.pick(ZONES),
    };
    const recurrence = random.chance(0.25) ? random.pick(RULES) : '';
    const begun = startOfSeries(schedule, recurrence);
    if (begun === null) return;
    counts[recurrence === '' ? 'bookings' : 'series'] += 1;
    const who = { agentId: random.pick(people), recurrence, ...begun };
    device.create('appointments', device.newAppointment(random.pick(customers), who));
    return;
  }
  const root = documents.filter((each) => one.occurrence !== null && rootOf(each) === one.occurrence.rootId);
  const maker = { memberId: device.memberId, nowIso: new Date(nowMs).toISOString() };
  const byMs = random.between(-3, 3) * 3_600_000 + random.pick([0, 0, 1]) * DAY_MS;
  const moved = { startsAt: shiftedBy(one.startsAt, byMs), endsAt: shiftedBy(one.endsAt, byMs), zone: one.zone };
  const kind = random.below(10);
  if (one.occurrence === null) {
    device.edit('appointments', one.id, kind < 6 ? moved : { status: 'cancelled', cancelReason: 'x' });
    counts.changes += 1;
  } else if (kind < 3) {
    // Each with words of its own, so that none can be taken for another.
    const notes = `not ${noted.size}`;
    noted.set(notes, one.id);
    write(device, changeSeries(one, root, 'this', { notes: `${one.notes} ${notes}`.trim() }, maker), root);
    counts.changes += 1;
  } else if (kind < 6) {
    write(device, changeSeries(one, root, 'this', moved, maker), root);
    counts.changes += 1;
  } else if (kind === 6) {
    write(device, changeSeries(one, root, 'this', { status: 'cancelled', cancelReason: 'x' }, maker), root);
    counts.changes += 1;
  } else if (kind === 7 && isSeries(root.find(({ id }) => id === one.occurrence?.seriesId) ?? one)) {
    write(device, changeSeries(one, root, 'following', { title: `kesik ${counts.cuts}` }, maker), root);
    counts.cuts += 1;
  } else if (kind === 8) {
    write(device, endSeries(one, root, 'bitti') ?? [], root);
    counts.cuts += 1;
  }
}

function write(device: Tablet, writes: readonly AppointmentWrite[], root: readonly AppointmentFields[]): void {
  for (const { id, made, edited } of writes) {
    const stands = root.find((one) => one.id === id);
    if (stands === undefined && made !== null) device.create('appointments', made, id);
    else
      device.edit('appointments', id, {
        ...edited,
        ...(edited.own && { own: [...new Set([...(stands?.own ?? []), ...edited.own])] }),
      });
  }
}

async function compare(
  office: Office,
  devices: readonly Tablet[],
  counts: OfflineCounts,
  noted: ReadonlyMap<string, string>,
): Promise<void> {
  const { nowMs } = office.clock;
  const [fromMs, toMs] = [nowMs, nowMs + 200 * DAY_MS];
  const views = devices.map((device) => {
    const documents = [...device.documents.get('appointments')!.values()].map(
      ({ id, fields }) => ({ ...fields, id }) as AppointmentFields,
    );
    return { documents, shown: linesOf(shownBetween(documents, fromMs, toMs)) };
  });
  for (const [at, { shown }] of views.entries())
    if (JSON.stringify(shown) !== JSON.stringify(views[0]!.shown))
      counts.differing.push(`device ${at} shows something else`);
  const expected = expectedOf(views[0]!.documents, toMs + 600 * DAY_MS).filter(
    ({ endsAt }) => Date.parse(endsAt) > fromMs,
  );
  const within = expected.filter(({ startsAt }) => Date.parse(startsAt) < toMs);
  counts.occurrences = within.length;
  same(counts, 'devices', linesOf(within), views[0]!.shown);
  const { rows } = await office.deps.pool.query<ExpectedOccurrence>(
    `SELECT root_id AS "rootId", occurrence_on AS "on", agent_id AS "agentId", customer_id AS "customerId",
      starts_at AS "startsAt", ends_at AS "endsAt"
     FROM occurrences WHERE ends_at > $1 AND starts_at < $2`,
    [new Date(fromMs).toISOString(), new Date(toMs).toISOString()],
  );
  same(counts, 'the office', linesOf(within), linesOf(rows));
  const pairs = pairsOf(within);
  counts.clashes = pairs.length;
  const flagged = await office.deps.pool.query<{ pair: string }>(
    `SELECT concat_ws(' ', c.a_root, c.a_on, c.b_root, c.b_on) AS pair FROM appointment_clashes c
     JOIN occurrences a ON (a.root_id, a.occurrence_on) = (c.a_root, c.a_on)
       JOIN occurrences b ON (b.root_id, b.occurrence_on) = (c.b_root, c.b_on)
     WHERE c.resolved_at IS NULL AND greatest(a.starts_at, b.starts_at) >= $1 AND a.starts_at < $2
       AND b.starts_at < $2`,
    [new Date(fromMs).toISOString(), new Date(toMs).toISOString()],
  );
  same(counts, 'clashes', pairs, flagged.rows.map(({ pair }) => pair).sort());
  const words = views[0]!.documents.map(({ notes }) => notes).join(' | ');
  const cards = devices[0]!.documents.get('appointments')!;
  const onCards = JSON.stringify([...cards.values()].map(({ sync }) => sync.conflicts));
  for (const notes of noted.keys())
    if (!words.includes(notes) && !onCards.includes(notes)) counts.differing.push(`${notes} is lost`);
}

type Line = Pick<AppointmentFields, 'agentId' | 'startsAt' | 'endsAt' | 'customerId'> & { status?: string };
const linesOf = (all: readonly Line[]) =>
  all
    .filter(({ status }) => status !== 'cancelled')
    .map(({ customerId, agentId, startsAt, endsAt }) => `${startsAt} ${endsAt} ${agentId} ${customerId}`)
    .sort();

/** Every two that meet and have a person in common, looked at one against the other. */
function pairsOf(all: readonly ExpectedOccurrence[]): string[] {
  const pairs: string[] = [];
  for (const [at, a] of all.entries())
    for (const b of all.slice(at + 1)) {
      if (a.startsAt >= b.endsAt || b.startsAt >= a.endsAt) continue;
      if (a.agentId !== b.agentId && a.customerId !== b.customerId) continue;
      const [first, second] = a.rootId < b.rootId || (a.rootId === b.rootId && a.on < b.on) ? [a, b] : [b, a];
      pairs.push([first.rootId, first.on, second.rootId, second.on].join(' '));
    }
  return [...new Set(pairs)].sort();
}

function same(counts: OfflineCounts, what: string, expected: readonly string[], found: readonly string[]): void {
  const missing = expected.filter((one) => !found.includes(one));
  const more = found.filter((one) => !expected.includes(one));
  if (missing.length + more.length > 0)
    counts.differing.push(
      `${what}: missing ${missing.slice(0, 3).join(' | ')}; too many ${more.slice(0, 3).join(' | ')}`,
    );
}

const shiftedBy = (instant: string, byMs: number) => new Date(Date.parse(instant) + byMs).toISOString();
