import { lazy, Suspense } from 'react';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { InstallApp } from '../../shell/install-app';
import { Screen, Stack } from '../../shell/screen';
import { Avatar } from '../../ui/avatar';
import { Particulars } from '../../ui/particulars';
import { Panel, Row } from '../../ui/panel';
import { AboutPanel } from './about-panel';
import { CalendarFeedRow } from './calendar-feed-row';
import { LookPanel } from './look-panel';
import { OfficeRows } from './office-rows';
import { PasswordRow } from './password-row';
import { SessionsPanel } from './sessions-panel';
import styles from './settings.module.css';
import { SignOutButton } from './sign-out-button';
import { StorageRow } from './storage-row';

const ImportUnsent = lazy(() => import('./import-unsent'));
const SendsHeld = lazy(() => import('./sends-held'));
const JobsPanel = lazy(() => import('./jobs-panel'));
const SystemPanel = lazy(() => import('./system-panel'));

export default function SettingsScreen() {
  const t = useText();
  const { me } = useDatabase();
  return (
    <Screen title={t('settings.title')} back="/more">
      <Stack>
        <Panel isFlush>
          <Row
            icon={<Avatar name={me.fullName} />}
            title={<strong>{me.fullName}</strong>}
            detail={<Particulars texts={[t(`members.role.${me.role}`), me.email]} />}
          />
        </Panel>
        <OfficeRows />
        <LookPanel />
        <Panel title={t('settings.device')} isFlush>
          <StorageRow />
          <div className={styles.part}>
            <InstallApp />
          </div>
        </Panel>
        <Panel title={t('settings.security')} isFlush>
          <PasswordRow />
          <CalendarFeedRow />
        </Panel>
        <SessionsPanel />
        <Suspense fallback={null}>
          {me.role !== 'agent' && <SendsHeld />}
          {me.role !== 'agent' && (
            <Panel title={t('system.file.panel')} isFlush>
              <ImportUnsent />
            </Panel>
          )}
          {me.role === 'admin' && <SystemPanel />}
          {me.role === 'admin' && <JobsPanel />}
        </Suspense>
        <AboutPanel />
        <SignOutButton />
      </Stack>
    </Screen>
  );
}
