import { version } from '../../../package.json';
import { useDatabase } from '../../database/database-context';
import { useSyncStatus } from '../../database/use-sync-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Panel } from '../../ui/panel';
import styles from './settings.module.css';

/** What somebody who helps over the phone asks first. */
export function AboutPanel() {
  const t = useText();
  const formats = useFormats();
  const { deviceId } = useDatabase();
  const { lastSyncAt } = useSyncStatus();
  return (
    <Panel title={t('settings.about')}>
      <dl className={styles.facts}>
        <dt>{t('settings.about.version')}</dt>
        <dd>{version}</dd>
        <dt>{t('settings.about.sync')}</dt>
        <dd>{lastSyncAt === null ? t('settings.about.neverSynced') : formats.dateTime(lastSyncAt)}</dd>
        <dt>{t('settings.about.device')}</dt>
        <dd>{deviceId === '' ? t('settings.about.noDevice') : deviceId}</dd>
      </dl>
    </Panel>
  );
}
