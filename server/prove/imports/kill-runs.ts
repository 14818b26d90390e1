/** Work on an import by processes that die after a random step, until one lives to its end. */
import { importsAtWork } from '../../features/imports/imports.store';
import { checkImport } from '../../features/imports/check-import';
import { runImport } from '../../features/imports/run-import';
import { takeBack } from '../../features/imports/revert-import';
import { officeWorker } from '../../replication/write-as-office';
import type { Deps } from '../../deps';
import { workUntilDeath } from '../workers/mortal-worker';
import { count, type Ground } from './ground';

export type Meanwhile = (deaths: number) => Promise<void>;

const MOST_DEATHS = 8;

/** `slice`: so few rows at once that a file takes several. `meanwhile`: after every death. */
export async function workWithDeaths(ground: Ground, slice: number, meanwhile: Meanwhile = async () => undefined) {
  const { deps, random, url } = ground;
  for (let deaths = 0; ;) {
    const dies = deaths < MOST_DEATHS && random.chance(0.7);
    const others = random.chance(0.2) ? work(deps, slice) : Promise.resolve();
    const { isDead } = await workUntilDeath({ out: { deps }, url }, dies ? random.between(1, 60) : Infinity, (mortal) =>
      work({ ...mortal, withinOffice: officeWorker(mortal) }, slice),
    );
    await others;
    if (!isDead) return;
    deaths += 1;
    count(ground, 'deaths');
    await meanwhile(deaths);
  }
}

async function work(deps: Deps, slice: number): Promise<void> {
  for (let some = await importsAtWork(deps.pool); some.length > 0; some = await importsAtWork(deps.pool))
    for (const { id, state } of some) {
      if (state === 'checking') await checkImport(deps, id, AbortSignal.timeout(60_000));
      else while (await (state === 'reverting' ? takeBack : runImport)(deps, id, { slice }));
    }
}
