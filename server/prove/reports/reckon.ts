/** What a month's figures must be, reckoned from the log of what happened and from nothing that the office keeps. */
import { asOf, reckonLetters } from './reckon-letters';
import type { Log } from './office-log';

export type Reckoned = ReadonlyMap<string, number>;
const HOUR_MS = 3_600_000;

/** By `group/row/column`; figures of nothing are left out. */
export function reckon(log: Log, teamId: string | null, fromMs: number, untilMs: number): Reckoned {
  const sums = new Map<string, Set<string>>();
  const note = (group: string, row: string, column: string, id: string) => {
    const key = `${group}/${row}/${column}`;
    sums.set(key, (sums.get(key) ?? new Set()).add(id));
  };
  const isOurs = (owner: string) => teamId === null || log.teamOf.get(owner) === teamId;
  const isIn = (ms: number) => ms >= fromMs && ms < untilMs;
  const hours: number[] = [];
  for (const person of log.people) {
    const began = person.changes[0]!;
    if (isIn(person.createdMs) && isOurs(began.owner)) {
      note('summary', 'all', 'newCustomers', person.id);
      note('agents', began.owner, 'newCustomers', person.id);
      note('sources', began.source, 'newCustomers', person.id);
      const first = log.talks
        .filter(
          ({ customer, kind, outcome, atMs }) =>
            customer === person && atMs < untilMs && kind !== 'note' && outcome !== 'no_answer',
        )
        .map(({ atMs }) => atMs)
        .sort((a, b) => a - b)[0];
      if (first === undefined) note('summary', 'all', 'notContacted', person.id);
      else hours.push((first - person.createdMs) / HOUR_MS);
    }
    const last = asOf(person, untilMs - 1);
    if (person.createdMs < untilMs && isOurs(last.owner)) {
      note('summary', 'all', 'customersHeld', person.id);
      note('agents', last.owner, 'customersHeld', person.id);
      note('stages', last.stage, 'standing', person.id);
    }
    for (const [at, { atMs, owner, stage, source }] of person.changes.entries()) {
      if (!isIn(atMs) || !isOurs(owner) || person.changes[at - 1]?.stage === stage) continue;
      note('stages', stage, 'entered', person.id);
      if (stage !== 'won' && stage !== 'lost') continue;
      note('summary', 'all', stage, person.id);
      note('sources', source, stage, person.id);
      if (stage === 'won') note('agents', owner, 'won', person.id);
    }
  }
  for (const { id, customer, author, kind, outcome, atMs } of log.talks) {
    if (!isIn(atMs) || kind === 'note' || !isOurs(asOf(customer, atMs).owner)) continue;
    note('summary', 'all', kind === 'call' ? 'calls' : 'visits', id);
    note('summary', 'all', 'contacts', id);
    note('agents', author, 'contacts', id);
    if (kind === 'call' && outcome !== 'no_answer') note('summary', 'all', 'reached', id);
  }
  for (const { id, customer, agent, status, madeMs, startsMs, isReminded } of log.meetings) {
    if (status === 'draft') continue;
    if (isIn(madeMs) && isOurs(asOf(customer, madeMs).owner)) note('summary', 'all', 'booked', id);
    if (!isIn(startsMs) || !isOurs(asOf(customer, startsMs).owner)) continue;
    const column =
      { held: 'held', no_show: 'noShow', cancelled: 'cancelled', declined: 'cancelled' }[status] ?? 'noOutcome';
    if (column !== 'noOutcome' || startsMs + HOUR_MS < untilMs) note('summary', 'all', column, id);
    if (column === 'held') note('agents', agent, 'held', id);
    if (column === 'held' || column === 'noShow')
      note('reminders', isReminded ? 'reminded' : 'notReminded', column, id);
  }
  const typical = reckonLetters(log, isOurs, fromMs, untilMs, note);
  const figures = new Map([...sums].map(([key, ids]) => [key, ids.size]));
  if (hours.length >= 5) {
    const sorted = hours.sort((a, b) => a - b);
    const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1]!, sorted[Math.floor(sorted.length / 2)]!];
    figures.set('summary/all/firstContactHours', Math.round(((low + high) / 2) * 10) / 10);
  }
  for (const [key, value] of typical) figures.set(key, value);
  return figures;
}
