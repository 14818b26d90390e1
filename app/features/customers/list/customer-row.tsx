import { NotebookPen, Square, SquareCheck } from 'lucide-react';
import { memo } from 'react';
import { useRecordState } from '../../../database/use-sync-status';
import type { CustomerRow as Row } from '../../../database/use-customer-rows';
import type { Formats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { iconSize } from '../../../ui/icon-size';
import { Initials } from '../../../ui/initials';
import { CountryFlag } from '../../countries/country-flag';
import { customerName } from '../customer-name';
import styles from './customer-list.module.css';
import { lastContactWords } from '../last-contact';
import { LabelTags } from './label-tags';
import { RecordMark } from '../../../shell/record-mark';
import { StageBadge } from '../stage/stage-badge';

export type Owner = { readonly fullName: string; readonly colour: number };

/** The two cells of a row: the customer, and the button that logs something about them. */
export const CustomerRowCells = memo(function CustomerRowCells({
  row,
  owner,
  isPicked,
  nowMs,
  formats,
  focusableColumn,
  onLog,
}: {
  row: Row;
  /** Who looks after them, where that may be several people. */
  owner: Owner | undefined;
  /** Chosen or not while several are being chosen, otherwise null. */
  isPicked: boolean | null;
  nowMs: number;
  /** The list's own: making formats takes longer than drawing a row. */
  formats: Formats;
  /** Which of the two takes the Tab key; null in every row but the active one. */
  focusableColumn: 0 | 1 | null;
  onLog: (row: Row) => void;
}) {
  const t = useText();
  const name = customerName(row, t);
  const state = useRecordState(row);
  const isOnItsWay = state === 'device' || state === 'sending';
  const mark = <RecordMark outbox={row.outbox} conflicted={row.conflicted} />;
  return (
    <>
      {isPicked !== null && (
        <span className={styles.pick} aria-hidden="true">
          {isPicked ? <SquareCheck {...iconSize.row} /> : <Square {...iconSize.row} />}
        </span>
      )}
      <div
        role="gridcell"
        aria-colindex={1}
        className={styles.cell}
        tabIndex={focusableColumn === 0 ? 0 : -1}
        data-column={0}
      >
        <span className={styles.first}>
          <span className={styles.name}>
            {row.lastName === '' ? (
              name
            ) : (
              <>
                {row.firstName} <span className={styles.lastName}>{row.lastName}</span>
              </>
            )}
          </span>
          {/* What waits for a person comes before how far they are: both do not fit beside a name. */}
          {state === 'attention' ? mark : <StageBadge stage={row.stage} />}
        </span>
        <span className={styles.second}>
          {row.countryId !== '' && <CountryFlag id={row.countryId} />}
          <span className={styles.words}>
            {row.city !== '' && <span>{row.city}</span>}
            <span>{lastContactWords(row.lastContactAt, t, formats, nowMs)}</span>
          </span>
          {/* Beside what is still on its way there is no room for labels; the card has them. */}
          {row.labels !== '' && !isOnItsWay && <LabelTags ids={row.labels.split(' ')} most={2} />}
          {isOnItsWay && mark}
          {owner !== undefined && <Initials name={owner.fullName} colour={owner.colour} />}
        </span>
      </div>
      <div role="gridcell" aria-colindex={2} className={styles.more}>
        <button
          type="button"
          className={styles.log}
          tabIndex={focusableColumn === 1 ? 0 : -1}
          data-column={1}
          aria-haspopup="dialog"
          aria-label={t('customers.rowMenu', { name })}
          onClick={() => onLog(row)}
        >
          <NotebookPen {...iconSize.row} size={18} />
        </button>
      </div>
    </>
  );
});

export function RowSkeleton() {
  return (
    <div className={styles.ghost} aria-hidden="true">
      <span />
      <span />
    </div>
  );
}
