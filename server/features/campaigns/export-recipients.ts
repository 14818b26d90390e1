import { DELIVERY_STATES } from '../../../sync/rules/delivery';
import type { Deps } from '../../deps';
import type { SignedInMember } from '../../lib/identity';
import { readLeftOut, readRecipients, type RecipientRow } from './results.store';
import { campaignOf } from './save-campaign';

const AT_ONCE = 5_000;

export const EXPORTS = ['all', 'reached', 'notReached', 'leftOut', ...DELIVERY_STATES] as const;
/**
 * `notReached`: everybody of the segment who did not get it, each with the reason: left out before, stopped, refused,
 * returned, or not known. A state: the recipients who are in it.
 */
export type ExportWhat = (typeof EXPORTS)[number];
export type ExportPage = { readonly rows: readonly RecipientRow[]; readonly cursor: string | null };

const REACHED = ['sent', 'delivered', 'complained', 'unsubscribed'];
const NOT_REACHED = ['queued', 'sending', 'unknown', 'failed', 'bounced', 'skipped', 'cancelled', 'expired'];

/**
 * Recipients first, then who was left out; the cursor says where it goes on. `reason`: only those with it; null:
 * whatever it is. Throws campaign.unknown.
 */
export async function exportRecipients(
  deps: Pick<Deps, 'pool'>,
  member: SignedInMember,
  { id, what, reason, cursor }: { id: string; what: ExportWhat; reason: string | null; cursor: string | null },
): Promise<ExportPage> {
  await campaignOf(deps, member, id);
  const [part, after] =
    cursor === null ? [what === 'leftOut' ? 'o' : 'r', null] : [cursor.slice(0, 1), cursor.slice(2) || null];
  const hasLeftOut = what === 'all' || what === 'notReached' || what === 'leftOut';
  if (part === 'r') {
    const rows = await readRecipients(deps.pool, member, id, { states: statesOf(what), reason }, after, AT_ONCE);
    const last = rows.length === AT_ONCE ? rows.at(-1) : undefined;
    return { rows, cursor: last === undefined ? (hasLeftOut ? 'o ' : null) : `r ${last.cursor}` };
  }
  const rows = await readLeftOut(deps.pool, member, id, reason, after, AT_ONCE);
  const last = rows.length === AT_ONCE ? rows.at(-1) : undefined;
  return { rows, cursor: last === undefined ? null : `o ${last.cursor}` };
}

/** Null: every recipient, in whatever state. */
function statesOf(what: ExportWhat): readonly string[] | null {
  if (what === 'all' || what === 'leftOut') return null;
  if (what === 'reached') return REACHED;
  return what === 'notReached' ? NOT_REACHED : [what];
}
