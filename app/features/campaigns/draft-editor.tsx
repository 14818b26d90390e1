import { useNavigate } from '@remix-run/react';
import { lazy, Suspense, useState } from 'react';
import type { CampaignDraft } from '../../../sync/rules/campaign';
import { api } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useText } from '../../i18n/use-text';
import type { DraftContent } from '../../shell/draft-store';
import { Stack } from '../../shell/screen';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Skeleton } from '../../ui/skeleton';
import { Stepper } from '../../ui/stepper';
import { useSettings } from '../settings/settings-context';
import { AudienceForm } from './audience-form';
import styles from './campaigns.module.css';
import { DraftClash, DraftStanding } from './draft-standing';
import { planOf, type Plan } from './planned-at';
import { PreviewPane } from './preview-pane';
import { SendPane } from './send-pane';
import type { Campaign } from './use-campaign';
import { useCampaignDraft, useKeptCampaign } from './use-campaign-draft';

const MailForm = lazy(() => import('./mail-form'));

type EditorProps = {
  campaign: Campaign;
  onSaved: (draft: CampaignDraft) => void;
  onStarted: () => void;
};

/**
 * To whom, what, how it looks, and off. Saved by itself a moment after the last change, and before anything is looked
 * at; what the office does not have yet is on this device.
 */
export default function DraftEditor(props: EditorProps) {
  const kept = useKeptCampaign(props.campaign.id);
  return kept === undefined ? <Skeleton rows={8} /> : <Editor {...props} kept={kept} />;
}

function Editor({ campaign, kept, onSaved, onStarted }: EditorProps & { kept: DraftContent }) {
  const t = useText();
  const navigate = useNavigate();
  const writing = useCampaignDraft(campaign, kept, onSaved);
  const { draft, version, given, change, save } = writing;
  const [step, setStep] = useState('audience');
  const { zone } = useSettings().office;
  // Here and not in its step, which is left and come back to; null: nobody has chosen anything yet.
  const [plan, setPlan] = useState<Plan | null>(null);
  const [isAsked, setAsked] = useState(false);
  const { isPending, act } = useAct();

  const go = async (to: string) => {
    if (to === 'audience' || to === 'mail' || (await save())) setStep(to);
  };
  const discard = () =>
    act(async () => {
      const bringBack = writing.giveUp();
      try {
        await api.campaigns.discard.mutate({ id: campaign.id });
      } catch (error) {
        bringBack();
        throw error;
      }
      await writing.forget();
      navigate('/campaigns');
      return t('campaigns.discarded');
    });
  const waiting = <Skeleton rows={8} />;
  return (
    <Stack>
      <DraftStanding writing={writing} />
      <DraftClash writing={writing} />
      <Stepper
        label={t('campaigns.steps')}
        current={step}
        onGo={(to) => void go(to)}
        steps={[
          {
            id: 'audience',
            label: t('campaigns.step.audience'),
            content: <AudienceForm key={given} id={campaign.id} draft={draft} onChange={change} onAsk={save} />,
          },
          {
            id: 'mail',
            label: t('campaigns.step.mail'),
            content: (
              <Suspense fallback={waiting}>
                <MailForm key={given} content={draft.content} onChange={(content) => change({ content })} />
              </Suspense>
            ),
          },
          {
            id: 'preview',
            label: t('campaigns.step.preview'),
            content: <PreviewPane id={campaign.id} version={version} content={draft.content} mayTest />,
          },
          {
            id: 'send',
            label: t('campaigns.step.send'),
            content: (
              <SendPane
                id={campaign.id}
                draft={draft}
                plan={plan ?? planOf(campaign.startsAt, zone)}
                onChange={change}
                onPlan={setPlan}
                onSave={save}
                onStarted={onStarted}
              />
            ),
          },
        ]}
      />
      <div className={styles.buttons}>
        <Button variant="quiet" onPress={() => void save()}>
          {t('campaigns.save')}
        </Button>
        <Button variant="quietDanger" onPress={() => setAsked(true)}>
          {t('campaigns.discard')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsked}
        onOpenChange={setAsked}
        tone="danger"
        isPending={isPending}
        onConfirm={() => void discard()}
        title={t('campaigns.discardTitle')}
        message={t('campaigns.discardText')}
        confirmLabel={t('campaigns.discard')}
      />
    </Stack>
  );
}
