import { memo } from 'react';
import { Link } from 'react-aria-components';
import type { CustomerRow } from '../../../database/use-customer-rows';
import { useDatabase } from '../../../database/database-context';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Initials } from '../../../ui/initials';
import { customerName } from '../../customers/customer-name';
import { lastContactWords } from '../../customers/last-contact';
import { RecordMark } from '../../../shell/record-mark';
import { useNowMs } from '../../../ui/use-now';
import { useMembers } from '../../members/use-members';
import { stepText } from '../../interactions/next-step-words';
import styles from './board-screen.module.css';

/** A customer on the board: who, what comes next, and who looks after them. */
export const StageCard = memo(function StageCard({ row }: { row: CustomerRow }) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { me } = useDatabase();
  const owner = useMembers().byId.get(row.ownerId);
  const due = row.nextStepDueOn === '' ? '' : formats.relativePlainDays(row.nextStepDueOn, formats.dayOf(nowMs));
  const next = [due, stepText(row.nextStepText, t, formats)].filter((text) => text !== '').join(' · ');
  return (
    <div className={styles.card}>
      <Link href={`/customers/${row.id}`} className={styles.name}>
        {customerName(row, t)}
      </Link>
      <span className={styles.next}>{next === '' ? lastContactWords(row.lastContactAt, t, formats, nowMs) : next}</span>
      <span className={styles.foot}>
        <span className={styles.city}>{row.city}</span>
        <RecordMark outbox={row.outbox} conflicted={row.conflicted} isQuiet />
        {me.role !== 'agent' && owner !== undefined && <Initials name={owner.fullName} colour={owner.colour} />}
      </span>
    </div>
  );
});
