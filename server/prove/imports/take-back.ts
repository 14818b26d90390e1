/** An import is taken back after people have worked on some of its customers. */
import { revertImport } from '../../features/imports/steer-import';
import { BY, type Importer } from '../../test/import-office';
import { count, type Ground } from './ground';
import { workWithDeaths } from './kill-runs';
import { workOn } from './meddle';
import { readCustomers, readFileRows, type FileRow, type Kept } from './read-office';
import { spoilRevert } from './spoil';
import type { ImportBreakage } from './import-breakage';

type Imported = { readonly before: ReadonlyMap<string, Kept>; readonly done: readonly FileRow[] };

export async function proveRevert(
  ground: Ground,
  bringer: Importer,
  id: string,
  { before, done }: Imported,
  wrong: (what: string) => void,
  breakage: ImportBreakage | null,
): Promise<void> {
  const { deps } = ground;
  const written = done.filter(({ isDone, changes }) => isDone && changes.length > 0);
  const ids = [...new Set(written.map(({ customerId }) => customerId!))];
  const worked = await workOn(ground, ids);
  await spoilRevert(ground, id, breakage);
  const left = await readCustomers(deps.pool);
  await revertImport(deps, bringer.member, BY, id);
  await workWithDeaths(ground, ground.random.between(2, 9));
  const rows = await readFileRows(deps.pool, id);
  const after = await readCustomers(deps.pool);
  for (const customerId of ids) {
    const [was, stood, is] = [before.get(customerId), left.get(customerId)!, after.get(customerId)!];
    const how = worked.get(customerId);
    const isMade = was === undefined;
    const shall = how === 'edit' || (isMade && how === 'entry') ? 'kept' : isMade ? 'removed' : 'restored';
    const said = new Set(
      rows.filter((row) => row.customerId === customerId && row.reverted !== '').map((row) => row.reverted),
    );
    if (said.size !== 1 || !said.has(shall)) wrong(`${customerId} is ${[...said].join()}, not ${shall}`);
    if (shall === 'kept' && is.version !== stood.version) wrong(`${customerId} was worked on and is taken back`);
    if (shall === 'removed' && !is.isDeleted) wrong(`${customerId} is still there`);
    if (shall === 'restored' && textOf(is) !== textOf(was!))
      wrong(`${customerId} is ${textOf(is)}, not ${textOf(was!)}`);
    count(ground, shall);
  }
  for (const [customerId, { version }] of after)
    if (!ids.includes(customerId) && left.get(customerId)?.version !== version)
      wrong(`${customerId} is taken back, whom no row has changed`);
  count(ground, 'reverts');
}

const textOf = ({ version: _, ...card }: Kept) => JSON.stringify(card);
