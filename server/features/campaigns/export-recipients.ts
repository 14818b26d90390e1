import type { Deps } from '../../deps';
import type { SignedInMember } from '../../lib/identity';
import { readLeftOut, readRecipients, type RecipientRow } from './results.store';
import { campaignOf } from './save-campaign';

const AT_ONCE = 5_000;

export const EXPORTS = ['all', 'reached', 'notReached', 'leftOut'] as const;
/**
 * `notReached`: everybody of the segment who did not get it, each with the reason: left out before, stopped, refused,
 * returned, or not known.
 */
export type ExportWhat = (typeof EXPORTS)[number];
export type ExportPage = { readonly rows: readonly RecipientRow[]; readonly cursor: string | null };

const REACHED = ['sent', 'delivered', 'complained', 'unsubscribed'];
const NOT_REACHED = ['queued', 'sending', 'unknown', 'failed', 'bounced', 'skipped', 'cancelled', 'expired'];

/** Recipients first, then who was left out; the cursor says where it goes on. Throws campaign.unknown. */
export async function exportRecipients(
  deps: Pick<Deps, 'pool'>,
  member: SignedInMember,
  { id, what, cursor }: { id: string; what: ExportWhat; cursor: string | null },
): Promise<ExportPage> {
  await campaignOf(deps, member, id);
  const [part, after] =
    cursor === null ? [what === 'leftOut' ? 'o' : 'r', null] : [cursor.slice(0, 1), cursor.slice(2) || null];
  const hasLeftOut = what !== 'reached';
  if (part === 'r') {
    const states = what === 'all' ? null : what === 'reached' ? REACHED : NOT_REACHED;
    const rows = await readRecipients(deps.pool, member, id, { states, reason: null }, after, AT_ONCE);
    const last = rows.length === AT_ONCE ? rows.at(-1) : undefined;
    return { rows, cursor: last === undefined ? (hasLeftOut ? 'o ' : null) : `r ${last.cursor}` };
  }
  const rows = await readLeftOut(deps.pool, member, id, null, after, AT_ONCE);
  const last = rows.length === AT_ONCE ? rows.at(-1) : undefined;
  return { rows, cursor: last === undefined ? null : `o ${last.cursor}` };
}
