import { useNavigate } from '@remix-run/react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { CampaignDraft } from '../../../sync/rules/campaign';
import { api, errorText } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useText } from '../../i18n/use-text';
import { Stack } from '../../shell/screen';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Skeleton } from '../../ui/skeleton';
import { Stepper } from '../../ui/stepper';
import { AudienceForm } from './audience-form';
import styles from './campaigns.module.css';
import { PreviewPane } from './preview-pane';
import { SendPane } from './send-pane';
import { draftOf, type Campaign } from './use-campaign';

const MailForm = lazy(() => import('./mail-form'));
const IDLE_MS = 1_500;

/**
 * To whom, what, how it looks, and off. Saved by itself a moment after the last change, and before anything is looked
 * at.
 */
export default function DraftEditor({
  campaign,
  onSaved,
  onStarted,
}: {
  campaign: Campaign;
  onSaved: (draft: CampaignDraft) => void;
  onStarted: () => void;
}) {
  const t = useText();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<CampaignDraft>(() => draftOf(campaign));
  const [step, setStep] = useState('audience');
  const [version, setVersion] = useState(campaign.version);
  const [failure, setFailure] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  const { isPending, act } = useAct();
  // What stands in the office, and the save that is under way: one at a time, the latest last.
  const saved = useRef({ draft, version: campaign.version });
  const latest = useRef(draft);
  const saving = useRef<Promise<boolean>>(Promise.resolve(true));
  latest.current = draft;

  const save = () => {
    const turn = saving.current.then(async () => {
      const wanted = latest.current;
      if (wanted === saved.current.draft) return true;
      try {
        const answer = await api.campaigns.save.mutate({
          id: campaign.id,
          version: saved.current.version,
          draft: wanted,
        });
        saved.current = { draft: wanted, version: answer.version };
        setVersion(answer.version);
        setFailure(null);
        onSaved(wanted);
        return true;
      } catch (error) {
        setFailure(errorText(error));
        return false;
      }
    });
    saving.current = turn;
    return turn;
  };
  const saveNow = useRef(save);
  saveNow.current = save;
  useEffect(() => {
    if (draft === saved.current.draft) return undefined;
    const timer = setTimeout(() => void saveNow.current(), IDLE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  useEffect(() => () => void saveNow.current(), []);

  const change = (part: Partial<CampaignDraft>) => setDraft({ ...latest.current, ...part });
  const go = async (to: string) => {
    if (to === 'audience' || to === 'mail' || (await save())) setStep(to);
  };
  const discard = () =>
    act(async () => {
      const stood = saved.current;
      // Nothing more is to be saved of it, not on leaving either; unless it stays.
      saved.current = { ...stood, draft: latest.current };
      try {
        await api.campaigns.discard.mutate({ id: campaign.id });
      } catch (error) {
        saved.current = stood;
        throw error;
      }
      navigate('/campaigns');
      return t('campaigns.discarded');
    });
  const waiting = <Skeleton rows={8} />;
  return (
    <Stack>
      {failure !== null && (
        <p role="alert" className={styles.wrong}>
          {t(failure)}
        </p>
      )}
      <Stepper
        label={t('campaigns.steps')}
        current={step}
        onGo={(to) => void go(to)}
        steps={[
          {
            id: 'audience',
            label: t('campaigns.step.audience'),
            content: <AudienceForm id={campaign.id} draft={draft} onChange={change} onAsk={save} />,
          },
          {
            id: 'mail',
            label: t('campaigns.step.mail'),
            content: (
              <Suspense fallback={waiting}>
                <MailForm content={draft.content} onChange={(content) => change({ content })} />
              </Suspense>
            ),
          },
          {
            id: 'preview',
            label: t('campaigns.step.preview'),
            content: <PreviewPane id={campaign.id} version={version} />,
          },
          {
            id: 'send',
            label: t('campaigns.step.send'),
            content: <SendPane id={campaign.id} draft={draft} onChange={change} onSave={save} onStarted={onStarted} />,
          },
        ]}
      />
      <div className={styles.buttons}>
        <Button onPress={() => void save()}>{t('campaigns.save')}</Button>
        <Button variant="quiet" onPress={() => setAsked(true)}>
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
