import { ArrowRight, CircleAlert, CircleMinus, Info } from 'lucide-react';
import { Link } from 'react-aria-components';
import type { RowDecision } from '../../../sync/rules/import';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Particulars } from '../../ui/particulars';
import hidden from '../../ui/visually-hidden.module.css';
import { DecideChoices } from './decide-choices';
import { outcomeTone, type ImportRow } from './import-words';
import styles from './imports.module.css';
import type { useRowWords } from './row-words';

/** The name stands above; what is long is read at the customer. */
const NOT_IN_LINE = new Set(['firstName', 'lastName', 'notes', 'managerNote', 'address']);

/**
 * One row of the file: who it is, what becomes of it and why; what a person has to say about it is said here.
 * `lineOf`: where another row stands in the file, where that is known.
 */
export function RowItem({
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
  /** Left out where nothing is decided any more, or by somebody else. */
  onDecide?: (decision: RowDecision | null) => void;
}) {
  const t = useText();
  const { outcome, isDone, customer, decision, reverted } = row;
  const name = words.nameOf(row);
  const isLed = customer !== null && (isDone || outcome !== 'new') && reverted !== 'removed';
  const mayDecide = onDecide !== undefined && !isDone;
  const mayLeaveOut = mayDecide && decision === null && ['new', 'changed', 'joined'].includes(outcome);
  return (
    <li className={styles.row} data-outcome={outcome}>
      <span className={styles.line}>
        <span className={hidden.visuallyHidden}>{t('imports.line', { no: row.line })}</span>
        <span aria-hidden="true">{row.line}</span>
      </span>
      <div className={styles.rowBody}>
        <div className={styles.rowHead}>
          {isLed ? (
            <Link className={styles.name} href={`/customers/${customer.id}`}>
              {name}
            </Link>
          ) : (
            <span className={styles.name}>{name}</span>
          )}
          <Badge tone={reverted === '' ? outcomeTone(outcome) : reverted === 'kept' ? 'amber' : 'neutral'}>
            {reverted !== ''
              ? t(`imports.reverted.${reverted}`)
              : t(isDone ? `imports.became.${outcome}` : `imports.outcome.${outcome}`)}
          </Badge>
        </div>
        <Why row={row} lineOf={lineOf} />
        {outcome === 'cannot' && <Problems row={row} words={words} />}
        {(outcome === 'decide' || outcome === 'leftOut' || row.reason === 'refused') && (
          <Particulars texts={words.saidOf(row).map(({ label, value }) => `${label}: ${value}`)} />
        )}
        {outcome === 'new' ? (
          <Particulars
            texts={row.changes
              .filter(({ field }) => !NOT_IN_LINE.has(field) && words.isOfFile(field))
              .map(({ field, to }) => words.valueOf(field, to))}
          />
        ) : (
          <Changes row={row} words={words} />
        )}
        {row.notes.map((note) => (
          <p key={note} className={styles.hint}>
            <Info {...iconSize.small} />
            {t(`imports.note.${note}`)}
          </p>
        ))}
        {mayDecide && (outcome === 'decide' || decision !== null) && (
          <DecideChoices row={row} words={words} lineOf={lineOf} isBusy={isBusy} onDecide={onDecide} />
        )}
      </div>
      {mayLeaveOut && (
        <IconButton
          label={t('imports.leaveOutRow', { name, no: row.line })}
          icon={<CircleMinus {...iconSize.row} />}
          className={styles.leave!}
          isDisabled={isBusy}
          onPress={() => onDecide({ kind: 'leaveOut' })}
        />
      )}
    </li>
  );
}

/** Why it came to that, where the outcome does not say it all. */
function Why({ row: { outcome, reason, joinedTo, decision }, lineOf }: Pick<RowProps, 'row' | 'lineOf'>) {
  const t = useText();
  if (outcome === 'joined') {
    const line = joinedTo === null ? undefined : lineOf(joinedTo);
    return (
      <p className={styles.why}>{line === undefined ? t('imports.joined') : t('imports.joinedTo', { no: line })}</p>
    );
  }
  if (outcome === 'same' && reason === '') return <p className={styles.why}>{t('imports.reason.same')}</p>;
  if (reason === '' || reason === 'badCells' || decision !== null) return null;
  return <p className={styles.why}>{t(`imports.reason.${reason}`)}</p>;
}
type RowProps = Parameters<typeof RowItem>[0];

/** Which cells cannot be read, what stands in them, and why. */
function Problems({ row: { problems, cells }, words }: Pick<RowProps, 'row' | 'words'>) {
  const t = useText();
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems}>
      {problems.map(({ column, code }) => (
        <li key={column}>
          <CircleAlert {...iconSize.small} />
          <span>
            <strong>{words.columnOf(column)}</strong> <q className={styles.cell}>{(cells[column] ?? '').trim()}</q>{' '}
            {t(`imports.cell.${code}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Each field as it was and as it becomes. */
function Changes({ row: { changes }, words }: Pick<RowProps, 'row' | 'words'>) {
  const t = useText();
  if (changes.length === 0) return null;
  return (
    <dl className={styles.changes}>
      {changes.map(({ field, from, to }) => (
        <div key={field} className={styles.change}>
          <dt>{t(`customers.field.${field}`)}</dt>
          <dd>
            {field === 'labels' ? (
              <ins className={styles.to}>{t('imports.labelsAdded', { labels: words.valueOf(field, to) })}</ins>
            ) : (
              <>
                <del className={styles.from}>{words.valueOf(field, from)}</del>
                <ArrowRight {...iconSize.small} className={styles.arrow} />
                <ins className={styles.to}>{words.valueOf(field, to)}</ins>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
