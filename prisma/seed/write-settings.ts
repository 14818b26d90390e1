import type { ClientBase } from 'pg';
import { settingId } from '../../sync/rules/setting-rights';
import { copyRows } from './copy-rows';
import type { DemoSetting } from './demo-settings';
import { stampsOf } from './write-records';

export async function writeSettings(
  client: ClientBase,
  settings: readonly DemoSetting[],
  createdBy: string,
  nowIso: string,
): Promise<void> {
  await copyRows(
    client,
    'settings',
    ['id', 'key', 'subject', 'member_id', 'value', 'created_by', 'created_at', 'stamps'],
    settings,
    ({ key, subject, memberId, value }) => [
      settingId(key, subject),
      key,
      subject,
      memberId === '' ? null : memberId,
      JSON.stringify(value),
      createdBy,
      nowIso,
      stampsOf(nowIso),
    ],
  );
}
