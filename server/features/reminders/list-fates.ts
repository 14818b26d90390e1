/** What became of every reminder, also of those that never left and so are no delivery. */
import type { Deps } from '../../deps';
import type { SignedInMember } from '../../lib/identity';
import { cursorAfter } from '../../lib/time-cursor';
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
  const fates = await readFates(pool, member, { isUnsentOnly, cursor, limit: PAGE });
  return { fates, cursor: cursorAfter(fates, PAGE, ({ startsAt }) => startsAt) };
}
