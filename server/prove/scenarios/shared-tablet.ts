/**
 * One tablet, two people. The first signs out with 25 writes that were not sent and leaves them there; the second
 * works and sees nothing of the first; at the first one's next sign-in all 25 arrive.
 */
import { emptyBrowser } from '../tab-of-a-person'; // first: it brings the browser's database
import type { RxCollection } from 'rxdb';
import { SYNC_ORDER } from '../../../sync/collections/registry';
import type { AnyStored } from '../../../app/database/stored-document';
import type { Replica } from '../../../app/database/test/replica';
import { OfficeEnd } from '../office-end';
import { noCounts } from '../proving-ground';
import type { ScenarioInput } from '../scenario-input';
import { closeApps, missingOf, openApp, synchronised, workOffline } from '../unsent-day';
import { clean } from '../verdict';

const FIRST = { edits: 10, inserts: 10, deletes: 5 },
  SECOND = { edits: 3, inserts: 3, deletes: 0 };

/** `mixesUp` is the negative control: the second person is handed the first one's store. */
export async function sharedTablet(
  { ground, tally, seed, short, databaseUrl }: ScenarioInput,
  { mixesUp = false } = {},
): Promise<void> {
  const switches = short ? 1 : 20;
  const office = new OfficeEnd(databaseUrl);
  const verdict = clean();
  try {
    for (let at = 0; at < switches; at += 1) {
      const [known, others] = (await Promise.all(
        (['ayse', 'banu'] as const).map((owner) =>
          Promise.all(
            Array.from({ length: FIRST.edits + FIRST.deletes }, () => ground.office.addCustomer(owner, Date.now())),
          ),
        ),
      )) as [string[], string[]];
      const first = await openApp('ayse', office);
      await synchronised(first, 'the first person', known);
      await first.close();
      const offline = await openApp('ayse', office, false);
      const day = await workOffline(offline, 'ayse', known, FIRST);
      await offline.close();

      const second = await openApp(mixesUp ? 'ayse' : 'banu', office);
      await synchronised(second, 'the second person', mixesUp ? known : others);
      verdict.leaks.push(
        ...(await seenOf(second, [...known, ...day.created], 'ayse')).map(
          (what) => `switch ${at + 1}: the second person sees ${what}`,
        ),
      );
      const ownDay = mixesUp ? null : await workOffline(second, 'banu', others, SECOND);
      await synchronised(second, 'the second person’s work');
      await second.close();
      const tooEarly = await missingOf(day, office);
      if (!mixesUp && tooEarly.length !== 25)
        verdict.errors.push(
          `switch ${at + 1}: ${25 - tooEarly.length} writes of the first person went while the second was there`,
        );

      const back = await openApp('ayse', office);
      await synchronised(back, 'the first person again');
      await back.close();
      verdict.lost.push(
        ...[...(await missingOf(day, office)), ...(ownDay === null ? [] : await missingOf(ownDay, office))].map(
          (what) => `switch ${at + 1}: ${what}`,
        ),
      );
      await emptyBrowser();
      await ground.office.empty();
    }
  } finally {
    await closeApps();
    await emptyBrowser();
    await office.close();
  }
  tally.add(verdict, { ...noCounts(), writes: switches * 31 }, `shared-tablet, seed ${seed}`);
  tally.scenario('shared-tablet', { switches, unsentWrites: switches * 25 });
}

async function seenOf({ rx }: Replica, ids: readonly string[], marker: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of SYNC_ORDER) {
    if (name === 'members') continue; // everybody sees who works here
    const documents = await (rx.collections[name] as unknown as RxCollection<AnyStored>).find().exec();
    for (const document of documents)
      if (ids.includes(document.primary) || JSON.stringify(document.toJSON()).includes(`${marker} `))
        found.push(`${name} ${document.primary}`);
  }
  return found;
}
