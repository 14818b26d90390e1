import { dayInZone } from './day-in-zone';
import { LOCALES, useLanguage, type Language } from './language';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** What Intl has no words for: its "now" would say that it is happening. */
const JUST_NOW: Readonly<Record<Language, string>> = { tr: 'az önce', en: 'just now' };

/**
 * Dates, times and numbers as the reader writes them. Instants are ISO UTC strings shown in `zone`; a "day" is a plain
 * 'YYYY-MM-DD' without zone, a "clock" a plain 'HH:mm'. An empty string formats to an empty string.
 */
export type Formats = ReturnType<typeof createFormats>;

export function createFormats(language: Language, zone: string) {
  const locale = LOCALES[language];
  const format = (options: Intl.DateTimeFormatOptions, timeZone = zone) => {
    const formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    // Newer browsers put a narrow no-break space before PM, older ones a plain one, at which a line would break.
    return (value: string | number) =>
      value === '' ? '' : formatter.format(new Date(value)).replace(/[ \u202f](?=[AP]M)/g, '\u00a0');
  };
  const clock: Intl.DateTimeFormatOptions =
    language === 'tr'
      ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
      : { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' };
  const time = format(clock);
  const clockTime = format(clock, 'UTC');
  const date = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const shortDate = format({ day: 'numeric', month: 'short' });
  const shortDateOfYear = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const weekdayDate = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const day = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, 'UTC');
  const plainWeekday = format({ weekday: 'long', day: 'numeric', month: 'long' }, 'UTC');
  const monthDay = format({ day: 'numeric', month: 'long' }, 'UTC');
  const month = format({ month: 'long', year: 'numeric' });
  const beforeTime = language === 'tr' ? ' ' : ', ';
  const timeRange = (from: string, to: string) => `${time(from)} – ${time(to)}`;
  /** Where room is scarce: 9:15 – 10:15 AM. Its two parts, so that a line may break between them. */
  const shortRange = (from: string, to: string): readonly [string, string] => {
    const [begin, end] = [time(from), time(to)];
    const half = /\s[AP]M$/.exec(end)?.[0] ?? '';
    return [half !== '' && begin.endsWith(half) ? begin.slice(0, -half.length) : begin, `– ${end}`];
  };
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = new Intl.NumberFormat(locale);
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });
  const lira = new Intl.NumberFormat(locale, { style: 'currency', currency: 'TRY' });
  const dayOf = dayInZone(zone);

  return {
    language,
    locale,
    zone,
    /** 21:00 or 9:00 PM */
    time,
    timeRange,
    shortRange,
    /** What stands between a day and a time of it. */
    beforeTime,
    /** A plain 'HH:mm' as the reader writes it. */
    clock: (hourMinute: string) => (hourMinute === '' ? '' : clockTime(`1970-01-01T${hourMinute}:00.000Z`)),
    /** 22 Kasım 2026 */
    date,
    /** 22 Kas */
    shortDate,
    /** 22 Kas; of another year than the one of `nowMs` 22 Kas 2027. */
    nearDate: (value: string, nowMs: number) =>
      dayOf(value).slice(0, 4) === dayOf(nowMs).slice(0, 4) ? shortDate(value) : shortDateOfYear(value),
    /** 22 Kasım Pazar */
    weekdayDate,
    /** A plain 'YYYY-MM-DD' as the reader writes it: 22 Kasım 2026 Pazar */
    day: (dayOn: string) => (dayOn === '' ? '' : day(`${dayOn}T12:00:00.000Z`)),
    /** A plain 'YYYY-MM-DD' of the days around: 26 Kasım Perşembe. */
    plainWeekday: (dayOn: string) => (dayOn === '' ? '' : plainWeekday(`${dayOn}T12:00:00.000Z`)),
    /** A plain 'MM-DD' and 'HH:mm' of the days around: 26 Kasım 10:00; November 26, 10:00 AM. */
    monthDayClock: (dayOfYear: string, hourMinute: string) =>
      // A year that has a 29 February.
      `${monthDay(`2000-${dayOfYear}T12:00:00.000Z`)}${beforeTime}${clockTime(`1970-01-01T${hourMinute}:00.000Z`)}`,
    month,
    /** 22 Kasım 2026 21:00; November 22, 2026, 9:00 PM */
    dateTime: (value: string) => (value === '' ? '' : `${date(value)}${beforeTime}${time(value)}`),
    /** 22 Kasım Pazar 21:00; Sunday, November 22, 9:00 PM. With an end, both times. */
    weekdayTime: (from: string, to?: string) =>
      `${weekdayDate(from)}${beforeTime}${to === undefined ? time(from) : timeRange(from, to)}`,
    /** Calendar days between an instant and now, in words: bugün, dün, 12 gün önce, 3 ay önce. */
    relativeDays(value: string, nowMs: number): string {
      if (value === '') return '';
      const days = Math.round((Date.parse(dayOf(value)) - Date.parse(dayOf(nowMs))) / DAY_MS);
      if (Math.abs(days) < 60) return relative.format(days, 'day');
      return Math.abs(days) < 730
        ? relative.format(Math.round(days / 30.44), 'month')
        : relative.format(Math.round(days / 365.25), 'year');
    },
    /** The same between two plain days. */
    relativePlainDays: (dayOn: string, todayOn: string) =>
      relative.format(Math.round((Date.parse(dayOn) - Date.parse(todayOn)) / DAY_MS), 'day'),
    /**
     * For things of the last hours: az önce, 4 dakika önce, 3 saat önce, then calendar days. What happened after
     * `nowMs`, which a screen reads once a minute, was just now.
     */
    relativeTime(value: string, nowMs: number): string {
      if (value === '') return '';
      const minutes = Math.round(Math.min(0, Date.parse(value) - nowMs) / MINUTE_MS);
      if (Math.abs(minutes) < 1) return JUST_NOW[language];
      if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
      if (Math.abs(minutes) < 24 * 60 && dayOf(value) === dayOf(nowMs))
        return relative.format(Math.trunc(minutes / 60), 'hour');
      return this.relativeDays(value, nowMs);
    },
    /** The viewer's calendar day of an instant, as 'YYYY-MM-DD'. */
    dayOf,
    number: (value: number) => number.format(value),
    /** "Ankara, İzmir veya Bursa" */
    either: (those: readonly string[]) => either.format(those),
    /** Turkish lira. */
    lira: (value: number) => lira.format(value),
    /** Room on a device, in the unit a person would name it in: 340 kB, 10,7 GB. */
    bytes: (value: number) => {
      const [unit, size] =
        value >= 1e9
          ? (['gigabyte', 1e9] as const)
          : value >= 1e6
            ? (['megabyte', 1e6] as const)
            : (['kilobyte', 1e3] as const);
      return new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        maximumFractionDigits: 1,
      }).format(value / size);
    },
  };
}

const ZONE_IS_FRESH_MS = 1_000;
let zone = { name: '', readAtMs: -Infinity };

/** Where the device is now: people travel with it. Asking the browser takes longer than a cell that shows a time. */
export function viewerZone(): string {
  const nowMs = performance.now();
  if (nowMs - zone.readAtMs > ZONE_IS_FRESH_MS)
    zone = { name: Intl.DateTimeFormat().resolvedOptions().timeZone, readAtMs: nowMs };
  return zone.name;
}

/** Making Intl's formatters takes longer than drawing the row that uses them, so every component shares them. */
const made = new Map<string, Formats>();

function formatsFor(language: Language, zone: string): Formats {
  const key = `${language} ${zone}`;
  const formats = made.get(key) ?? createFormats(language, zone);
  made.set(key, formats);
  return formats;
}

export function useFormats(): Formats {
  return formatsFor(useLanguage(), viewerZone());
}
