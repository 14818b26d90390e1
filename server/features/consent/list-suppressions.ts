import type { Channel } from '../../../sync/rules/address';
import type { SuppressionReason } from '../../../sync/rules/consent';
import { normaliseAddress } from '../../../sync/rules/address';
import type { Deps } from '../../deps';
import type { SignedInMember } from '../../lib/identity';
import { readSuppressions, type SuppressionRow } from './suppressions.store';

export type SuppressionList = {
  readonly suppressions: readonly SuppressionRow[];
  /** For the next call; null: that was all. */
  readonly cursor: string | null;
};
const PAGE = 100;

/** Newest first. Customers of the address are named as far as the caller may see them. */
export async function listSuppressions(
  { pool }: Pick<Deps, 'pool'>,
  member: SignedInMember,
  asked: {
    readonly address: string;
    readonly channel: Channel | null;
    readonly reason: SuppressionReason | null;
    readonly cursor: string | null;
  },
): Promise<SuppressionList> {
  const normal =
    asked.address === '' ? null : normaliseAddress(asked.address.includes('@') ? 'email' : 'call', asked.address);
  const suppressions = await readSuppressions(pool, member, { ...asked, normal }, PAGE);
  const last = suppressions.length === PAGE ? suppressions.at(-1) : undefined;
  return {
    suppressions,
    cursor: last === undefined ? null : `${last.since} ${last.addressKey} ${last.channel} ${last.reason}`,
  };
}
