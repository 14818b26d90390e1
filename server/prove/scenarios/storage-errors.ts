/**
 * The device's store refuses writes at random. What was said to be saved is saved; what was not, may be typed
 * again.
 */
import { DEVICE_NAMES } from '../cast';
import { CALM } from '../plan-schedule';
import type { ScenarioInput } from '../scenario-input';
import { isClean } from '../verdict';

const ONE_WRITE_IN = 4;
const ROUNDS = 8;

export async function storageErrors({ ground, tally, seed, short, breakage }: ScenarioInput): Promise<void> {
  const { threads, office } = ground;
  const wanted = short ? 15 : 200;
  let refusedToThePerson = 0;
  for (let batch = 0; refusedToThePerson < wanted; batch += 1) {
    await ground.begin(seed + batch, { ...CALM, loseAnswer: 0.2 }, breakage);
    const ids = await Promise.all(
      (['ayse', 'can', 'banu'] as const).map((owner) => office.addCustomer(owner, ground.nowMs, ['ayse', 'can'])),
    );
    await threads.askAll('round', { hear: false, alone: false, crashBefore: null });
    await threads.askAll('failWrites', ONE_WRITE_IN);
    for (let round = 0; round < ROUNDS; round += 1) {
      threads.step += 1;
      ground.pass(30);
      await Promise.all(
        DEVICE_NAMES.map(async (device, at) => {
          const typing =
            round % 3 === 0
              ? threads.ask(device, 'createCustomer', 'ayse')
              : threads.ask(device, 'type', 'customers', ids[(at + round) % ids.length] as string, ['own', 'notes']);
          await typing.catch((error: unknown) => {
            if (!String(error).includes('QuotaExceededError')) throw error;
            refusedToThePerson += 1;
          });
          await threads.ask(device, 'round', { hear: round % 2 === 0, alone: false, crashBefore: null });
        }),
      );
    }
    await threads.askAll('failWrites', 0);
    await ground.heal();
    const verdict = await ground.judge();
    tally.add(verdict, ground.takeCounts(), `storage-errors, batch ${batch}`);
    await ground.end(!isClean(verdict));
  }
  tally.scenario('storage-errors', { injectedIntoTyping: refusedToThePerson });
}
