import { useCallback, useState } from 'react';
import { api, errorText } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useCall } from '../../api/use-call';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import { Switch } from '../../ui/switch';
import { showToast } from '../../ui/toast';
import settings from '../settings/settings.module.css';
import { canBePushed, turnOff, turnOn } from './device-push';
import { isSoundOn, setSoundOn } from './sound';
import { NotificationChoices } from './notification-choices';

const NOT_ON = {
  denied: 'notifications.denied',
  unsupported: 'notifications.unsupported',
  failed: 'notifications.failed',
} as const;

/** Whether this device is told of news, of which, and when not. */
export default function NotificationsScreen() {
  const t = useText();
  const { language } = useFormats();
  const { isPending, act } = useAct();
  const [hasSound, setHasSound] = useState(isSoundOn);
  const { data, error, reload } = useCall(useCallback(() => api.notifications.read.query(), []));
  const change = (isOn: boolean) =>
    void act(async () => {
      if (!isOn) {
        await turnOff();
        reload();
        return t('notifications.turnedOff');
      }
      const became = data === undefined ? 'failed' : await turnOn(data.publicKey, language === 'en' ? 'en' : 'tr');
      reload();
      if (became === 'on') return t('notifications.turnedOn');
      showToast({ text: t(NOT_ON[became]), tone: 'attention' });
      return null;
    });
  return (
    <Screen title={t('notifications.title')} back="/more">
      <Stack>
        {data === undefined && error === undefined && <Skeleton rows={6} />}
        {data === undefined && error !== undefined && (
          <EmptyState illustration="trouble" title={t(errorText(error))}>
            {t('notifications.offline')}
          </EmptyState>
        )}
        <Panel title={t('notifications.device')}>
          <div className={settings.form}>
            {data !== undefined && (
              <>
                {canBePushed() && (
                  <Switch isSelected={data.endpoint !== null} onChange={change}>
                    {t('notifications.on')}
                  </Switch>
                )}
                <p>{t(canBePushed() ? 'notifications.onDetail' : 'notifications.unsupported')}</p>
                {data.endpoint !== null && (
                  <Button
                    isDisabled={isPending}
                    onPress={() =>
                      void act(async () =>
                        t('notifications.tested', { count: (await api.notifications.test.mutate()).count }),
                      )
                    }
                  >
                    {t('notifications.test')}
                  </Button>
                )}
              </>
            )}
            <Switch
              isSelected={hasSound}
              onChange={(isOn) => {
                setHasSound(isOn);
                setSoundOn(isOn);
              }}
            >
              {t('notifications.sound')}
            </Switch>
          </div>
        </Panel>
        {data !== undefined && <NotificationChoices choices={data.choices} onChange={reload} />}
      </Stack>
    </Screen>
  );
}
