import { takesTime } from '../../../../sync/rules/appointment-status';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { classNames } from '../../../ui/class-names';
import { useAppointmentsOfDays, type Appointment } from '../use-appointments';
import { useCustomers } from '../use-customers';
import styles from './requests.module.css';

/** The agent's day with the request in its place: what stands before and after it, and what it meets. */
export function DayAround({ request, agent }: { request: Appointment; agent: string }) {
  const t = useText();
  const formats = useFormats();
  const day = formats.dayOf(request.startsAt);
  const all = useAppointmentsOfDays(day, day, formats.zone);
  const others = (all ?? []).filter(
    (one) => one.agentId === request.agentId && takesTime(one) && one.id !== request.id && !isOfSeries(one, request),
  );
  const { nameOf } = useCustomers(others.map((one) => one.customerId));
  if (all === undefined) return null;
  const line = [...others, request].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  return (
    <div className={styles.around}>
      <p className={styles.aroundTitle}>
        {others.length === 0
          ? t('appointments.approval.dayFree', { agent })
          : t('appointments.approval.dayOf', { agent, count: others.length })}
      </p>
      <ol className={styles.line}>
        {line.map((one) => {
          const isAsked = one === request;
          const meets = !isAsked && one.startsAt < request.endsAt && one.endsAt > request.startsAt;
          return (
            <li key={one.id} className={classNames(styles.slot, isAsked && styles.asked, meets && styles.meets)}>
              <span className={styles.slotTime}>{formats.timeRange(one.startsAt, one.endsAt)}</span>
              <span className={styles.slotName}>
                {isAsked ? t('appointments.approval.thisRequest') : nameOf(one.customerId)}
              </span>
              {meets && <span className={styles.meetsWord}>{t('appointments.clash.short')}</span>}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** The dates of a series that is asked for are the request itself. */
const isOfSeries = (one: Appointment, request: Appointment) => one.occurrence?.seriesId === request.id;
