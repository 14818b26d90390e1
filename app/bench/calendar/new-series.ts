import { formatRecurrence, WEEKDAYS } from '../../../sync/rules/recurrence-rule';
import { DAY_MS, MINUTE_MS, mondayMs, type Agent } from './furnish-calendar';

export const COUNT = 52;
/** Minutes of the day (UTC); what is late on some days is met. */
const BEGINS = 13 * 60;
const LENGTH = 60;
const WEEKDAYS_OF_WORK = 5;

/** A weekly series of fifty-two that somebody makes. */
export type NewSeries = {
  readonly customerId: string;
  readonly agentId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly rrule: string;
};

/** So many that none meets another: each has its agent and its day of the week. */
export function newSeries(agents: readonly Agent[], nowMs: number, count: number): NewSeries[] {
  const most = agents.length * WEEKDAYS_OF_WORK;
  if (count > most) throw new Error(`at most ${most} new series have a place of their own`);
  return Array.from({ length: count }, (_, at) => {
    const { id: agentId, customers } = agents[at % agents.length]!;
    const weekday = Math.floor(at / agents.length);
    const startMs = mondayMs(nowMs) + (7 + weekday) * DAY_MS + BEGINS * MINUTE_MS;
    return {
      customerId: customers[at % customers.length]!,
      agentId,
      startsAt: new Date(startMs).toISOString(),
      endsAt: new Date(startMs + LENGTH * MINUTE_MS).toISOString(),
      rrule: formatRecurrence({
        pattern: { every: 'week', days: [WEEKDAYS[weekday]!] },
        interval: 1,
        end: { ends: 'after', count: COUNT },
      }),
    };
  });
}
