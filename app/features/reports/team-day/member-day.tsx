import { Link } from 'react-aria-components';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Badge } from '../../../ui/badge';
import { Particulars } from '../../../ui/particulars';
import { customersHref } from '../../customers/customers-href';
import { silentDays, type TeamDay, type TeamMember } from './silence';
import styles from './team-day.module.css';

const SHOWN = 6;

/** What one person has today: the day's appointments, and what is to be done. */
export function MemberDay({ member, at }: { member: TeamMember; at: string }) {
  const t = useText();
  const formats = useFormats();
  const { id, name, teamName, customers, dueSteps, overdueSteps, appointments } = member;
  return (
    <li className={styles.member}>
      <div className={styles.head}>
        <h3 className={styles.name}>
          <Link href={customersHref(id)}>{name}</Link>
        </h3>
        {silentDays(member, at) !== null && <Badge tone="amber">{t('teamDay.isSilent')}</Badge>}
        {overdueSteps > 0 && <Badge tone="brick">{t('teamDay.overdue', { count: overdueSteps })}</Badge>}
      </div>
      <p className={styles.facts}>
        <Particulars
          texts={[
            teamName,
            t('teamDay.customersOf', { count: customers }),
            t('teamDay.dueSteps', { count: dueSteps }),
            t('teamDay.appointments', { count: appointments.length }),
          ]}
        />
      </p>
      {appointments.length > 0 && (
        <ol className={styles.appointments} aria-label={t('teamDay.appointmentsOf', { name })}>
          {appointments.slice(0, SHOWN).map((one) => (
            <li key={`${one.id} ${one.startsAt}`} data-over={one.endsAt < at || undefined}>
              <span className={styles.time}>{formats.time(one.startsAt)}</span>
              <Link href={`/customers/${one.customerId}`}>{one.customerName}</Link>
              <span className={styles.status}>{t(`appointments.status.${one.status}`)}</span>
            </li>
          ))}
          {appointments.length > SHOWN && <li>{t('teamDay.more', { count: appointments.length - SHOWN })}</li>}
        </ol>
      )}
    </li>
  );
}

/** Somebody who left, whose customers are to be given to others: the list that opens is where that is done. */
export function LeftMember({ member: { id, name, customers } }: { member: TeamDay['left'][number] }) {
  const t = useText();
  return (
    <li className={styles.member}>
      <div className={styles.head}>
        <h3 className={styles.name}>
          <Link href={customersHref(id)}>{t('customers.owner.inactive', { name })}</Link>
        </h3>
      </div>
      <p className={styles.facts}>{t('teamDay.toHandOver', { count: customers })}</p>
    </li>
  );
}
