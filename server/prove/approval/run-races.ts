/**
 * Askers, deciders and cancellers on devices without network, days apart, about appointments some of which a manager
 * has to approve. After every push the rows of the office are read by SQL and judged by rules written here anew: what
 * needs an approval is never confirmed without one, a manager approves what they have seen and nothing else, of
 * decisions that did not know of each other one stands and whoever lost is told, and *held* is never lost.
 */
import type { Office } from '../../test/office';
import { Tablet } from '../../test/tablet';
import type { Random } from '../../../prisma/factories/random';
import { ACTIONS, type Action } from './race-actions';
import { judge, type Row } from './race-rules';

export type RaceCounts = {
  races: number;
  steps: number;
  told: number;
  asked: number;
  approved: number;
  proposalsTaken: number;
  heldKept: number;
  wrong: string[];
};

const AT_ONCE = 20;
const ROUNDS = 4;
const HOUR_MS = 3_600_000;

/** `office` is fresh. `trustsTablets`: the office is told that no kind needs approval; the rules here are not. */
export async function proveRaces(
  office: Office,
  random: Random,
  races: number,
  { trustsTablets = false } = {},
): Promise<RaceCounts> {
  const counts: RaceCounts = {
    races: 0,
    steps: 0,
    told: 0,
    asked: 0,
    approved: 0,
    proposalsTaken: 0,
    heldKept: 0,
    wrong: [],
  };
  const teamId = await office.addTeam('İzmir');
  const people = [
    await office.addMember({ role: 'manager', teamId }),
    await office.addMember({ role: 'manager', teamId }),
    await office.addMember({ teamId }),
    await office.addMember({ teamId }),
  ];
  const devices: Tablet[] = [];
  // The first agent has two tablets.
  for (const person of [...people, people[2]!]) devices.push(await Tablet.signIn(office, person));
  const [manager, , agent] = devices as [Tablet, Tablet, Tablet, Tablet, Tablet];
  const kind = { nameTr: 'İmza', nameEn: 'Signing', order: 50, needsApproval: true, minutes: 60 };
  manager.decide('appointmentKind', 'signing', kind);
  await manager.push('settings');
  if (trustsTablets)
    await office.deps.pool.query(
      `UPDATE settings SET value = value || '{"needsApproval": false}' WHERE key = 'appointmentKind'`,
    );
  const customer = agent.create('customers', agent.newCustomer({ sharedWith: [people[3]!.id] }));
  await agent.push('customers');

  while (counts.races < races && counts.wrong.length === 0) {
    const ids: string[] = [];
    for (let at = 0; at < Math.min(AT_ONCE, races - counts.races); at += 1) {
      const startsMs = office.clock.nowMs + random.between(2, 90) * HOUR_MS;
      const kindId = random.chance(0.75) ? 'signing' : '';
      const maker = random.pick(devices);
      const values = {
        agentId: random.pick(people).id,
        startsAt: new Date(startsMs).toISOString(),
        endsAt: new Date(startsMs + HOUR_MS).toISOString(),
        kindId,
        // Builds that know of no approval confirm at once.
        status: random.chance(0.5) ? 'confirmed' : 'requested',
      };
      ids.push(maker.create('appointments', maker.newAppointment(customer, values)));
    }
    await race(office, random, devices, people, ids, counts);
    counts.races += ids.length;
  }
  return counts;
}

async function race(
  office: Office,
  random: Random,
  devices: readonly Tablet[],
  people: readonly { readonly id: string; readonly role?: string }[],
  ids: readonly string[],
  counts: RaceCounts,
): Promise<void> {
  const managers = new Set([people[0]!.id, people[1]!.id]);
  const held = new Map<string, Tablet>();
  for (const device of devices) await meet(office, device, ids, managers, random, counts);
  for (const device of devices) await device.pull('appointments');
  for (let round = 0; round < ROUNDS; round += 1) {
    // Nobody hears of anybody: each device works alone for up to two days.
    const acting = random.shuffled(ids.flatMap((id) => devices.map((device) => ({ id, device }))));
    for (const { id, device } of acting) {
      if (!random.chance(0.55) || device.get('appointments', id) === undefined) continue;
      office.clock.nowMs += random.between(1, 40) * 60_000;
      const names = managers.has(device.memberId) ? MANAGERS_DO : AGENTS_DO;
      const name = random.pick(names);
      if (!ACTIONS[name](device, id, random)) continue;
      counts.steps += 1;
      if (name === 'held') held.set(id, device);
    }
    for (const device of random.shuffled(devices)) await meet(office, device, ids, managers, random, counts);
    for (const device of devices) await device.pull('appointments');
  }
  await keepHeld(office, held, counts);
  for (const device of devices) await device.pull('appointments');
  const rows = await rowsOf(office, ids);
  for (const device of devices)
    for (const [id, row] of rows) {
      const local = device.get('appointments', id)!;
      if (local.sync.outbox !== '') continue;
      const shown = local.fields;
      if (shown['status'] !== row.status || shown['startsAt'] !== row.startsAt || shown['decidedBy'] !== row.decidedBy)
        counts.wrong.push(`${id}: a device shows ${String(shown['status'])}, the office has ${row.status}`);
    }
}

const MANAGERS_DO: readonly Action[] = ['approve', 'approve', 'decline', 'propose', 'cancel', 'reopen', 'move'];
const AGENTS_DO: readonly Action[] = [
  'confirm',
  'approveAlone',
  'takeProposal',
  'takeProposal',
  'cancel',
  'reopen',
  'askAgain',
  'move',
  'moveAsking',
  'held',
  'noShow',
  'otherKind',
];

/** Sends what waits, now and then without hearing the answer at first, and has every row judged. */
async function meet(
  office: Office,
  device: Tablet,
  ids: readonly string[],
  managers: ReadonlySet<string>,
  random: Random,
  counts: RaceCounts,
): Promise<void> {
  const before = await rowsOf(office, ids);
  const sent = new Map(device.outgoing('appointments').rows.map((row) => [row.id, row.patch] as const));
  const seen = new Map([...sent.keys()].map((id) => [id, { ...device.fields('appointments', id) }] as const));
  if (sent.size === 0) return;
  if (random.chance(0.15)) await device.push('appointments', { loseAnswer: true });
  await device.push('appointments');
  const after = await rowsOf(office, ids);
  for (const [id, patch] of sent) {
    const { outbox } = device.get('appointments', id)!.sync;
    const isTold = outbox.startsWith('r');
    const wanted = Object.assign({}, ...Object.values(patch).map(({ values }) => values)) as Partial<Row>;
    const verdict = judge({
      before: before.get(id) ?? null,
      after: after.get(id) ?? null,
      wanted,
      seen: seen.get(id) as unknown as Row,
      isManager: managers.has(device.memberId),
      isTold,
      memberId: device.memberId,
    });
    for (const wrong of verdict.wrong) counts.wrong.push(`${id}: ${wrong}`);
    if (isTold) counts.told += 1;
    counts.asked += verdict.wasAsked ? 1 : 0;
    counts.approved += verdict.wasApproved ? 1 : 0;
    counts.proposalsTaken += verdict.tookProposal ? 1 : 0;
  }
}

/** Whoever wrote *held* and was told that something else stands says it once more, knowing what stands. */
async function keepHeld(office: Office, held: ReadonlyMap<string, Tablet>, counts: RaceCounts): Promise<void> {
  for (const [id, device] of held) {
    const local = device.get('appointments', id)!;
    if (local.fields['status'] !== 'held') continue;
    if (local.sync.outbox.startsWith('r')) {
      device.retry('appointments', id);
      await device.push('appointments');
    }
    const row = (await rowsOf(office, [id])).get(id);
    if (row?.status === 'held') counts.heldKept += 1;
    else counts.wrong.push(`${id}: held was lost, the office has ${row?.status ?? 'nothing'}`);
  }
}

async function rowsOf(office: Office, ids: readonly string[]): Promise<Map<string, Row>> {
  const at = (column: string) => `coalesce(to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '')`;
  const { rows } = await office.deps.pool.query<Row & { id: string }>(
    `SELECT id, status, kind, kind_id AS "kindId", agent_id AS "agentId", ${at('starts_at')} AS "startsAt",
       ${at('ends_at')} AS "endsAt", coalesce(decided_by::text, '') AS "decidedBy",
       ${at('proposed_starts_at')} AS "proposedStartsAt", ${at('proposed_ends_at')} AS "proposedEndsAt",
       decided_for AS "decidedFor"
     FROM appointments WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
