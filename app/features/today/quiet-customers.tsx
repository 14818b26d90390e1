import { ChevronRight, Phone } from 'lucide-react';
import { Link } from 'react-aria-components';
import { EVERYBODY, useCustomerRows, type CustomerRow } from '../../database/use-customer-rows';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { callLink } from '../../ui/contact-link';
import { IconLink } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { TwoLines } from '../../ui/two-lines';
import { customerName } from '../customers/customer-name';
import { writeListUrl } from '../customers/list/filter-url';
import { lastContactWords } from '../customers/last-contact';
import styles from './quiet-customers.module.css';
import { useSettings } from '../settings/settings-context';
import { useBookedAmong } from './use-booked-among';

const QUIET_DAYS = 30;
const SHOWN = 4;
/** As many are looked at, so that enough are left when some are booked. */
const LOOKED_AT = 16;

/**
 * Customers nobody has spoken to for long, those who just slipped away first. Whoever is booked until `weekEndAt` is
 * not offered: one sees them anyway; the list of all has them too, and only that list is counted.
 */
export function QuietCustomers({
  ownerId,
  nowMs,
  dayStartAt,
  weekEndAt,
}: {
  ownerId: string | null;
  nowMs: number;
  dayStartAt: string;
  weekEndAt: string;
}) {
  const t = useText();
  const formats = useFormats();
  const { stages } = useSettings();
  const filter = {
    ...EVERYBODY,
    notContactedForDays: QUIET_DAYS,
    // Won and lost customers are not waiting for a call.
    stages: stages.filter(({ kind }) => kind === 'open').map(({ id }) => id),
    ownerIds: ownerId === null ? [] : [ownerId],
  };
  const { total, ready, rowAt } = useCustomerRows(filter, 'lastContact');
  const looked = Array.from({ length: Math.min(total, LOOKED_AT) }, (_, at) => rowAt(at)).filter(
    (row): row is CustomerRow => row !== undefined,
  );
  const booked = useBookedAmong(
    looked.map(({ id }) => id),
    dayStartAt,
    weekEndAt,
  );
  if (!ready || booked === undefined) return null;
  const rows = looked.filter(({ id }) => !booked.has(id)).slice(0, SHOWN);
  if (rows.length === 0) return null;
  return (
    <Panel isFlush title={t('today.quiet.title', { days: QUIET_DAYS })}>
      <ul className={styles.list}>
        {rows.map((row) => {
          const name = customerName(row, t);
          return (
            <li key={row.id} className={styles.item}>
              <Link href={`/customers/${row.id}`} className={styles.link}>
                <TwoLines name={name} about={lastContactWords(row.lastContactAt, t, formats, nowMs)} />
              </Link>
              {row.phone !== '' && (
                <IconLink
                  tone="accent"
                  href={callLink(row.phone)}
                  label={t('today.callName', { name })}
                  icon={<Phone {...iconSize.row} />}
                />
              )}
            </li>
          );
        })}
      </ul>
      {total > rows.length && (
        <Link href={`/customers?${writeListUrl(filter, 'lastContact')}`} className={styles.all}>
          {t('today.quiet.all', { count: total })}
          <ChevronRight {...iconSize.small} />
        </Link>
      )}
    </Panel>
  );
}
