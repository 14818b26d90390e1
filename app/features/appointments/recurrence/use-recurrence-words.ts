import { useCallback } from 'react';
import type { Weekday } from '../../../../sync/rules/recurrence-rule';
import { useFormats } from '../../../i18n/formats';
import { recurrenceWords, weekdayWords } from '../../../i18n/recurrence-words';
import { useText } from '../../../i18n/use-text';

export function useWeekdayWords(): (weekday: Weekday, width?: 'long' | 'short') => string {
  const { language } = useFormats();
  return useCallback((weekday, width = 'long') => weekdayWords(weekday, width, language), [language]);
}

/** `recurrenceWords` in the reader's language. */
export function useRecurrenceWords(): (rrule: string, startsAt: string) => string {
  const t = useText();
  const formats = useFormats();
  return useCallback((rrule, startsAt) => recurrenceWords(rrule, startsAt, { t, formats }), [t, formats]);
}
