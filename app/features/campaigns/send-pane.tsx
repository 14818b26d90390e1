import { CircleCheck } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { CampaignDraft } from '../../../sync/rules/campaign';
import { api, errorCode, errorText } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Stack } from '../../shell/screen';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EmptyState } from '../../ui/empty-state';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { Segmented } from '../../ui/segmented';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { Switch } from '../../ui/switch';
import { useNowMs } from '../../ui/use-now';
import { useSettings } from '../settings/settings-context';
import { AudienceCounts } from './audience-counts';
import styles from './campaigns.module.css';
import { plannedAt, type Plan } from './planned-at';
import { isPast, PlannedTime } from './planned-time';

const RATES = ['', '0.5', '1', '5', '14', '50'];

/** What is still missing, to how many it goes, when and how fast; and the button. */
export function SendPane({
  id,
  draft,
  plan,
  onChange,
  onPlan,
  onSave,
  onStarted,
}: {
  id: string;
  draft: CampaignDraft;
  plan: Plan;
  onChange: (part: Partial<CampaignDraft>) => void;
  onPlan: (plan: Plan) => void;
  onSave: () => Promise<boolean>;
  onStarted: () => void;
}) {
  const t = useText();
  const formats = useFormats();
  const { zone } = useSettings().office;
  const ask = useCallback(() => api.campaigns.readiness.query({ id }), [id]);
  const { data, error, reload } = useCall(ask);
  const nowMs = useNowMs();
  const { isLater } = plan;
  const startsAt = isLater && plan.day !== '' ? plannedAt(plan.day, plan.time, zone) : null;
  const [isAsked, setAsked] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const count = data?.audience.parts.in ?? 0;
  const isReady =
    data !== undefined && data.problems.length === 0 && (!isLater || (startsAt !== null && !isPast(startsAt, nowMs)));
  const start = async () => {
    setPending(true);
    setFailure(undefined);
    try {
      if (!(await onSave())) throw new Error('not saved');
      const { version } = await api.campaigns.readiness.query({ id });
      await api.campaigns.start.mutate({ id, version, expected: count, startsAt });
      onStarted();
    } catch (problem) {
      setFailure(problem);
      // The number stands on the page before anybody presses again.
      if (errorCode(problem) === 'campaign.audienceChanged') reload();
    }
    setPending(false);
    setAsked(false);
  };
  return (
    <Stack>
      <Panel
        title={t('campaigns.checks')}
        action={<Button onPress={() => void onSave().then(reload)}>{t('campaigns.checkAgain')}</Button>}
      >
        {error !== undefined && <EmptyState title={t(errorText(error))} />}
        {data === undefined && error === undefined && <Skeleton rows={3} />}
        {data?.problems.length === 0 && (
          <p className={styles.good}>
            <CircleCheck {...iconSize.row} />
            {t('campaigns.checksDone')}
          </p>
        )}
        {data !== undefined && data.problems.length > 0 && (
          <ul className={styles.problems}>
            {data.problems.map(({ problem, language, about }, at) => (
              <li key={at}>
                {[language === '' ? '' : t(`customers.language.${language}`), t(`campaigns.problem.${problem}`), about]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t('campaigns.count')}>
        {data !== undefined && <AudienceCounts id={id} audience={data.audience} />}
      </Panel>
      <Panel title={t('campaigns.how')}>
        <div className={styles.form}>
          <Segmented
            label={t('campaigns.replyTo')}
            value={draft.replyTo}
            onChange={(replyTo) => onChange({ replyTo })}
            options={(['agent', 'office'] as const).map((one) => ({ id: one, label: t(`campaigns.replyTo.${one}`) }))}
          />
          <Select
            label={t('campaigns.rate')}
            value={draft.perSecond === null ? '' : String(draft.perSecond)}
            onChange={(rate) => onChange({ perSecond: rate === '' ? null : Number(rate) })}
            options={RATES.map((rate) => ({
              id: rate,
              label:
                rate === '' ? t('campaigns.rateFull') : t('campaigns.rateOf', { count: Math.round(Number(rate) * 60) }),
            }))}
          />
          <Switch isSelected={isLater} onChange={(is) => onPlan({ ...plan, isLater: is })}>
            {t('campaigns.later')}
          </Switch>
          {isLater && (
            <PlannedTime
              planned={plan}
              onChange={(planned) => onPlan({ ...plan, ...planned })}
              zone={zone}
              nowMs={nowMs}
            />
          )}
          {failure !== undefined && (
            <p role="alert" className={styles.wrong}>
              {t(errorText(failure), { count: paramOf(failure) })}
            </p>
          )}
          <div>
            <Button variant="primary" isLarge isDisabled={!isReady} onPress={() => setAsked(true)}>
              {t(isLater ? 'campaigns.plan' : 'campaigns.start', { count })}
            </Button>
          </div>
        </div>
      </Panel>
      <ConfirmDialog
        isOpen={isAsked}
        onOpenChange={setAsked}
        isPending={isPending}
        onConfirm={() => void start()}
        title={
          startsAt === null
            ? t('campaigns.startTitle', { count })
            : t('campaigns.planTitle', { when: formats.dateTime(startsAt) })
        }
        message={
          startsAt === null
            ? t('campaigns.startText')
            : [
                t('campaigns.planText', { count }),
                formats.zone === zone ? '' : t('campaigns.planClock'),
                t('campaigns.startText'),
              ]
                .filter((sentence) => sentence !== '')
                .join(' ')
        }
        confirmLabel={t(isLater ? 'campaigns.plan' : 'campaigns.start', { count })}
      />
    </Stack>
  );
}

/** What the office counted instead; 0 where it says nothing. */
function paramOf(error: unknown): number {
  const data = (error as { data?: { params?: { count?: unknown } } }).data;
  return typeof data?.params?.count === 'number' ? data.params.count : 0;
}
