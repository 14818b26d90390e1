import type { Deps } from '../deps';
import { CodedError } from '../lib/coded-error';

type Database = Pick<Deps, 'pool'>;

/** A device answers for one person; somebody else's, or an unknown one, is refused: sync.deviceForeign. */
export async function requireOwnDevice(deps: Database, memberId: string, deviceId: string): Promise<void> {
  if ((await memberOfDevice(deps, deviceId)) !== memberId) throw new CodedError('sync.deviceForeign', {}, 409);
}

/** Whose device it is; null when nobody ever signed in on it. */
export async function memberOfDevice(deps: Database, deviceId: string): Promise<string | null> {
  return (await readDevice(deps, deviceId))?.memberId ?? null;
}

/** The session the device came with last must be this one: sync.deviceForeign. */
export async function requireDeviceOfSession(deps: Database, sessionId: string, deviceId: string): Promise<void> {
  if ((await readDevice(deps, deviceId))?.sessionId !== sessionId) throw new CodedError('sync.deviceForeign', {}, 409);
}

async function readDevice({ pool }: Database, deviceId: string) {
  const { rows } = await pool.query<{ memberId: string; sessionId: string | null }>(
    'SELECT member_id AS "memberId", session_id AS "sessionId" FROM devices WHERE id = $1',
    [deviceId],
  );
  return rows[0];
}
