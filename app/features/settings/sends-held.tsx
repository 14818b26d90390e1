import { useState } from 'react';
import { api } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useCall } from '../../api/use-call';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Panel, Row } from '../../ui/panel';

const ask = () => api.office.sending.query();

/** After a restore the office sends nothing until a manager says go. Shown only then. */
export default function SendsHeld() {
  const t = useText();
  const formats = useFormats();
  const { data, reload } = useCall(ask);
  const [isAsking, setIsAsking] = useState(false);
  const { isPending, act } = useAct();
  if (data?.held !== true) return null;
  const release = async () => {
    await act(async () => {
      await api.office.releaseSends.mutate();
      return t('system.sends.released');
    });
    setIsAsking(false);
    reload();
  };
  return (
    <Panel title={t('system.sends.title')} isFlush>
      <Row
        title={t('system.sends.held')}
        detail={t('system.sends.detail', { when: formats.dateTime(data.restoredAt ?? '') })}
        after={
          <Button variant="primary" onPress={() => setIsAsking(true)}>
            {t('system.sends.go')}
          </Button>
        }
      />
      {data.leftSinceBackup.length === 0 ? (
        <Row title={t('system.sends.leftNone')} />
      ) : (
        <Row
          title={t('system.sends.leftTitle')}
          detail={data.leftSinceBackup.map(({ purpose, channel, count, unknown }) => (
            <span key={`${purpose} ${channel}`}>
              {t('system.sends.left', {
                purpose: t(`deliveries.purpose.${purpose}`),
                channel: t(`deliveries.channel.${channel}`),
              })}
              {': '}
              {t('system.sends.leftCount', { count, unknown })}
              <br />
            </span>
          ))}
        />
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        isPending={isPending}
        onConfirm={() => void release()}
        title={t('system.sends.goTitle')}
        message={t('system.sends.goText')}
        confirmLabel={t('system.sends.go')}
      />
    </Panel>
  );
}
