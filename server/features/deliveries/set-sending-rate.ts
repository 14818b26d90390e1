import type { Channel } from '../../../sync/rules/address';
import type { Deps } from '../../deps';
import { setRate } from './deliveries.store';

/** What all workers together may send on the channel in a second. */
export function setSendingRate({ pool }: Pick<Deps, 'pool'>, channel: Channel, perSecond: number): Promise<void> {
  return setRate(pool, channel, perSecond);
}
