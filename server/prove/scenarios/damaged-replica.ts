/**
 * Something in one device's store is not what it was — a field, a document missing, a document too many — and
 * nobody noticed. The next comparison must find it and mend it, every time, and touch nothing else.
 */
import { DEVICE_NAMES, type DeviceName } from '../cast';
import { same } from '../check-writes';
import { CALM, DAMAGES, type Damage } from '../plan-schedule';
import type { ProvingGround } from '../proving-ground';
import { Random } from '../../../prisma/factories/random';
import type { ScenarioInput } from '../scenario-input';
import { isClean } from '../verdict';

const CASES_PER_BATCH = 50;
const CUSTOMERS = 12;
const HOUR_MS = 3_600_000;
/** Digests that do not count this field are tried with damage to just this field. */
const BLIND_SPOT = 'notes';

export async function damagedReplica({ ground, tally, seed, short, breakage }: ScenarioInput): Promise<void> {
  const wanted: Readonly<Record<Damage, number>> = short
    ? { field: 20, missing: 5, extra: 5 }
    : { field: 500, missing: 100, extra: 100 };
  const random = new Random(seed);
  const kinds = breakage === 'blind-digests' ? (['field'] as const) : DAMAGES;
  const cases = random.shuffled(kinds.flatMap((what) => Array.from({ length: wanted[what] }, () => what)));
  const healed: Record<Damage, number> = { field: 0, missing: 0, extra: 0 };
  for (let from = 0; from < cases.length; from += CASES_PER_BATCH) {
    await ground.begin(seed + from, CALM, breakage);
    for (let at = 0; at < CUSTOMERS; at += 1) {
      await ground.office.addAppointment(
        await ground.office.addCustomer(at % 2 === 0 ? 'ayse' : 'banu', ground.nowMs, ['ayse', 'can', 'banu']),
        'ayse',
        ground.nowMs,
      );
    }
    await ground.comeToRest(false);
    const failed: string[] = [];
    for (const what of cases.slice(from, from + CASES_PER_BATCH)) {
      const why = await damageAndCompare(
        ground,
        random.pick(DEVICE_NAMES),
        what,
        breakage === 'blind-digests' ? BLIND_SPOT : null,
      );
      if (why === null) healed[what] += 1;
      else failed.push(why);
    }
    await ground.comeToRest(false);
    const verdict = await ground.judge();
    verdict.divergences.push(...failed);
    tally.add(verdict, ground.takeCounts(), `damaged-replica, from case ${from}`);
    await ground.end(!isClean(verdict));
    if (breakage !== null && tally.failures > 0) break;
  }
  tally.scenario('damaged-replica', {
    cases: cases.length,
    healedFields: healed.field,
    healedMissing: healed.missing,
    healedExtra: healed.extra,
  });
}

/** Null when one comparison mended it; otherwise what is still wrong. */
async function damageAndCompare(
  ground: ProvingGround,
  device: DeviceName,
  what: Damage,
  only: string | null,
): Promise<string | null> {
  const { threads, office } = ground;
  // Devices compare every hour, and may not much more often.
  ground.pass(HOUR_MS);
  const damaged = await threads.ask(device, 'damage', what, only);
  if (damaged === null) return `${device} held nothing that could be damaged`;
  const { collection, id, field, before } = damaged;
  await office.passHorizon();
  await threads.ask(device, 'restart');
  await threads.ask(device, 'round', { hear: false, alone: false, crashBefore: null });
  // What was mended was written anew; a neighbouring office's transaction may hold that back until the next pull.
  await office.passHorizon();
  await threads.ask(device, 'round', { hear: false, alone: false, crashBefore: null });
  const after = await threads.ask(device, 'readOne', collection, id);
  if (before === null || after === null)
    return before === after
      ? null
      : `${device}: ${collection} ${id} is ${after === null ? 'still missing' : 'still there'}`;
  return same(sorted(after.fields), sorted(before.fields))
    ? null
    : `${device}: ${field ?? ''} of ${collection} ${id} is ${JSON.stringify(after.fields[field ?? ''])}`;
}

const sorted = (fields: Readonly<Record<string, unknown>>) =>
  Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
