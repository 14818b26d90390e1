import type { EventInput } from '@fullcalendar/react';
import { useMemo } from 'react';
import type { MemberFields } from '../../../../sync/collections/member';
import { dayNoteOf, freeHoursOf } from '../../../../sync/rules/free-hours';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { useSettings } from '../../settings/settings-context';
import { shownDays, type CalendarView } from './calendar-url';
import { addDays, resolveWallClock } from '../../../ui/wall-clock';

export type WorkShade = {
  /** What none of the people works, behind the appointments. */
  readonly shade: readonly EventInput[];
  /** By day: its holiday and who is away, in words. */
  readonly notes: ReadonlyMap<string, string>;
};

/** How a grid shows the hours, holidays and absences of those whose calendar it is. */
export function useWorkShade(
  view: Exclude<CalendarView, 'agenda' | 'team'>,
  date: string,
  people: readonly Pick<MemberFields, 'id' | 'fullName'>[],
): WorkShade {
  const t = useText();
  const formats = useFormats();
  const settings = useSettings();
  return useMemo(() => {
    const ids = people.map(({ id }) => id);
    const nameOf = new Map(people.map(({ id, fullName }) => [id, fullName]));
    const shade: EventInput[] = [];
    const notes = new Map<string, string>();
    const { from, to } = shownDays(view, date);
    const { zone } = settings.office;
    for (let on = from; on <= to; on = addDays(on, 1)) {
      const free = freeHoursOf(settings, ids, on);
      const look = { display: 'background', editable: false } as const;
      if (view !== 'month')
        for (const span of free) {
          const end = span.to === '24:00' ? { date: addDays(on, 1), time: '00:00' } : { date: on, time: span.to };
          const [start, until] = [{ date: on, time: span.from }, end].map((at) => resolveWallClock(at, zone).at);
          shade.push({ ...look, id: `${on} ${span.from}`, start: start!, end: until! });
        }
      else if (free.some((span) => span.from === '00:00' && span.to === '24:00'))
        shade.push({ ...look, id: on, start: on, end: addDays(on, 1), allDay: true });
      const { holiday, away } = dayNoteOf(settings, ids, on);
      const awayWords = away.map(({ memberId, span }) => {
        const kind = people.length > 1 ? (span === null ? 'one' : 'hours') : span === null ? 'self' : 'selfHours';
        const when = span === null ? '' : `${formats.clock(span.from)}–${formats.clock(span.to)}`;
        return t(`appointments.away.${kind}`, { name: nameOf.get(memberId) ?? '', when });
      });
      const words = [
        holiday === null ? '' : formats.language === 'tr' ? holiday.nameTr : holiday.nameEn,
        ...(view === 'day' || away.length < 2 ? awayWords : [t('appointments.away.some', { count: away.length })]),
      ].filter((one) => one !== '');
      if (words.length > 0) notes.set(on, words.join(' · '));
    }
    return { shade, notes };
  }, [view, date, people, settings, formats, t]);
}
