import { UserRound, UserRoundPlus, type LucideIcon } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { RowDecision } from '../../../sync/rules/import';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Particulars } from '../../ui/particulars';
import { usePhoneWords } from '../customers/use-phone-words';
import { useMembers } from '../members/use-members';
import type { Candidate, ImportRow } from './import-words';
import styles from './imports.module.css';
import type { useRowWords } from './row-words';

/** Whom the row is about: one of those it could be, somebody new, or nobody; and the way back from that. */
export function DecideChoices({
  row,
  words,
  lineOf,
  isBusy,
  onDecide,
}: {
  row: ImportRow;
  words: ReturnType<typeof useRowWords>;
  lineOf: (rowNo: number) => number | undefined;
  isBusy: boolean;
  onDecide: (decision: RowDecision | null) => void;
}) {
  const t = useText();
  const { line, candidates, decision } = row;
  if (decision !== null)
    return (
      <div className={styles.decided}>
        <p>{t(`imports.decided.${decision.kind}`)}</p>
        <Button aria-label={t('imports.undoRow', { no: line })} isDisabled={isBusy} onPress={() => onDecide(null)}>
          {t('imports.undo')}
        </Button>
      </div>
    );
  return (
    <div role="group" aria-label={t('imports.whoRow', { no: line })} className={styles.decide}>
      {candidates.map((candidate) => (
        <CandidateChoice
          key={candidate.kind === 'row' ? candidate.customerId : candidate.customer.id}
          candidate={candidate}
          words={words}
          lineOf={lineOf}
          isBusy={isBusy}
          onDecide={onDecide}
        />
      ))}
      <Choice
        icon={UserRoundPlus}
        title={t('imports.makeNew')}
        detail={[t('imports.makeNewText')]}
        isBusy={isBusy}
        onPress={() => onDecide({ kind: 'new' })}
      />
      <div>
        <Button
          variant="quiet"
          className={styles.flushStart!}
          isDisabled={isBusy}
          onPress={() => onDecide({ kind: 'leaveOut' })}
        >
          {t('imports.leaveOut')}
        </Button>
      </div>
    </div>
  );
}

function CandidateChoice({
  candidate,
  words,
  lineOf,
  isBusy,
  onDecide,
}: {
  candidate: Candidate;
  words: ReturnType<typeof useRowWords>;
  lineOf: (rowNo: number) => number | undefined;
  isBusy: boolean;
  onDecide: (decision: RowDecision) => void;
}) {
  const t = useText();
  const phoneOf = usePhoneWords();
  const { byId } = useMembers();
  if (candidate.kind === 'row') {
    const { customerId, rowNo } = candidate;
    const line = lineOf(rowNo);
    return (
      <Choice
        icon={UserRound}
        title={words.nameInFile(candidate)}
        detail={[
          line === undefined ? t('imports.inFileAbove') : t('imports.inFile', { no: line }),
          ...words
            .saidOf(candidate)
            .slice(0, 4)
            .map(({ value }) => value),
        ]}
        isBusy={isBusy}
        onPress={() => onDecide({ kind: 'customer', customerId })}
      />
    );
  }
  const { id, firstName, lastName, phone, email, ownerId } = candidate.customer;
  return (
    <Choice
      icon={UserRound}
      title={`${firstName} ${lastName}`.trim() || t('customers.unnamed')}
      detail={[phoneOf(phone), email, byId.get(ownerId)?.fullName ?? '']}
      isBusy={isBusy}
      onPress={() => onDecide({ kind: 'customer', customerId: id })}
    />
  );
}

function Choice({
  icon: Icon,
  title,
  detail,
  isBusy,
  onPress,
}: {
  icon: LucideIcon;
  title: string;
  detail: readonly string[];
  isBusy: boolean;
  onPress: () => void;
}) {
  return (
    <AriaButton className={styles.choice!} isDisabled={isBusy} onPress={onPress}>
      <Icon {...iconSize.row} />
      <span className={styles.choiceWords}>
        <span>{title}</span>
        <Particulars texts={detail} />
      </span>
    </AriaButton>
  );
}
