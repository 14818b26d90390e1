/** The figures of any part of a month's facts: of all, of one agent, one source, one kind. Pure. */
import type { Facts } from './facts.store';
import type { MeasureId } from './measure-words';

/** `sample`: of how many it was made, where that decides whether it says anything. */
export type Measured = {
  readonly value: number | null;
  readonly ids: readonly string[];
  readonly isTooFew?: true;
};
export type Measures = Readonly<Record<MeasureId, Measured>>;
/** How much of working time there was, where one is measured by it. */
export type Counting = {
  readonly untilMs: number;
  /** 'open' | 'won' | 'lost' by stage. */
  readonly kindOf: (stage: string) => string;
  readonly workingDays: number | null;
  /** Of the office's working time between two instants. */
  readonly minutesAtWork: (from: string, until: string) => number;
};

/** Fewer than this say nothing: no rate, no median. */
export const FEWEST = 5;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export function measure(facts: Facts, { untilMs, kindOf, workingDays, minutesAtWork }: Counting): Measures {
  const { leads, contacts, bookings, outcomes, moves, standing, messages, turns, mailings } = facts;
  const counted = (items: readonly { id: string }[]): Measured => {
    const ids = [...new Set(items.map(({ id }) => id))];
    return { value: ids.length, ids };
  };
  const calls = contacts.filter(({ kind }) => kind === 'call');
  const reached = calls.filter(({ outcome }) => outcome !== 'no_answer');
  const at = (...statuses: string[]) => outcomes.filter(({ status }) => statuses.includes(status));
  const [held, noShow] = [counted(at('held')), counted(at('no_show'))];
  const won = countedPeople(moves.filter(({ to }) => kindOf(to) === 'won'));
  const lost = countedPeople(moves.filter(({ to }) => kindOf(to) === 'lost'));
  const met = leads.filter(({ firstContactAt }) => firstContactAt !== null);
  const toContact = met.map((one) => (Date.parse(one.firstContactAt!) - Date.parse(one.createdAt)) / HOUR_MS);
  const ahead = bookings.map(({ createdAt, startsAt }) => (Date.parse(startsAt) - Date.parse(createdAt)) / DAY_MS);
  const answered = turns.filter(({ answeredAt }) => answeredAt !== null);
  const waited = answered.map(({ askedAt, answeredAt }) => minutesAtWork(askedAt, answeredAt!));
  const mailed = counted(mailings);
  const ended = (...states: string[]) => counted(mailings.filter(({ state }) => states.includes(state)));
  const customersHeld = counted(standing);
  const perDay = (part: Measured) => per(part, workingDays, 1);
  const per100 = (part: Measured) => per(part, customersHeld.value, 100);
  return {
    newCustomers: counted(leads),
    firstContactHours: typical(median, toContact, met),
    firstContactHoursMean: typical(mean, toContact, met),
    notContacted: counted(leads.filter(({ isReached }) => !isReached)),
    contacts: counted(contacts),
    calls: counted(calls),
    reached: counted(reached),
    reachedRate: share(counted(reached), counted(calls)),
    visits: counted(contacts.filter(({ kind }) => kind === 'visit')),
    contactsPerDay: perDay(counted(contacts)),
    contactsPer100: per100(counted(contacts)),
    booked: counted(bookings),
    leadTimeDays: typical(median, ahead, bookings),
    leadTimeDaysMean: typical(mean, ahead, bookings),
    held,
    heldPerDay: perDay(held),
    noShow,
    noShowRate: share(noShow, { value: held.value! + noShow.value!, ids: [...held.ids, ...noShow.ids] }),
    cancelled: counted(at('cancelled', 'declined')),
    noOutcome: counted(at('confirmed', 'approved').filter(({ endsAt }) => Date.parse(endsAt) < untilMs)),
    won,
    wonPer100: per100(won),
    lost,
    conversion: share(won, { value: won.value! + lost.value!, ids: [...won.ids, ...lost.ids] }),
    customersHeld,
    messagesIn: counted(messages.filter(({ direction }) => direction === 'in')),
    messagesOut: counted(messages.filter(({ direction }) => direction === 'out')),
    answerMinutes: typical(median, waited, answered),
    answerMinutesMean: typical(mean, waited, answered),
    unanswered: counted(turns.filter(({ answeredAt }) => answeredAt === null)),
    mailed,
    mailedDelivered: ended('delivered', 'read'),
    mailedFailed: ended('failed', 'bounced'),
    mailedRefused: ended('unsubscribed', 'complained'),
    mailedRefusedRate: share(ended('unsubscribed', 'complained'), mailed),
    workingDays: { value: workingDays, ids: [] },
  };
}

/** Each person once, however many of their records moved: by the first that did. */
export function countedPeople(moves: Facts['moves']): Measured {
  const firsts = new Map<string, string>();
  for (const { id, customer } of moves) {
    const person = customer || id;
    if (!firsts.has(person)) firsts.set(person, id);
  }
  return { value: firsts.size, ids: [...firsts.values()] };
}

/** For so many of what it is measured by, of which there are at least FEWEST; null: it is measured by nothing here. */
function per({ value, ids }: Measured, whole: number | null, times: number): Measured {
  if (whole === null || value === null) return { value: null, ids };
  return whole < FEWEST ? { value: null, ids, isTooFew: true } : { value: rounded((value * times) / whole), ids };
}

/** In percent, of at least FEWEST. */
function share(part: Measured, whole: Measured): Measured {
  if (whole.value! < FEWEST) return { value: null, ids: whole.ids, isTooFew: true };
  return { value: rounded((part.value! * 100) / whole.value!), ids: whole.ids };
}

export function typical(
  of: (values: readonly number[]) => number,
  values: readonly number[],
  items: readonly { id: string }[],
): Measured {
  const ids = [...new Set(items.map(({ id }) => id))];
  return values.length < FEWEST ? { value: null, ids, isTooFew: true } : { value: rounded(of(values)), ids };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
export const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
/**
 * To tenths, a half away from zero; what a binary fraction is short of it (0.7 + 0.6 is 1.2999999999999998) does not
 * count.
 */
export const rounded = (value: number) => Math.round(Number((value * 10).toPrecision(12))) / 10;
