import type { Deps } from '../deps';
import { CodedError } from '../lib/coded-error';

/** A device answers for one person; somebody else's, or an unknown one, is refused: sync.deviceForeign. */
export async function requireOwnDevice(deps: Pick<Deps, 'pool'>, memberId: string, deviceId: string): Promise<void> {
  const {
    rows: [device],
  } = await deps.pool.query<{ memberId: string }>('SELECT member_id AS "memberId" FROM devices WHERE id = $1', [
    deviceId,
  ]);
  if (device?.memberId !== memberId) throw new CodedError('sync.deviceForeign', {}, 409);
}
