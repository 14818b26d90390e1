/**
 * The release is taken back while tablets already moved. What runs the older build, an open tab or a new start,
 * writes nothing; when the newer build is back everything is there.
 */
import { emptyBrowser } from '../tab-of-a-person'; // first: it brings the browser's database
import { done } from '../../../app/database/indexed-db';
import { openReplicaState } from '../../../app/database/replica-state';
import { rewriteDocuments } from '../../../app/database/rewrite-documents';
import { STORE_VERSION } from '../../../app/database/schemas';
import { refuseNewerStore } from '../../../app/database/store-move/move-store';
import { moveInTab } from '../../../app/database/test/move-in-tab';
import { backToVersion0, openVersion0 } from '../../../app/database/test/version-0-store';
import { createLocalDocument } from '../../../sync/rules/edit-document';
import { COLLECTIONS } from '../../../sync/collections/registry';
import { PEOPLE } from '../cast';
import { OfficeEnd } from '../office-end';
import { noCounts } from '../proving-ground';
import type { ScenarioInput } from '../scenario-input';
import { closeApps, missingOf, openApp, synchronised, workOffline } from '../unsent-day';
import { clean } from '../verdict';
import { DAY } from './moved-store';

const { id } = PEOPLE.ayse;
const ATTEMPTS = 10;

export async function olderBuild({ ground, tally, seed, short, databaseUrl }: ScenarioInput): Promise<void> {
  const releases = short ? 1 : 10;
  const office = new OfficeEnd(databaseUrl);
  const verdict = clean();
  let refused = 0;
  try {
    for (let release = 0; release < releases; release += 1) {
      const known = await Promise.all(
        Array.from({ length: DAY.edits + DAY.deletes }, () => ground.office.addCustomer('ayse', Date.now())),
      );
      const online = await openApp('ayse', office);
      await synchronised(online, 'the first synchronisation', known);
      await online.close();
      const offline = await openApp('ayse', office, false);
      const day = await workOffline(offline, 'ayse', known, DAY);
      await offline.close();
      await backToVersion0(id);
      const open = await openVersion0(id); // a tab of the older build that nobody closed
      await moveInTab(id, null);
      const before = await everything();
      const write = (rx: typeof open, name: string) =>
        rewriteDocuments(rx.collections.customers as never, [name], () =>
          createLocalDocument(
            COLLECTIONS.customers,
            name,
            { firstName: 'eski sürüm' },
            { nowMs: Date.now(), deviceId: 'aaaaaaaa', seen: '' },
          ),
        );
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        await write(open, `old-tab-${attempt}`).then(
          () => verdict.errors.push(`release ${release + 1}: the open tab said a record was saved`),
          () => {
            refused += 1;
          },
        );
      }
      await open.rx.close();
      // As that build connects again, and as this one would open a store newer than itself.
      const again = await openVersion0(id);
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        await write(again, `old-start-${attempt}`).then(
          () => verdict.errors.push(`release ${release + 1}: the older build said a record was saved`),
          () => {
            refused += 1;
          },
        );
      }
      await again.rx.close();
      const state = await openReplicaState(id);
      await state.saveFacts({ storeVersion: STORE_VERSION + 1 });
      try {
        refuseNewerStore(await state.facts());
        verdict.errors.push(`release ${release + 1}: a store newer than the build was opened`);
      } catch {
        refused += 1;
      }
      await state.saveFacts({ storeVersion: STORE_VERSION });
      state.close();
      if (JSON.stringify(await everything()) !== JSON.stringify(before))
        verdict.divergences.push(`release ${release + 1}: the older build wrote something`);
      const newer = await openApp('ayse', office);
      await synchronised(newer, 'sending after the newer build is back');
      const held = (await newer.rx.collections.customers.find().exec()).length;
      if (held !== known.length + DAY.inserts)
        verdict.divergences.push(`release ${release + 1}: ${held} customers of ${known.length + DAY.inserts}`);
      await newer.close();
      verdict.lost.push(...(await missingOf(day, office)).map((what) => `release ${release + 1}: ${what}`));
      await emptyBrowser();
      await ground.office.empty();
    }
  } finally {
    await closeApps();
    await emptyBrowser();
    await office.close();
  }
  tally.add(
    verdict,
    { ...noCounts(), writes: releases * (DAY.edits + DAY.inserts + DAY.deletes) },
    `older-build, seed ${seed}`,
  );
  tally.scenario('older-build', { releases, refusedWrites: refused });
}

/** All documents this browser holds, of whatever version. */
async function everything(): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const { name = '' } of (await indexedDB.databases())
    .filter(({ name }) => !(name ?? '').endsWith('_rxdb_internal'))
    .sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1))) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames)
      found[`${name} ${store}`] = await done(database.transaction(store).objectStore(store).getAll());
    database.close();
  }
  return found;
}
