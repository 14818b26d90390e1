import type { SettingValue } from '../../../sync/rules/setting-values';
import { settingValue } from '../../../sync/rules/settings';
import type { Config } from '../../config';
import { selectSetting } from './settings.store';

type Reading = Parameters<typeof selectSetting>[0];

/** As whom the office mails; each part '' where nobody said. */
export async function readSender(client: Reading): Promise<SettingValue<'sender'>> {
  return settingValue('sender', await selectSetting(client, 'sender')) ?? { name: '', address: '', replyTo: '' };
}

/** What the office is called to whoever is outside it: as it named itself, or as its server was set up. */
export async function readOfficeName(client: Reading, { mail }: Pick<Config, 'mail'>): Promise<string> {
  return settingValue('officeName', await selectSetting(client, 'officeName'))?.name || mail.from.name;
}
