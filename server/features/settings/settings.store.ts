import type { ClientBase, Pool } from 'pg';
import type { SettingDocument } from '../../../sync/rules/settings';

/** All settings, archived ones with them: what is archived still says what older records mean. */
export async function selectSettings(client: ClientBase | Pool): Promise<SettingDocument[]> {
  const { rows } = await client.query<SettingDocument>(
    `SELECT id, key, subject, coalesce(member_id::text, '') AS "memberId", value, coalesce(archived_at::text, '') AS "archivedAt"
     FROM settings ORDER BY id`,
  );
  return rows;
}
