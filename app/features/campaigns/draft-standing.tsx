import { CircleCheck, CloudOff, CloudUpload, GitCompareArrows, type LucideIcon } from 'lucide-react';
import { useAct } from '../../api/use-act';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import styles from './campaigns.module.css';
import type { DraftPart } from './meet-draft';
import type { useCampaignDraft } from './use-campaign-draft';

type Writing = ReturnType<typeof useCampaignDraft>;

const PARTS: Readonly<Record<DraftPart, string>> = {
  name: 'campaigns.field.name',
  rule: 'campaigns.rule',
  content: 'campaigns.mail',
  replyTo: 'campaigns.replyTo',
  perSecond: 'campaigns.rate',
  capMost: 'campaigns.cap',
  exceptIds: 'campaigns.exceptShort',
};

/** Where what was typed is: at the office, on its way there, or on this device alone, and why. */
export function DraftStanding({ writing: { isSaved, problem, clashing } }: { writing: Writing }) {
  const t = useText();
  if (clashing.length > 0) return null;
  if (problem === null || isSaved)
    return (
      <Standing
        icon={isSaved ? CircleCheck : CloudUpload}
        tone={isSaved ? 'good' : 'note'}
        words={t(isSaved ? 'campaigns.saved' : 'campaigns.saving')}
      />
    );
  const { refusal, isKept } = problem;
  return (
    <Standing
      icon={CloudOff}
      tone={refusal === null && isKept ? 'waiting' : 'wrong'}
      words={[
        t(refusal ?? 'campaigns.notReached'),
        t(!isKept ? 'campaigns.onlyHere' : refusal === null ? 'campaigns.triedAgain' : 'campaigns.keptHere'),
      ].join(' ')}
    />
  );
}

function Standing({ icon: Icon, tone, words }: { icon: LucideIcon; tone: string; words: string }) {
  return (
    <p role="status" className={styles.standing} data-tone={tone}>
      <Icon {...iconSize.row} />
      <span>{words}</span>
    </p>
  );
}

/** Somebody else saved the same meanwhile: which of the two stays. */
export function DraftClash({ writing: { clashing, settle } }: { writing: Writing }) {
  const t = useText();
  const { isPending, act } = useAct();
  if (clashing.length === 0) return null;
  const choose = (isMine: boolean) => void act(() => settle(isMine).then(() => null));
  return (
    <div role="alert" className={styles.clash}>
      <p className={styles.standing} data-tone="wrong">
        <GitCompareArrows {...iconSize.row} />
        <span>{t('campaigns.clash', { parts: clashing.map((part) => t(PARTS[part])).join(', ') })}</span>
      </p>
      <div className={styles.buttons}>
        <Button isDisabled={isPending} onPress={() => choose(true)}>
          {t('campaigns.clashMine')}
        </Button>
        <Button isDisabled={isPending} onPress={() => choose(false)}>
          {t('campaigns.clashTheirs')}
        </Button>
      </div>
    </div>
  );
}
