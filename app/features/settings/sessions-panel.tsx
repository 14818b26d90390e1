import { Laptop, Smartphone, TabletSmartphone, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { api, errorText, isOffline } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useCall } from '../../api/use-call';
import { useBackOnline } from '../../database/use-back-online';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import { useNowMs } from '../../ui/use-now';
import { WipeOtherDevice } from '../auth/wipe-other-device';
import styles from './settings.module.css';

const askSessions = () => api.auth.sessions.query();
/** A session's id, or every one but this. */
type ToEnd = { id: string; device: string } | 'others';

function iconOf(label: string): LucideIcon {
  if (/iPhone/.test(label)) return Smartphone;
  return /iPad|Android/.test(label) ? TabletSmartphone : Laptop;
}

/** Where the person is signed in. */
export function SessionsPanel() {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { data: sessions, error, reload } = useCall(askSessions);
  useBackOnline(reload);
  const [toEnd, setToEnd] = useState<ToEnd | null>(null);
  const [lost, setLost] = useState<{ id: string; device: string } | null>(null);
  const { isPending, act } = useAct();
  const nameOf = (label: string) => (label === '' ? t('settings.sessions.unknownDevice') : label);
  const hasOthers = sessions?.some((session) => !session.isCurrent) ?? false;

  const end = async () => {
    if (toEnd === null) return;
    await act(async () => {
      const count =
        toEnd === 'others'
          ? (await api.auth.revokeOtherSessions.mutate()).endedSessions
          : await api.auth.revokeSession.mutate({ sessionId: toEnd.id }).then(() => 1);
      return t('settings.sessions.ended', { count });
    });
    setToEnd(null);
    reload();
  };

  return (
    <Panel
      title={t('settings.sessions')}
      isFlush
      action={
        hasOthers && (
          <Button variant="quiet" onPress={() => setToEnd('others')}>
            {t('settings.sessions.endOthers')}
          </Button>
        )
      }
    >
      {sessions === undefined && error === undefined && (
        <div className={styles.waiting}>
          <Skeleton rows={2} />
        </div>
      )}
      {sessions === undefined && error !== undefined && (
        <Row
          title={t(isOffline(error) ? 'settings.sessions.offline' : errorText(error))}
          after={<Button onPress={reload}>{t('settings.sessions.again')}</Button>}
        />
      )}
      {sessions?.map(({ id, label, isCurrent, lastSeenAt }) => {
        const Icon = iconOf(label);
        return (
          <Row
            key={id}
            icon={<Icon {...iconSize.row} />}
            title={nameOf(label)}
            detail={t('settings.sessions.seen', { when: formats.relativeTime(lastSeenAt, nowMs) })}
            after={
              isCurrent ? (
                <Badge tone="accent">{t('settings.sessions.here')}</Badge>
              ) : (
                <>
                  <Button
                    variant="quiet"
                    aria-label={t('device.lost.buttonLabel', { device: nameOf(label) })}
                    onPress={() => setLost({ id, device: nameOf(label) })}
                  >
                    {t('device.lost.button')}
                  </Button>
                  <Button
                    variant="quiet"
                    aria-label={t('settings.sessions.endLabel', { device: nameOf(label) })}
                    onPress={() => setToEnd({ id, device: nameOf(label) })}
                  >
                    {t('settings.sessions.end')}
                  </Button>
                </>
              )
            }
          />
        );
      })}
      {lost !== null && (
        <WipeOtherDevice
          why="lost"
          device={lost.device}
          act={() => api.auth.reportLost.mutate({ sessionId: lost.id })}
          onClose={() => {
            setLost(null);
            reload();
          }}
        />
      )}
      <ConfirmDialog
        isOpen={toEnd !== null}
        onOpenChange={() => setToEnd(null)}
        tone="danger"
        isPending={isPending}
        onConfirm={() => void end()}
        title={t(toEnd === 'others' ? 'settings.sessions.endOthersTitle' : 'settings.sessions.endTitle')}
        message={
          toEnd === 'others'
            ? t('settings.sessions.endOthersText')
            : t('device.end.text', { device: toEnd?.device ?? '' })
        }
        confirmLabel={t(toEnd === 'others' ? 'settings.sessions.endOthers' : 'settings.sessions.end')}
      />
    </Panel>
  );
}
