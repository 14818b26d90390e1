/**
 * Devices whose clocks are wrong by years, hours or a day type into the same field. What was typed last, by the
 * clock on the wall, must show, whoever sends first; and no stamp may stay in the future.
 */
import { DEVICE_NAMES, type DeviceName } from '../cast';
import { CALM, CLOCK_ERRORS_MS } from '../plan-schedule';
import { Random } from '../../../prisma/factories/random';
import type { ScenarioInput } from '../scenario-input';
import { readTruth } from '../office-truth';
import { isClean } from '../verdict';

const MINUTE_MS = 60_000;

export async function clockSkew({ ground, tally, seed, short, breakage }: ScenarioInput): Promise<void> {
  const wanted = short ? 6 : 500;
  const { threads, office } = ground;
  let schedules = 0,
    rightWinners = 0;
  for (; schedules < wanted; schedules += 1) {
    const random = new Random(seed + schedules);
    await ground.begin(seed + schedules, CALM, breakage);
    const id = await office.addCustomer('ayse', ground.nowMs, ['can', 'banu']);
    for (const device of DEVICE_NAMES) await threads.ask(device, 'setClock', random.pick(CLOCK_ERRORS_MS));
    // A full round tells a device how wrong it is. It notices itself when its clock is put back, and the office when it
    // is put forward.
    ground.pass(MINUTE_MS);
    await ground.comeToRest(false);
    let last: { device: DeviceName; notes: string } | null = null;
    for (const device of random.shuffled(DEVICE_NAMES).slice(0, random.between(2, 5))) {
      ground.pass(random.between(1, 30) * MINUTE_MS);
      if (random.chance(0.3)) await threads.ask(device, 'setClock', random.pick(CLOCK_ERRORS_MS));
      const notes = `${device} ${schedules}`;
      await threads.ask(device, 'edit', 'customers', id, { notes });
      last = { device, notes };
    }
    ground.pass(random.between(1, 600) * MINUTE_MS);
    for (const device of random.shuffled(DEVICE_NAMES))
      await threads.ask(device, 'round', { hear: false, alone: true, crashBefore: null });
    await ground.heal();
    const document = (await readTruth(office.pool)).documents.customers.get(id);
    const verdict = await ground.judge();
    if (document?.fields['notes'] === last?.notes) rightWinners += 1;
    else
      verdict.divergences.push(`${JSON.stringify(document?.fields['notes'])} shows, and ${last?.notes} was typed last`);
    for (const stamp of Object.values(document?.stamps ?? {}))
      if (Number.parseInt(stamp.slice(0, 12), 16) > ground.nowMs)
        verdict.divergences.push(`a stamp of the future stays: ${stamp}`);
    tally.add(verdict, ground.takeCounts(), `clock-skew, seed ${seed + schedules}`);
    await ground.end(!isClean(verdict));
    if (breakage !== null && tally.failures > 0) break;
  }
  tally.scenario('clock-skew', { schedules, rightWinners });
}
