import { useEffect, useMemo, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Segmented } from '../../ui/segmented';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { useSecondTapGuard } from '../../ui/use-second-tap-guard';
import { useSettings } from '../settings/settings-context';
import { textFor, useTemplates, type TemplateChannel } from '../templates/use-templates';
import styles from './bulk-dialog.module.css';
import { BulkProgress } from './bulk-progress';
import { BulkReview } from './bulk-review';
import { planBulk, type Candidate } from './plan-bulk';
import { readCandidates } from './read-candidates';
import { writeBulk } from './write-bulk';

type Step = 'choose' | 'review' | 'sent';

/**
 * The same to many: a template in each one's own language, who gets it and who does not, and what becomes of it.
 * Without network it waits on the device like anything written.
 */
export default function BulkDialog({
  customerIds,
  onClose,
}: {
  customerIds: readonly string[];
  onClose: (isSent: boolean) => void;
}) {
  const t = useText();
  const db = useDatabase();
  const { sms } = useSettings();
  // Made once: pressed twice, or again after a full disk, it is the same sending.
  const [id] = useState(() => uuidv7());
  const [step, setStep] = useState<Step>('choose');
  const [channel, setChannel] = useState<TemplateChannel>('sms');
  const [chosen, setChosen] = useState<string | null>(null);
  const [messageIds, setMessageIds] = useState<readonly string[]>([]);
  const [isSending, setSending] = useState(false);
  const [isNotStored, setNotStored] = useState(false);
  const templates = useTemplates();
  const candidates = useCandidates(customerIds, channel, step === 'review');

  const offered = (templates ?? []).filter(
    (one) => one.archivedAt === '' && (textFor(one, channel, 'tr') ?? textFor(one, channel, 'en')) !== null,
  );
  const template = offered.find((one) => one.id === chosen);
  const plan = useMemo(
    () =>
      template === undefined || candidates === undefined || candidates === 'failed'
        ? undefined
        : planBulk(candidates, channel, (language) => textFor(template, channel, language), sms.carrierHasTurkish),
    [template, candidates, channel, sms.carrierHasTurkish],
  );

  const send = async () => {
    if (plan === undefined || template === undefined || isSending) return;
    setSending(true);
    setNotStored(false);
    try {
      setMessageIds(await writeBulk(db, { id, channel, templateId: template.id }, plan.leaving));
      setStep('sent');
    } catch {
      setNotStored(true);
    }
    setSending(false);
  };
  const count = plan?.leaving.length ?? 0;
  const unlessSecondTap = useSecondTapGuard(`${step} ${plan !== undefined}`);
  // While everybody is looked at, the way back stands alone, where the first button was.
  const unlessJustOpened = useSecondTapGuard(step);
  return (
    <Dialog
      isOpen
      onOpenChange={() => onClose(step === 'sent')}
      title={t(step === 'sent' ? 'messages.bulk.sentTitle' : 'messages.bulk.title', { count: customerIds.length })}
      isDismissable={false}
      footer={
        step === 'choose' ? (
          <Button variant="primary" isDisabled={template === undefined} onPress={() => setStep('review')}>
            {t('messages.bulk.review')}
          </Button>
        ) : step === 'review' ? (
          <>
            <Button variant="quiet" isDisabled={isSending} onPress={unlessJustOpened(() => setStep('choose'))}>
              {t('messages.bulk.back')}
            </Button>
            {/* How many is known once everybody has been looked at. */}
            {plan !== undefined && (
              <Button
                variant="primary"
                isDisabled={count === 0}
                isPending={isSending}
                onPress={unlessSecondTap(() => void send())}
              >
                {t('messages.bulk.send', { count })}
              </Button>
            )}
          </>
        ) : (
          <Button variant="primary" onPress={unlessSecondTap(() => onClose(true))}>
            {t('ui.close')}
          </Button>
        )
      }
    >
      {step === 'choose' && (
        <div className={styles.step}>
          <p className={styles.lead}>{t('messages.bulk.lead')}</p>
          <Segmented
            label={t('deliveries.filter.channel')}
            value={channel}
            onChange={setChannel}
            options={(['sms', 'email'] as const).map((one) => ({ id: one, label: t(`deliveries.channel.${one}`) }))}
          />
          {templates === undefined ? (
            <Skeleton rows={1} />
          ) : offered.length === 0 ? (
            <p className={styles.lead}>{t('messages.bulk.noTemplates')}</p>
          ) : (
            <Select
              label={t('templates.one')}
              value={template?.id ?? null}
              onChange={setChosen}
              placeholder={t('messages.bulk.pick')}
              options={offered.map((one) => ({ id: one.id, label: one.name }))}
            />
          )}
        </div>
      )}
      {step === 'review' &&
        (candidates === 'failed' ? (
          <p role="alert" className={styles.wrong}>
            {t('messages.bulk.notRead')}
          </p>
        ) : plan === undefined ? (
          <Skeleton rows={5} />
        ) : (
          <BulkReview plan={plan} channel={channel} />
        ))}
      {step === 'sent' && <BulkProgress messageIds={messageIds} />}
      {isNotStored && (
        <p role="alert" className={styles.wrong}>
          {t('messages.notStored')}
        </p>
      )}
    </Dialog>
  );
}

/** Read anew whenever the review opens; `undefined` while they are read. */
function useCandidates(
  ids: readonly string[],
  channel: TemplateChannel,
  isWanted: boolean,
): readonly Candidate[] | 'failed' | undefined {
  const db = useDatabase();
  const [candidates, setCandidates] = useState<readonly Candidate[] | 'failed'>();
  useEffect(() => {
    if (!isWanted) return undefined;
    let isOver = false;
    const show = (found: readonly Candidate[] | 'failed') => {
      if (!isOver) setCandidates(found);
    };
    readCandidates(db, ids, channel).then(show, () => show('failed'));
    return () => {
      isOver = true;
      setCandidates(undefined);
    };
  }, [db, ids, channel, isWanted]);
  return candidates;
}
