import { isAddress, normaliseAddress, type Channel } from '../../../sync/rules/address';
import type { Deps } from '../../deps';
import { recordAudit, type Actor } from '../../db/record-audit';
import { CodedError } from '../../lib/coded-error';
import { noCountsFrom, upsertSuppression } from './consent.store';
import { readAddressKey } from './suppressions.store';

/** A manager blocks an address by hand, on everything of that channel. Throws consent.addressInvalid. */
export async function suppressAddress(deps: Deps, by: Actor, channel: Channel, address: string): Promise<void> {
  const addressKey = await keyOf(deps, channel, address);
  const since = await noCountsFrom(deps.pool, addressKey, channel, new Date(deps.now()).toISOString());
  const line = await upsertSuppression(deps.pool, addressKey, channel, 'manual', since);
  await deps.journal.append([line]);
  // The trail names nobody: the key is enough to find what it was about.
  await recordAudit(
    deps.prisma,
    by,
    'suppression.added',
    { collection: 'suppressions', documentId: null },
    {},
    { addressKey, channel },
    new Date(deps.now()),
  );
  deps.hub.publish(['customers']);
}

/** Hex. Throws consent.addressInvalid. */
export async function keyOf({ pool }: Pick<Deps, 'pool'>, channel: Channel, address: string): Promise<string> {
  const key = isAddress(channel, address) ? await readAddressKey(pool, normaliseAddress(channel, address)) : null;
  if (key === null) throw new CodedError('consent.addressInvalid');
  return key;
}
