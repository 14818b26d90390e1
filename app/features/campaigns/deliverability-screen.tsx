import { api, errorText } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Panel, Row } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import styles from './campaigns.module.css';
import { judgeDeliverability, type Verdict } from './judge-deliverability';

const ask = () => api.campaigns.deliverability.query();
const TONES: Readonly<Record<Verdict, Tone>> = { good: 'accent', bad: 'brick', open: 'amber' };

/** Where the office stands with those who carry and receive its mail, in plain words. */
export default function DeliverabilityScreen() {
  const t = useText();
  const formats = useFormats();
  const { data, error, reload } = useCall(ask);
  const account = data?.account ?? null;
  return (
    <Screen title={t('campaigns.deliverability.title')} back="/campaigns">
      <Stack>
        {error !== undefined && (
          <EmptyState title={t(errorText(error))} action={<Button onPress={reload}>{t('system.again')}</Button>} />
        )}
        {data === undefined && error === undefined && <Skeleton rows={8} />}
        {data !== undefined && (
          <>
            <Panel title={data.address || t('campaigns.deliverability.noAddress')}>
              <p className={styles.note}>
                {account === null
                  ? t('campaigns.deliverability.noAccount')
                  : t('campaigns.deliverability.quota', {
                      sent: formats.number(account.sentToday),
                      day: formats.number(account.perDay),
                      second: formats.number(account.perSecond),
                    })}
              </p>
              <p className={styles.note}>{t('campaigns.deliverability.who')}</p>
            </Panel>
            <Panel title={t('campaigns.deliverability.asked')} isFlush>
              {judgeDeliverability(data).map(([what, verdict]) => (
                <Row
                  key={what}
                  title={t(`campaigns.deliverability.${what}`)}
                  detail={t(`campaigns.deliverability.${what}Text`)}
                  after={<Badge tone={TONES[verdict]}>{t(`campaigns.deliverability.verdict.${verdict}`)}</Badge>}
                />
              ))}
            </Panel>
          </>
        )}
      </Stack>
    </Screen>
  );
}
