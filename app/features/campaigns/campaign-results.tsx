import { useNavigate, useSearchParams } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { longestText } from '../../../sync/collections/longest-text';
import { campaignName, resumeReason } from '../../../sync/rules/campaign';
import { DELIVERY_STATES, type DeliveryState } from '../../../sync/rules/delivery';
import { api } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Stack } from '../../shell/screen';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Dialog } from '../../ui/dialog';
import { Panel } from '../../ui/panel';
import { Particulars } from '../../ui/particulars';
import { Tabs } from '../../ui/tabs';
import { TextField } from '../../ui/text-field';
import { campaignTone } from './campaign-tone';
import styles from './campaigns.module.css';
import { RecipientList } from './recipient-list';
import type { ShownCampaign } from './use-campaign';
import { WrittenCampaign } from './written-campaign';

const MAX_WHY = longestText(resumeReason);
const LOOK_EVERY_MS = 2_000;
const OPEN_STATES: readonly string[] = ['queued', 'sending'];

/**
 * A campaign that is no draft any more: when it begins or how far it is, what became of everybody, what may be done
 * about it, and what it says.
 */
export default function CampaignResults({
  shown: { campaign, sums },
  onChanged,
}: {
  shown: ShownCampaign;
  onChanged: () => void;
}) {
  const t = useText();
  const formats = useFormats();
  const navigate = useNavigate();
  const { isPending, act } = useAct();
  const [asked, setAsked] = useState<'cancel' | 'resume' | null>(null);
  const [why, setWhy] = useState('');
  const { id, state } = campaign;
  const [query, setQuery] = useSearchParams();
  // Recipients are made when it begins: until then there is nothing to count up to.
  const hasBegun = campaign.startedAt !== null;
  const isMoving =
    state === 'running' ||
    state === 'scheduled' ||
    (state === 'cancelled' && sums.recipients.some((one) => OPEN_STATES.includes(one.state)));
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = setInterval(onChanged, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isMoving, onChanged]);

  const of = (...states: string[]) =>
    sums.recipients.reduce((all, one) => all + (states.includes(one.state) ? one.count : 0), 0);
  const done = sums.materialised - of('queued', 'sending');
  const mayRetry = sums.recipients.some(
    (one) => one.state === 'failed' && (one.reason === 'rejected' || one.reason === 'content_failed'),
  );
  const steer = (work: () => Promise<unknown>, words: string | null = null) =>
    act(async () => {
      await work();
      setAsked(null);
      onChanged();
      return words;
    });
  // Held until it is made: where the answer was lost it is asked for as the same one.
  const [copyId, setCopyId] = useState(() => uuidv7());
  const copy = () =>
    act(async () => {
      const made = await api.campaigns.duplicate.mutate({
        id,
        copyId,
        name: t('campaigns.copyName', { name: campaign.name }).slice(0, longestText(campaignName)),
      });
      setCopyId(uuidv7());
      navigate(`/campaigns/${made.id}`);
      return null;
    });
  const reaction = (kind: string, isMachine: boolean) =>
    sums.reactions.find((one) => one.kind === kind && one.isMachine === isMachine)?.count ?? 0;
  return (
    <Stack>
      <Panel
        title={t(`campaigns.state.${state}`)}
        action={
          <span className={styles.buttons}>
            {/* One button, so that whoever pauses by the keyboard stands where it goes on. */}
            {(state === 'running' || state === 'paused') && (
              <Button
                variant={state === 'paused' ? 'primary' : 'secondary'}
                isPending={isPending && state === 'running'}
                onPress={() =>
                  state === 'paused' ? setAsked('resume') : void steer(() => api.campaigns.pause.mutate({ id }))
                }
              >
                {t(state === 'paused' ? 'campaigns.resume' : 'campaigns.pause')}
              </Button>
            )}
            {(state === 'scheduled' || (state === 'paused' && campaign.startedAt === null)) && (
              <Button isDisabled={isPending} onPress={() => void steer(() => api.campaigns.reopen.mutate({ id }))}>
                {t('campaigns.reopen')}
              </Button>
            )}
            {(state === 'running' || state === 'paused' || state === 'scheduled') && (
              <Button variant="quietDanger" onPress={() => setAsked('cancel')}>
                {t(hasBegun ? 'campaigns.cancel' : 'campaigns.callOff')}
              </Button>
            )}
            {mayRetry && (state === 'finished' || state === 'running') && (
              <Button
                isDisabled={isPending}
                onPress={() =>
                  void act(async () => {
                    const { count } = await api.campaigns.retry.mutate({ id });
                    onChanged();
                    return t('campaigns.retried', { count });
                  })
                }
              >
                {t('campaigns.retry')}
              </Button>
            )}
            <Button variant="quiet" isDisabled={isPending} onPress={() => void copy()}>
              {t('campaigns.copy')}
            </Button>
          </span>
        }
      >
        <div className={styles.form}>
          <Particulars
            texts={[
              campaign.createdByName,
              state !== 'cancelled' && !hasBegun && campaign.startsAt !== null
                ? t('campaigns.plannedFor', { when: formats.dateTime(campaign.startsAt) })
                : formats.dateTime(campaign.finishedAt ?? campaign.startedAt ?? campaign.createdAt),
              hasBegun ? t('campaigns.recipients', { count: sums.materialised }) : '',
            ]}
          />
          {campaign.reason !== '' && (
            <p role="status" className={styles.wrong}>
              {t(`campaigns.paused.${campaign.reason}`)}
            </p>
          )}
          {hasBegun ? (
            <div className={styles.progress}>
              <progress aria-label={t('campaigns.progress')} value={done} max={Math.max(1, sums.materialised)} />
              <span>
                {t('campaigns.progressOf', { done: formats.number(done), count: formats.number(sums.materialised) })}
              </span>
            </div>
          ) : (
            <p className={styles.rule}>
              {state === 'cancelled'
                ? t('campaigns.neverBegan')
                : t(campaign.reason === 'audience_grew' ? 'campaigns.expectedThen' : 'campaigns.expected', {
                    count: campaign.expected ?? 0,
                  })}
            </p>
          )}
          <span className={styles.counts}>
            <Badge tone={campaignTone(state)}>{t(`campaigns.state.${state}`)}</Badge>
            {DELIVERY_STATES.filter((one) => of(one) > 0).map((one: DeliveryState) => (
              <Badge key={one}>{`${t(`deliveries.state.${one}`)} ${formats.number(of(one))}`}</Badge>
            ))}
          </span>
          {sums.reactions.length > 0 && (
            <p className={styles.note}>
              {t('campaigns.reactions', {
                opens: reaction('open', false),
                clicks: reaction('click', false),
                machines: reaction('open', true) + reaction('click', true),
              })}
            </p>
          )}
        </div>
      </Panel>
      {hasBegun ? (
        <Tabs
          label={t('campaigns.one')}
          items={[
            {
              id: 'people',
              label: t('campaigns.view.people'),
              content: <RecipientList id={id} name={campaign.name} sums={sums} />,
            },
            { id: 'mail', label: t('campaigns.view.mail'), content: <WrittenCampaign campaign={campaign} /> },
          ]}
          selected={query.get('view') === 'mail' ? 'mail' : 'people'}
          onSelect={(view) => setQuery(view === 'mail' ? { view } : {}, { replace: true })}
        />
      ) : (
        <WrittenCampaign campaign={campaign} />
      )}
      <ConfirmDialog
        isOpen={asked === 'cancel'}
        onOpenChange={() => setAsked(null)}
        tone="danger"
        isPending={isPending}
        onConfirm={() => void steer(() => api.campaigns.cancel.mutate({ id }))}
        title={t(hasBegun ? 'campaigns.cancelTitle' : 'campaigns.callOffTitle')}
        message={t(hasBegun ? 'campaigns.cancelText' : 'campaigns.callOffText')}
        cancelLabel={t('ui.leaveAsIs')}
        confirmLabel={t(hasBegun ? 'campaigns.cancel' : 'campaigns.callOff')}
      />
      <Dialog
        isOpen={asked === 'resume'}
        onOpenChange={() => setAsked(null)}
        title={t('campaigns.resumeTitle')}
        footer={
          <Button
            variant="primary"
            isPending={isPending}
            isDisabled={why.trim() === '' || why.trim().length > MAX_WHY}
            onPress={() => void steer(() => api.campaigns.resume.mutate({ id, why }))}
          >
            {t('campaigns.resume')}
          </Button>
        }
      >
        <TextField label={t('campaigns.resumeWhy')} value={why} onChange={setWhy} maxLength={MAX_WHY} isRequired />
      </Dialog>
    </Stack>
  );
}
