/** When a reminder has to leave, walked minute by minute with nothing but Intl: the oracle. Milliseconds since 1970. */
const MINUTE_MS = 60_000;
const STEP_MS = 5 * MINUTE_MS;
export const QUIET = { from: '21:00', to: '08:00' };
export const OFFSETS = [1_440, 120] as const;

const clocks = new Map<string, Intl.DateTimeFormat>();
export function wallOf(atMs: number, zone: string): { day: number; month: string; time: string } {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    const parts = { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    clock = new Intl.DateTimeFormat('tr-TR', { timeZone: zone, ...parts });
    clocks.set(zone, clock);
  }
  const found = Object.fromEntries(clock.formatToParts(atMs).map(({ type, value }) => [type, value]));
  return { day: Number(found['day']), month: String(found['month']), time: `${found['hour']}:${found['minute']}` };
}

export function isNight(atMs: number, zone: string): boolean {
  const { time } = wallOf(atMs, zone);
  return time >= QUIET.from || time < QUIET.to;
}

/** The moment it is due; null: there is none that is of use. */
export function dueOf(startMs: number, offsetMinutes: number, zone: string): number | null {
  return momentsOf(startMs, offsetMinutes, zone)[0] ?? null;
}

/** Whether at `nowMs` or later there still is a moment at which it may leave. */
export const isOfUse = (startMs: number, offsetMinutes: number, zone: string, nowMs: number): boolean =>
  (momentsOf(startMs, offsetMinutes, zone).at(-1) ?? 0) >= nowMs;

/** When it may leave, by steps: by day until half of the time is over, and else in the half hour before the night. */
function momentsOf(startMs: number, offsetMinutes: number, zone: string): number[] {
  const wanted = startMs - offsetMinutes * MINUTE_MS;
  const useless = startMs - (offsetMinutes / 2) * MINUTE_MS;
  const moments = stepsBetween(wanted, useless).filter((at) => !isNight(at, zone));
  if (moments.length > 0) return moments;
  let evening = wanted;
  while (isNight(evening, zone)) evening -= STEP_MS;
  const night = evening + STEP_MS;
  return stepsBetween(night - 30 * MINUTE_MS, night);
}

const stepsBetween = (fromMs: number, untilMs: number): number[] =>
  Array.from({ length: Math.max(0, Math.ceil((untilMs - fromMs) / STEP_MS)) }, (_, at) => fromMs + at * STEP_MS);
