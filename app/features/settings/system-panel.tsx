import { useState } from 'react';
import { api, errorText } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useCall } from '../../api/use-call';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Panel, Row } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import { useNowMs } from '../../ui/use-now';
import { useMembers } from '../members/use-members';
import styles from './settings.module.css';

const ask = async () => {
  const [status, surrendered] = await Promise.all([api.system.status.query(), api.work.surrendered.query()]);
  return { status, surrendered };
};
/** More than these are an office's history, not its state. */
const SHOWN_DEVICES = 20;

/**
 * How the office is, for admins: what holds the feed back, which replicas had to be mended, work of tablets that had to
 * wipe themselves.
 */
export default function SystemPanel() {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { byId } = useMembers();
  const { data, error, reload } = useCall(ask);
  const [discarded, setDiscarded] = useState<string | null>(null);
  const { isPending: isBusy, act } = useAct();
  const nameOf = (memberId: string) => byId.get(memberId)?.fullName ?? t('audit.unknownMember');
  const nameOfDevice = (label: string) => (label === '' ? t('settings.sessions.unknownDevice') : label);

  const decide = async (work: () => Promise<string>) => {
    await act(work);
    setDiscarded(null);
    reload();
  };
  const apply = (id: string) =>
    decide(async () => {
      const { applied, refused } = await api.work.applySurrendered.mutate({ id });
      return t(refused.length === 0 ? 'system.work.applied' : 'system.work.partly', {
        applied,
        refused: refused.length,
      });
    });

  return (
    <Panel
      title={t('system.title')}
      isFlush
      action={
        <Button variant="quiet" onPress={reload}>
          {t('system.again')}
        </Button>
      }
    >
      {data === undefined && error === undefined && (
        <div className={styles.waiting}>
          <Skeleton rows={2} />
        </div>
      )}
      {data === undefined && error !== undefined && <Row title={t(errorText(error))} />}
      {data !== undefined && (
        <>
          <Row
            title={t('system.feed')}
            detail={t('system.feed.lag', { seconds: Math.round(data.status.feed.lagMs / 1000) })}
            after={data.status.feed.isStuck ? <Badge tone="brick">{t('system.feed.stuck')}</Badge> : undefined}
          />
          <Row
            title={t('system.repairs')}
            detail={t(
              data.status.repairs.rewritten + data.status.repairs.removed === 0
                ? 'system.repairs.none'
                : 'system.repairs.some',
              data.status.repairs,
            )}
          />
          {data.surrendered.map(({ id, memberId, deviceLabel, receivedAt, documents }) => (
            <Row
              key={id}
              title={t('system.work.title', { name: nameOf(memberId), count: documents })}
              detail={t('system.work.detail', {
                device: nameOfDevice(deviceLabel),
                when: formats.dateTime(receivedAt),
              })}
              after={
                <>
                  <Button isDisabled={isBusy} onPress={() => void apply(id)}>
                    {t('system.work.apply')}
                  </Button>
                  <Button variant="quiet" isDisabled={isBusy} onPress={() => setDiscarded(id)}>
                    {t('system.work.discard')}
                  </Button>
                </>
              }
            />
          ))}
          {data.status.devices.slice(0, SHOWN_DEVICES).map((device) => (
            <Row
              key={device.deviceId}
              title={`${nameOf(device.memberId)} · ${nameOfDevice(device.label)}`}
              detail={
                device.lastSyncAt === null
                  ? t('system.device.never')
                  : t('system.device.synced', { when: formats.relativeTime(device.lastSyncAt, nowMs) })
              }
              after={
                device.rewritten + device.removed === 0 ? undefined : (
                  <Badge tone="amber">
                    {t('system.device.repaired', { count: device.rewritten + device.removed })}
                  </Badge>
                )
              }
            />
          ))}
        </>
      )}
      <ConfirmDialog
        isOpen={discarded !== null}
        onOpenChange={() => setDiscarded(null)}
        tone="danger"
        isPending={isBusy}
        title={t('system.work.discardTitle')}
        message={t('system.work.discardText')}
        confirmLabel={t('system.work.discard')}
        onConfirm={() =>
          void decide(async () => {
            await api.work.discardSurrendered.mutate({ id: discarded ?? '' });
            return t('system.work.discarded');
          })
        }
      />
    </Panel>
  );
}
