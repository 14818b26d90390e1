import { useCallback, useState } from 'react';
import type { MemberFields } from '../../../sync/collections/member';
import { api, errorText } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Particulars } from '../../ui/particulars';
import { Row } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import { useNowMs } from '../../ui/use-now';
import { WipeOtherDevice } from '../auth/wipe-other-device';

type Chosen = { sessionId: string; device: string };

/** Where somebody is or was signed in, and the buttons for ending one of them or when it is lost. */
export function DevicesDialog({ member, onClose }: { member: MemberFields; onClose: () => void }) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const ask = useCallback(() => api.members.devices.query({ memberId: member.id }), [member.id]);
  const { data: devices, error, reload } = useCall(ask);
  const [lost, setLost] = useState<Chosen | null>(null);
  const [ending, setEnding] = useState<Chosen | null>(null);
  const nameOf = (label: string) => (label === '' ? t('settings.sessions.unknownDevice') : label);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('device.list.title', { name: member.fullName })}
      footer={<Button onPress={onClose}>{t('device.list.close')}</Button>}
    >
      {devices === undefined && error === undefined && <Skeleton rows={2} />}
      {error !== undefined && <p role="status">{t(errorText(error))}</p>}
      {devices?.length === 0 && <p>{t('device.list.none')}</p>}
      {devices?.map(({ sessionId, label, lastSeenAt, state, isCurrent }) => (
        <Row
          key={sessionId}
          title={nameOf(label)}
          detail={
            <Particulars
              texts={[
                t(`device.state.${state}`),
                t('settings.sessions.seen', { when: formats.relativeTime(lastSeenAt, nowMs) }),
              ]}
            />
          }
          after={
            isCurrent ? (
              <Badge tone="accent">{t('settings.sessions.here')}</Badge>
            ) : (
              <>
                {state === 'open' && (
                  <Button
                    variant="quiet"
                    aria-label={t('settings.sessions.endLabel', { device: nameOf(label) })}
                    onPress={() => setEnding({ sessionId, device: nameOf(label) })}
                  >
                    {t('settings.sessions.end')}
                  </Button>
                )}
                {(state === 'open' || state === 'ended') && (
                  <Button
                    variant="quiet"
                    aria-label={t('device.lost.buttonLabel', { device: nameOf(label) })}
                    onPress={() => setLost({ sessionId, device: nameOf(label) })}
                  >
                    {t('device.lost.button')}
                  </Button>
                )}
              </>
            )
          }
        />
      ))}
      {ending !== null && (
        <WipeOtherDevice
          why="ended"
          device={ending.device}
          act={() => api.members.endSession.mutate({ memberId: member.id, sessionId: ending.sessionId })}
          onClose={() => {
            setEnding(null);
            reload();
          }}
        />
      )}
      {lost !== null && (
        <WipeOtherDevice
          why="lost"
          device={lost.device}
          act={() => api.members.reportLost.mutate({ memberId: member.id, sessionId: lost.sessionId })}
          onClose={() => {
            setLost(null);
            reload();
          }}
        />
      )}
    </Dialog>
  );
}
