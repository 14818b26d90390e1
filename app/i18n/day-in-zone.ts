const WEEK_MS = 7 * 24 * 60 * 60_000;
/** Between them what Intl says of both ends of a week holds within it; outside it is asked of the instant itself. */
const [FROM_MS, UNTIL_MS] = [Date.UTC(1970, 0, 1), Date.UTC(9990, 0, 1)];

/**
 * The calendar day of an instant (ISO or milliseconds) in an IANA zone, as 'YYYY-MM-DD'. A list of thousands asks
 * thousands of times, and Intl is slow to answer: it is asked once a week of time, and again only where the clocks of
 * the zone were changed in that week.
 */
export function dayInZone(zone: string): (at: string | number) => string {
  // Put together from parts: no locale writes YYYY-MM-DD in every engine (WebKit's en-CA writes 11/22/2026).
  const wall = new Intl.DateTimeFormat('en', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
  });
  const partsOf = (ms: number) => Object.fromEntries(wall.formatToParts(ms).map((part) => [part.type, part.value]));
  const offsetAt = (ms: number) => {
    const { year, month, day, hour, minute, second } = partsOf(ms);
    const there = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
    return there - Math.floor(ms / 1000) * 1000;
  };
  const known = new Map<number, number>();
  const offsetOfWeek = (week: number) => {
    let offset = known.get(week);
    if (offset === undefined) known.set(week, (offset = offsetAt(week * WEEK_MS)));
    return offset;
  };
  return (at) => {
    const ms = typeof at === 'number' ? at : Date.parse(at);
    if (!(ms >= FROM_MS && ms < UNTIL_MS)) {
      const { year = '', month, day } = partsOf(ms);
      return `${year.padStart(4, '0')}-${month}-${day}`;
    }
    const week = Math.floor(ms / WEEK_MS);
    const offset = offsetOfWeek(week);
    return new Date(ms + (offset === offsetOfWeek(week + 1) ? offset : offsetAt(ms))).toISOString().slice(0, 10);
  };
}
