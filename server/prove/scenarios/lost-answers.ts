/**
 * A push is taken and its answer lost, and the person types on: during it, after it, in the same field, in another,
 * deleting, crashing.
 */
import { DEVICE_NAMES, deviceNamed, type DeviceName } from '../cast';
import { CALM, type Edit } from '../plan-schedule';
import type { ScenarioInput } from '../scenario-input';
import { isClean } from '../verdict';

const WHEN = ['during', 'after', 'afterHearing', 'afterCrash', 'twice'] as const;
const WHAT: readonly (readonly Edit[])[] = [['own'], ['notes'], ['own', 'notes'], ['delete']];
const CASES_PER_BATCH = 5;

export async function lostAnswers({ ground, tally, seed, short, breakage }: ScenarioInput): Promise<void> {
  const wanted = short ? 30 : 1_000;
  let cases = 0;
  for (let batch = 0; cases < wanted; batch += 1) {
    await ground.begin(seed + batch, CALM, breakage);
    for (let at = 0; at < CASES_PER_BATCH; at += 1, cases += DEVICE_NAMES.length) {
      const position = batch * CASES_PER_BATCH + at;
      ground.threads.step += 1;
      ground.pass(50);
      await Promise.all(
        DEVICE_NAMES.map((device) =>
          loseOne(
            ground,
            device,
            WHEN[position % WHEN.length] as (typeof WHEN)[number],
            WHAT[position % WHAT.length] as readonly Edit[],
          ),
        ),
      );
    }
    await ground.heal();
    const verdict = await ground.judge();
    tally.add(verdict, ground.takeCounts(), `lost-answers, batch ${batch}`);
    await ground.end(!isClean(verdict));
  }
  tally.scenario('lost-answers', { cases });
}

async function loseOne(
  ground: ScenarioInput['ground'],
  device: DeviceName,
  when: (typeof WHEN)[number],
  what: readonly Edit[],
): Promise<void> {
  const { threads, office } = ground;
  const id = await office.addCustomer(deviceNamed(device).person, ground.nowMs);
  const round = (hear: boolean, crashBefore: number | null = null) =>
    threads.ask(device, 'round', { hear, alone: false, crashBefore });
  await round(true);
  await threads.ask(device, 'type', 'customers', id, ['own', 'notes']);
  for (let times = when === 'twice' ? 2 : 1; times > 0; times -= 1) {
    await threads.ask(device, 'setWeather', { ...CALM, loseAnswer: 1, editMeanwhile: when === 'during' ? 1 : 0 });
    await round(false, when === 'afterCrash' ? 1 : null);
    await threads.ask(device, 'type', 'customers', id, what);
  }
  await threads.ask(device, 'setWeather', CALM);
  if (when === 'afterHearing') await round(true);
  await threads.ask(device, 'type', 'customers', id, ['own']);
  await round(false);
}
