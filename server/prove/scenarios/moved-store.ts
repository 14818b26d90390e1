/**
 * A store of version 0 with 40 edits, 20 inserts and 10 deletes that were not sent is opened by this build, without
 * network, and its tab is killed at a random point of the move and opened again. Everything reaches PostgreSQL.
 */
import { emptyBrowser } from '../tab-of-a-person'; // first: it brings the browser's database
import { backToVersion0 } from '../../../app/database/test/version-0-store';
import { done } from '../../../app/database/indexed-db';
import { moveInTab } from '../../../app/database/test/move-in-tab';
import { databaseName, storeName } from '../../../app/database/rxdb-internals/store-names';
import { PEOPLE } from '../cast';
import { OfficeEnd } from '../office-end';
import { noCounts } from '../proving-ground';
import { Random } from '../../../prisma/factories/random';
import type { ScenarioInput } from '../scenario-input';
import { closeApps, missingOf, openApp, synchronised, workOffline } from '../unsent-day';
import { clean } from '../verdict';

export const DAY = { edits: 40, inserts: 20, deletes: 10 };
const KNOWN = 620;
const { ayse } = PEOPLE;

/** `forgets` is the negative control: a row that waits gets lost on the way. */
export async function movedStore(
  { ground, tally, seed, short, databaseUrl }: ScenarioInput,
  { forgets = false } = {},
): Promise<void> {
  const points = short ? 2 : 20;
  const random = new Random(seed);
  const office = new OfficeEnd(databaseUrl);
  const verdict = clean();
  let killed = 0,
    steps = 0;
  try {
    for (let point = 0; point <= points; point += 1) {
      const known = await Promise.all(
        Array.from({ length: KNOWN }, () => ground.office.addCustomer('ayse', Date.now())),
      );
      const online = await openApp('ayse', office);
      await synchronised(online, 'the first synchronisation', known);
      const before = await online.state.facts();
      await online.close();
      const offline = await openApp('ayse', office, false);
      const day = await workOffline(offline, 'ayse', known, DAY);
      await offline.close();
      await backToVersion0(ayse.id);
      // The first run counts the steps; the others die at one of them, some again at the next start.
      let run = await moveInTab(ayse.id, point === 0 ? null : random.between(1, steps));
      if (point === 0) ({ steps } = run);
      for (; run.ended === 'killed'; killed += 1)
        run = await moveInTab(ayse.id, random.chance(0.3) ? random.between(1, steps) : null);
      if (forgets) await forget(day.created[0] as string);
      const again = await openApp('ayse', office);
      const after = await again.state.facts();
      if (after.deviceId !== before.deviceId) verdict.errors.push(`point ${point}: the device is another one`);
      if ((await again.state.collection('customers')).checkpoint === null)
        verdict.errors.push(`point ${point}: the checkpoint is gone`);
      await synchronised(again, 'sending after the move');
      const held = await again.rx.collections.customers.find().exec();
      if (held.length !== KNOWN + DAY.inserts)
        verdict.divergences.push(`point ${point}: ${held.length} customers on the device of ${KNOWN + DAY.inserts}`);
      await again.close();
      verdict.lost.push(...(await missingOf(day, office)).map((what) => `point ${point}: ${what}`));
      await emptyBrowser();
      await ground.office.empty();
      if (forgets) break;
    }
  } finally {
    await closeApps();
    await emptyBrowser();
    await office.close();
  }
  tally.add(
    verdict,
    { ...noCounts(), writes: (points + 1) * (DAY.edits + DAY.inserts + DAY.deletes), crashes: killed },
    `moved-store, seed ${seed}`,
  );
  tally.scenario('moved-store', { moves: points + 1, killed, stepsOfAMove: steps });
}

async function forget(id: string): Promise<void> {
  const database = await done(indexedDB.open(storeName(databaseName(ayse.id), 'customers')));
  await done(database.transaction('docs', 'readwrite').objectStore('docs').delete(id));
  database.close();
}
