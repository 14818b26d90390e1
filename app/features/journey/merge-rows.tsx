import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { StoredCustomer } from '../../database/saha-database';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { classNames } from '../../ui/class-names';
import field from '../../ui/field.module.css';
import { useValueWords } from '../audit/use-value-words';
import { customerName } from '../customers/customer-name';
import { useNowMs } from '../../ui/use-now';
import { usePhoneWords } from '../customers/use-phone-words';
import { isOpenStep, nextStepOf } from '../interactions/next-step';
import { nextStepWords } from '../interactions/next-step-words';
import { isEmptyRow, JOINABLE, spareNumber, type MergeChoice, type MergeChoices, type MergeRow } from './merge-records';
import styles from './merge.module.css';

/**
 * What differs, side by side, each with a choice: left of the record that was open, right of the other, whichever of
 * them stays (`leftIs`).
 */
export function MergeRows({
  left,
  right,
  leftIs,
  choices,
  onChoose,
}: {
  left: StoredCustomer;
  right: StoredCustomer;
  leftIs: 'kept' | 'lost';
  choices: MergeChoices;
  onChoose: (row: MergeRow, choice: MergeChoice) => void;
}) {
  const t = useText();
  const phoneWords = usePhoneWords();
  const wordsOf = useRowWords();
  const rows = Object.entries(choices) as [MergeRow, MergeChoice][];
  if (rows.length === 0) return <p className={styles.hint}>{t('customers.merge.same')}</p>;
  const [kept, lost] = leftIs === 'kept' ? [left, right] : [right, left];
  const spare = spareNumber(kept, lost, choices);
  return (
    <div className={styles.rows}>
      <p className={styles.hint}>{t('customers.merge.rows')}</p>
      {rows.map(([row, choice]) => (
        <RadioGroup
          key={row}
          value={choice}
          onChange={(value) => onChoose(row, value as MergeChoice)}
          className={field.field}
        >
          <Label className={field.label}>
            {row === 'name' ? t('customers.merge.name') : t(`customers.field.${row}`)}
          </Label>
          <div className={styles.choices}>
            <Choice id={leftIs} words={wordsOf(left, row)} />
            <Choice id={leftIs === 'kept' ? 'lost' : 'kept'} words={wordsOf(right, row)} />
            {JOINABLE.includes(row) && !isEmptyRow(kept, row) && !isEmptyRow(lost, row) && (
              <Choice id="both" words={t('customers.merge.both')} className={styles.both} />
            )}
          </div>
          {row === 'phone' && spare !== '' && (
            <p className={styles.hint}>{t('customers.merge.spare', { phone: phoneWords(spare) })}</p>
          )}
        </RadioGroup>
      ))}
    </div>
  );
}

/** One of two, side by side: its words may be long. */
export function Choice({ id, words, className }: { id: string; words: string; className?: string | undefined }) {
  const t = useText();
  return (
    <Radio value={id} className={classNames(styles.choice, className)}>
      <span className={classNames(styles.value, words === '' && styles.none)}>
        {words === '' ? t('customers.merge.empty') : words}
      </span>
    </Radio>
  );
}

/** What stands in a row of a record, as people say it; '' for nothing. */
function useRowWords(): (record: StoredCustomer, row: MergeRow) => string {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const values = useValueWords('customers');
  const phoneWords = usePhoneWords();
  return (record, row) => {
    if (row === 'name') return customerName(record, t);
    if (isEmptyRow(record, row)) return '';
    if (row === 'phone' || row === 'altPhone') return phoneWords(record[row]);
    if (row === 'nextStep') {
      const step = nextStepOf(record);
      return isOpenStep(step) ? nextStepWords(step, formats.dayOf(nowMs), t, formats) : '';
    }
    const words = values.wordsOf(row, record[row]);
    return row === 'stage' && (record.lostReason ?? '') !== '' ? `${words} · ${record.lostReason ?? ''}` : words;
  };
}
