import { readSettings, type Settings } from '../../../sync/rules/settings';
import { selectSettings } from './settings.store';

/** What the office decided about itself, as the devices read it (sync/rules/settings.ts). */
export async function officeSettings(client: Parameters<typeof selectSettings>[0]): Promise<Settings> {
  return readSettings(await selectSettings(client));
}
