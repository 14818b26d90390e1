/** When people do not work, as a calendar shades it. Pure. */
import type { Settings } from './settings';
import type { Span } from './setting-values';
import { absencesOn, holidayOn, workOf } from './work-time';

const DAY: Span = { from: '00:00', to: '24:00' };

/**
 * The hours of a day ('YYYY-MM-DD') in which none of these members works, earliest first; wall-clock in the office's
 * zone.
 */
export function freeHoursOf(settings: Settings, memberIds: readonly string[], on: string): readonly Span[] {
  const work = memberIds
    .flatMap((id) => [...workOf(settings, id, on)])
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const free: Span[] = [];
  let reached = DAY.from;
  for (const { from, to } of work) {
    if (from > reached) free.push({ from: reached, to: from });
    if (to > reached) reached = to;
  }
  if (reached < DAY.to) free.push({ from: reached, to: DAY.to });
  return free;
}

/** What is to be said of a day: its holiday, and who is away; `span` where it is not all day. */
export type DayNote = {
  readonly holiday: { readonly nameTr: string; readonly nameEn: string } | null;
  readonly away: readonly { readonly memberId: string; readonly span: Span | null }[];
};

export function dayNoteOf(settings: Settings, memberIds: readonly string[], on: string): DayNote {
  return {
    holiday: holidayOn(settings, on),
    away: memberIds.flatMap((memberId) => {
      const absences = absencesOn(settings, memberId, on);
      const [first] = absences;
      if (first === undefined) return [];
      const partial = absences.every(({ toTime }) => toTime !== '') ? { from: first.fromTime, to: first.toTime } : null;
      return [{ memberId, span: partial }];
    }),
  };
}
