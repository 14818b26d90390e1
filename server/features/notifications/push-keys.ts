import type { Pool } from 'pg';
import webPush from 'web-push';
import type { PushKeys } from '../../gateways/push/contract';

const KEYS = 'SELECT public_key AS "publicKey", private_key AS "privateKey" FROM push_keys';

/** As whom the office speaks to push services; made the first time, and then the same for every process. */
export async function pushKeys(pool: Pool): Promise<PushKeys> {
  const { rows } = await pool.query<PushKeys>(KEYS);
  if (rows[0] !== undefined) return rows[0];
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  await pool.query('INSERT INTO push_keys (public_key, private_key) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    publicKey,
    privateKey,
  ]);
  return (await pool.query<PushKeys>(KEYS)).rows[0] as PushKeys;
}
