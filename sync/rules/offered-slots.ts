/** Times at which somebody has room, as they are offered to a customer. Pure. */
import type { Settings } from './settings';
import { instantOfWall, localTimeOf } from './wall-time';
import { workOf } from './work-time';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const STEP_MS = 30 * MINUTE_MS;
const LOOKED_AHEAD_DAYS = 21;
const OF_A_DAY = 2;

type Busy = { readonly startsAt: string; readonly endsAt: string };

/**
 * Beginnings within the working hours of `agentId`, from the day after `nowMs` on, that meet none of `busy`; at most
 * two of a day, apart from each other, and `most` in all. Instants, earliest first.
 */
export function offeredSlots(
  settings: Settings,
  agentId: string,
  busy: readonly Busy[],
  nowMs: number,
  lengthMinutes: number,
  most: number,
): string[] {
  const { zone } = settings.office;
  const taken = busy.map(({ startsAt, endsAt }) => [Date.parse(startsAt), Date.parse(endsAt)] as const);
  const lengthMs = lengthMinutes * MINUTE_MS;
  const today = Date.parse(localTimeOf(new Date(nowMs).toISOString(), zone).slice(0, 10));
  const offered: string[] = [];
  for (let day = 1; day <= LOOKED_AHEAD_DAYS && offered.length < most; day += 1) {
    const on = new Date(today + day * DAY_MS).toISOString().slice(0, 10);
    const free = workOf(settings, agentId, on).flatMap(({ from, to }) => {
      const [first, last] = [wallMs(on, from), wallMs(on, to) - lengthMs];
      const starts: number[] = [];
      for (let wall = Math.ceil(first / STEP_MS) * STEP_MS; wall <= last; wall += STEP_MS) {
        const at = instantOfWall(wall, zone);
        if (at !== null && !taken.some(([begin, end]) => begin < at + lengthMs && at < end)) starts.push(at);
      }
      return starts;
    });
    // Early and late, so that two of a day are two to choose from.
    const chosen = free.length <= OF_A_DAY ? free : [free[0]!, free[Math.floor(free.length * 0.6)]!];
    offered.push(...chosen.map((at) => new Date(at).toISOString()));
  }
  return offered.slice(0, most);
}

const wallMs = (on: string, time: string) =>
  time === '24:00' ? Date.parse(`${on}T00:00:00.000Z`) + DAY_MS : Date.parse(`${on}T${time}:00.000Z`);
