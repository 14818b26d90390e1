import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import type { CalendarEntry } from './calendar-entries';

/** An appointment in one sentence, for those who hear the calendar instead of seeing it. */
export function useSpokenEntry(): (entry: CalendarEntry) => string {
  const t = useText();
  const formats = useFormats();
  return ({ appointment, customer, agent, clashes }) => [
    customer,
    `${formats.weekdayDate(appointment.startsAt)} ${formats.timeRange(appointment.startsAt, appointment.endsAt)}`,
    appointment.title,
    agent,
    appointment.status === 'confirmed' ? '' : t(`appointments.status.${appointment.status}`),
    clashes.length > 0 ? t('appointments.clash.spoken', { count: clashes.length }) : '',
  ].filter((part) => part !== '').join(', ');
}
