import { CircleAlert, CircleCheck, CloudUpload, FileLock2, TabletSmartphone } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useDatabase } from '../../database/database-context';
import { useSyncStatus } from '../../database/use-sync-status';
import { useWaitingFiles } from '../../database/waiting-bytes/waiting-now';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { Button, LinkButton } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import { useNowMs } from '../../ui/use-now';
import { ConflictsPanel } from './conflicts-panel';
import { ForwardedPanel } from './forwarded-panel';
import { HalfTypedPanel } from './half-typed-panel';
import { OutboxList } from './outbox-list';
import styles from './outbox-screen.module.css';
import { OwnForwarded } from './own-forwarded';
import { StorageLine } from './storage-line';
import { useConflicts } from './use-conflicts';
import { useOutbox } from './use-outbox';
import { WaitingPanel } from './waiting-panel';

const SaveUnsentDialog = lazy(() => import('./save-unsent-dialog'));

const WORDS = [
  ['device', TabletSmartphone],
  ['sending', CloudUpload],
  ['office', CircleCheck],
  ['attention', CircleAlert],
] as const;

/** Where this device's work is: what waits, why, and what can be done about it. */
export default function OutboxScreen() {
  const t = useText();
  const formats = useFormats();
  const db = useDatabase();
  const status = useSyncStatus();
  const nowMs = useNowMs();
  const outbox = useOutbox();
  const conflicts = useConflicts();
  const [isSaving, setIsSaving] = useState(false);
  const { lastSyncAt, waiting, refused } = status;
  const listed = outbox === undefined ? 0 : outbox.waiting.length + outbox.refused.length;
  const more = Math.max(0, waiting + refused - listed);
  const files = useWaitingFiles();
  const filesHere = files.waiting + files.refused;
  const isEmpty = outbox !== undefined && conflicts !== undefined && listed + conflicts.length + filesHere === 0;
  return (
    <Screen
      title={t('outbox.title')}
      isTextOnly={isEmpty && waiting + refused === 0}
      back="/more"
      subtitle={
        lastSyncAt === null
          ? t('shell.sync.never')
          : t('shell.sync.last', { when: formats.relativeTime(lastSyncAt, nowMs) })
      }
    >
      <Stack>
        {db.me.role !== 'agent' && <ForwardedPanel />}
        {outbox === undefined && <Skeleton rows={4} />}
        {isEmpty && (
          <EmptyState illustration="sent" title={t('outbox.empty.title')}>
            {t('outbox.empty.text')}
          </EmptyState>
        )}
        {outbox !== undefined && outbox.refused.length > 0 && (
          <Panel isFlush title={t('outbox.refused.title', { count: outbox.refused.length })}>
            <p className={styles.lead}>{t('outbox.refused.text')}</p>
            <OutboxList name="refused" entries={outbox.refused} nowMs={nowMs} />
          </Panel>
        )}
        {conflicts !== undefined && <ConflictsPanel entries={conflicts} />}
        {outbox !== undefined && <WaitingPanel entries={outbox.waiting} more={more} nowMs={nowMs} />}
        <HalfTypedPanel />
        {filesHere > 0 && (
          <Panel title={t('outbox.files.title', { count: filesHere })}>
            <p>{t('outbox.files.text')}</p>
            <LinkButton href="/documents">{t('outbox.files.open')}</LinkButton>
          </Panel>
        )}
        {waiting + refused > 0 && (
          <div>
            <Button icon={<FileLock2 {...iconSize.row} />} onPress={() => setIsSaving(true)}>
              {t('outbox.file.open')}
            </Button>
          </div>
        )}
        {/* Asked again when one more was passed on, which leaves the list above. */}
        {db.me.role !== 'admin' && <OwnForwarded key={refused} />}
        <Panel title={t('outbox.words.title')}>
          <dl className={styles.words}>
            {WORDS.map(([word, Icon]) => (
              <div key={word} className={styles.word} data-state={word}>
                <dt>
                  <Icon {...iconSize.small} />
                  {t(`shell.record.${word}`)}
                </dt>
                <dd>{t(`outbox.words.${word}`)}</dd>
              </div>
            ))}
          </dl>
        </Panel>
        <StorageLine />
      </Stack>
      {isSaving && (
        <Suspense fallback={null}>
          <SaveUnsentDialog onClose={() => setIsSaving(false)} />
        </Suspense>
      )}
    </Screen>
  );
}
