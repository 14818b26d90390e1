import type { SettingValue } from '../../../sync/rules/setting-values';
import { settingValue } from '../../../sync/rules/settings';
import { selectSender } from './settings.store';

/** As whom the office mails; each part '' where nobody said. */
export async function readSender(client: Parameters<typeof selectSender>[0]): Promise<SettingValue<'sender'>> {
  return settingValue('sender', await selectSender(client)) ?? { name: '', address: '', replyTo: '' };
}
