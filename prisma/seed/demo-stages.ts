import type { CustomerFields } from '../../sync/collections/customer';
import type { Random } from '../factories/random';
import { DAY_MS, HOUR_MS, intoWorkingHours } from './office-hours';

const WAY = ['new', 'contacted', 'qualified', 'proposal', 'won'];
/** Days that a customer usually stands at a stage, fewest and most. */
const DAYS: Readonly<Record<string, readonly [number, number]>> = {
  new: [0, 4],
  contacted: [2, 21],
  qualified: [3, 30],
  proposal: [4, 40],
};

/** Of the answers that one tap gives when somebody is lost. */
const REASONS = ['Fiyat', 'Rakibi seçti', 'Zamanı değil', 'Yanıt vermedi', 'Aradığı bizde yok'];

export type StageSpan = {
  readonly customerId: string;
  readonly stage: string;
  readonly fromMs: number;
  /** null: it stands. */
  readonly untilMs: number | null;
  /** Why who came to it is lost; '' of every other stage. */
  readonly reason: string;
};

/**
 * How the customers came to the stage at which they are: each span begins when the one before ends, none before the
 * customer was created and none after `nowMs`.
 */
export function makeDemoStages(random: Random, customers: readonly CustomerFields[], nowMs: number): StageSpan[] {
  return customers.flatMap((customer, nth) => {
    const createdMs = Date.parse(customer.createdAt);
    const way = wayOf(random, customer.stage);
    const wanted = way.slice(0, -1).map((stage) => {
      const [fewest, most] = DAYS[stage] ?? [1, 10];
      return (fewest + random.next() * (most - fewest)) * DAY_MS;
    });
    const sum = wanted.reduce((a, b) => a + b, 0);
    // Who came lately went the same way faster.
    const pace = Math.min(1, (nowMs - createdMs) / Math.max(1, sum));
    /** Nobody is moved twice within the hour, or where there is less time, at once. */
    const leastMs = Math.floor(Math.min(HOUR_MS, Math.max(0, nowMs - createdMs) / (way.length + 1)));
    let nextMs = createdMs;
    return way.map((stage, at): StageSpan => {
      const fromMs = nextMs;
      const span = { customerId: customer.id, stage, fromMs, reason: reasonOf(stage, nth) };
      if (at === way.length - 1) return { ...span, untilMs: null };
      // So that everything still to come has its hour as well.
      const latestMs = nowMs - (way.length - at) * leastMs;
      nextMs = Math.max(fromMs + leastMs, Math.min(latestMs, intoWorkingHours(fromMs + wanted[at]! * pace)));
      return { ...span, untilMs: nextMs };
    });
  });
}

/** By their place, so that nothing else is drawn anew. */
const reasonOf = (stage: string, nth: number) => (stage === 'lost' ? (REASONS[nth % REASONS.length] ?? '') : '');

function wayOf(random: Random, stage: string): string[] {
  if (stage === 'lost') return [...WAY.slice(0, random.between(1, 4)), stage];
  const at = WAY.indexOf(stage);
  return at < 0 ? [stage] : WAY.slice(0, at + 1);
}
