import type { ClientBase, Pool } from 'pg';
import { settingId } from '../../../sync/rules/setting-rights';
import type { SettingDocument } from '../../../sync/rules/settings';

/** All settings, archived ones with them: what is archived still says what older records mean. */
export async function selectSettings(client: ClientBase | Pool): Promise<SettingDocument[]> {
  const { rows } = await client.query<SettingDocument>(
    `SELECT id, key, subject, coalesce(member_id::text, '') AS "memberId", value,
      coalesce(archived_at::text, '') AS "archivedAt"
     FROM settings ORDER BY id`,
  );
  return rows;
}

/** As whom the office mails; null where nobody said. */
export async function selectSetting(client: ClientBase | Pool, key: 'sender' | 'officeName'): Promise<unknown> {
  const { rows } = await client.query<{ value: unknown }>(
    `SELECT value FROM settings WHERE id = $1 AND archived_at IS NULL`,
    [settingId(key, '')],
  );
  return rows[0]?.value ?? null;
}

/** In whose name the office's server writes what it says of itself; null where nobody works here yet. */
export async function firstAdminId(client: ClientBase | Pool): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM members WHERE role = 'admin' ORDER BY id LIMIT 1`,
  );
  return rows[0]?.id ?? null;
}
