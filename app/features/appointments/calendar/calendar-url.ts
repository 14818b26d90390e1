/** What the calendar shows, as its address says it: /calendar?view=week&date=2026-11-23&agent=… */
export const CALENDAR_VIEWS = ['day', 'team', 'days', 'week', 'month', 'agenda'] as const;
export type CalendarView = (typeof CALENDAR_VIEWS)[number];

/**
 * A week needs width: on a phone three days stand in its place, so that an address means the nearest thing everywhere.
 * A team's day needs a team.
 */
export function viewFor(view: CalendarView, isNarrow: boolean, hasTeam = true): CalendarView {
  if (view === 'team') return hasTeam ? view : 'day';
  if (isNarrow) return view === 'week' ? 'days' : view;
  return view === 'days' ? 'week' : view;
}

export type CalendarPlace = {
  readonly view: CalendarView;
  /** Any day of the period shown, 'YYYY-MM-DD'. */
  readonly date: string;
  /** Member ids; empty: everyone the reader sees. */
  readonly agentIds: readonly string[];
};

/**
 * Whether an address names a day that exists and that calendars can step from in either direction: an appointment is
 * neither before 1970 nor after 2199.
 */
export function isCalendarDay(date: string): boolean {
  if (!/^(19[7-9]|20\d|21\d)\d-\d\d-\d\d$/.test(date)) return false;
  const at = new Date(`${date}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}

/** Reads an address; what is missing or makes no sense becomes `otherwise`. */
export function readCalendarPlace(search: URLSearchParams, otherwise: CalendarPlace): CalendarPlace {
  const view = CALENDAR_VIEWS.find((one) => one === search.get('view')) ?? otherwise.view;
  const date = search.get('date') ?? '';
  const agents = search.get('agent');
  return {
    view,
    date: isCalendarDay(date) ? date : otherwise.date,
    agentIds:
      agents === null
        ? otherwise.agentIds
        : agents === 'all'
          ? []
          : agents.split(',').filter((id) => /^[0-9a-f-]{36}$/.test(id)),
  };
}

export function calendarSearch(place: CalendarPlace): string {
  const search = new URLSearchParams({
    view: place.view,
    date: place.date,
    agent: place.agentIds.length === 0 ? 'all' : place.agentIds.join(','),
  });
  return `?${search.toString().replaceAll('%2C', ',')}`;
}

/** The days a view shows, both ends included, weeks beginning on Monday. */
export function shownDays(view: CalendarView, date: string): { from: string; to: string } {
  const at = new Date(`${date}T00:00:00.000Z`);
  const shift = (day: Date, by: number) => new Date(day.getTime() + by * 86_400_000);
  const text = (day: Date) => day.toISOString().slice(0, 10);
  const monday = (day: Date) => shift(day, -((day.getUTCDay() + 6) % 7));
  if (view === 'day' || view === 'team') return { from: date, to: date };
  if (view === 'days') return { from: date, to: text(shift(at, 2)) };
  if (view === 'week') return { from: text(monday(at)), to: text(shift(monday(at), 6)) };
  if (view === 'agenda') return { from: date, to: text(shift(at, 13)) };
  const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0));
  return { from: text(monday(first)), to: text(shift(monday(last), 6)) };
}

/** The date one period earlier or later. A month goes to its first day, so that 31 March is followed by April. */
export function stepDate(view: CalendarView, date: string, by: 1 | -1): string {
  const at = new Date(`${date}T00:00:00.000Z`);
  if (view === 'month')
    return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + by, 1)).toISOString().slice(0, 10);
  const days = { day: 1, team: 1, days: 3, week: 7, agenda: 14 }[view];
  return new Date(at.getTime() + by * days * 86_400_000).toISOString().slice(0, 10);
}
