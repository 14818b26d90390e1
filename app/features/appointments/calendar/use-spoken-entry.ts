import { useCallback } from 'react';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import type { CalendarEntry } from './calendar-entries';

/** An appointment in one sentence, for those who hear the calendar instead of seeing it. */
export function useSpokenEntry(): (entry: CalendarEntry | undefined) => string {
  const t = useText();
  const formats = useFormats();
  return useCallback(
    (entry) => {
      if (entry === undefined) return '';
      const { appointment, customer, agent, clashes } = entry;
      const parts = [
        customer,
        formats.weekdayTime(appointment.startsAt, appointment.endsAt),
        appointment.title,
        agent,
        appointment.status === 'confirmed' ? '' : t(`appointments.status.${appointment.status}`),
        clashes.length > 0 ? t('appointments.clash.spoken', { count: clashes.length }) : '',
      ];
      return parts.filter((part) => part !== '').join(', ');
    },
    [t, formats],
  );
}
