/** Hours in which nothing is sent, by the clocks of a zone. All times here are milliseconds since 1970. */
import { instantOfWall, localTimeOf } from './wall-time';

export type QuietHours = { readonly quietFrom: string; readonly quietTo: string };
export type TimeSpan = { readonly fromMs: number; readonly untilMs: number };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Whether clocks in the zone stand within them. */
export function isQuiet({ quietFrom, quietTo }: QuietHours, atMs: number, zone: string): boolean {
  if (quietFrom === '') return false;
  const time = localTimeOf(new Date(atMs).toISOString(), zone).slice(11);
  return quietFrom < quietTo ? quietFrom <= time && time < quietTo : time >= quietFrom || time < quietTo;
}

/** What is left of [fromMs, untilMs) without them, earliest first. */
export function withoutQuiet(quiet: QuietHours, fromMs: number, untilMs: number, zone: string): TimeSpan[] {
  if (fromMs >= untilMs) return [];
  let left: TimeSpan[] = [{ fromMs, untilMs }];
  for (const taken of quietSpans(quiet, fromMs, untilMs, zone))
    left = left.flatMap((span) => {
      if (taken.untilMs <= span.fromMs || span.untilMs <= taken.fromMs) return [span];
      return [
        ...(span.fromMs < taken.fromMs ? [{ fromMs: span.fromMs, untilMs: taken.fromMs }] : []),
        ...(taken.untilMs < span.untilMs ? [{ fromMs: taken.untilMs, untilMs: span.untilMs }] : []),
      ];
    });
  return left;
}

/** The quiet hours that touch [fromMs, untilMs). */
export function quietSpans({ quietFrom, quietTo }: QuietHours, fromMs: number, untilMs: number, zone: string) {
  if (quietFrom === '') return [];
  const spans: TimeSpan[] = [];
  const firstDay = Date.parse(localTimeOf(new Date(fromMs).toISOString(), zone).slice(0, 10)) - DAY_MS;
  for (let dayMs = firstDay; ; dayMs += DAY_MS) {
    const from = beginsAt(dayMs + timeMs(quietFrom), zone);
    if (from >= untilMs) return spans;
    const until = endsAt(dayMs + timeMs(quietTo) + (quietTo <= quietFrom ? DAY_MS : 0), zone);
    if (until > fromMs && until > from) spans.push({ fromMs: from, untilMs: until });
  }
}

const timeMs = (time: string) => Date.parse(`1970-01-01T${time}:00.000Z`);

/** Clocks that leap over it: an hour earlier rather than later. */
const beginsAt = (wallMs: number, zone: string): number =>
  instantOfWall(wallMs, zone) ?? instantOfWall(wallMs - HOUR_MS, zone) ?? wallMs;

/** Clocks that show it twice: the second time. */
function endsAt(wallMs: number, zone: string): number {
  const first = instantOfWall(wallMs, zone) ?? instantOfWall(wallMs + HOUR_MS, zone) ?? wallMs;
  const again = [HOUR_MS, HOUR_MS / 2].find((later) => wallOf(first + later, zone) === wallOf(first, zone));
  return first + (again ?? 0);
}

const wallOf = (atMs: number, zone: string) => localTimeOf(new Date(atMs).toISOString(), zone);
