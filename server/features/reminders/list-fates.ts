/** What became of every reminder, also of those that never left and so are no delivery. */
import type { Deps } from '../../deps';
import type { SignedInMember } from '../../lib/identity';
import { readFates, type ListedFate } from './fates.store';

export type FatePage = {
  readonly fates: readonly ListedFate[];
  /** For the next call; null: that was all. */
  readonly cursor: string | null;
};
const PAGE = 100;

export async function listFates(
  { pool }: Pick<Deps, 'pool'>,
  member: SignedInMember,
  { isUnsentOnly, cursor }: { isUnsentOnly: boolean; cursor: string | null },
): Promise<FatePage> {
  const fates = await readFates(pool, member, { isUnsentOnly, before: readCursor(cursor), limit: PAGE });
  const last = fates.length === PAGE ? fates.at(-1) : undefined;
  return { fates, cursor: last === undefined ? null : `${last.startsAt} ${last.id}` };
}

/** Null, not ours: from the beginning. */
function readCursor(cursor: string | null): readonly [string, string] | null {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{12}Z) ([0-9a-f-]{36})$/.exec(cursor ?? '') ?? [];
  return at === undefined || id === undefined ? null : [at, id];
}
