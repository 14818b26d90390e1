import type { CustomerFields } from '../../sync/collections/customer';
import type { Random } from '../factories/random';
import { DAY_MS, intoWorkingHours } from './office-hours';

const WAY = ['new', 'contacted', 'qualified', 'proposal', 'won'];
/** Days that a customer usually stands at a stage, fewest and most. */
const DAYS: Readonly<Record<string, readonly [number, number]>> = {
  new: [0, 4],
  contacted: [2, 21],
  qualified: [3, 30],
  proposal: [4, 40],
};

export type StageSpan = {
  readonly customerId: string;
  readonly stage: string;
  readonly fromMs: number;
  /** null: it stands. */
  readonly untilMs: number | null;
};

/** How the customers came to the stage at which they are, never later than `nowMs`. */
export function makeDemoStages(random: Random, customers: readonly CustomerFields[], nowMs: number): StageSpan[] {
  return customers.flatMap((customer) => {
    const createdMs = Date.parse(customer.createdAt);
    const way = wayOf(random, customer.stage);
    const wanted = way.slice(0, -1).map((stage) => {
      const [fewest, most] = DAYS[stage] ?? [1, 10];
      return (fewest + random.next() * (most - fewest)) * DAY_MS;
    });
    const sum = wanted.reduce((a, b) => a + b, 0);
    // Who came lately went the same way faster.
    const pace = Math.min(1, (nowMs - createdMs) / Math.max(1, sum));
    let fromMs = createdMs;
    return way.map((stage, at): StageSpan => {
      const began = fromMs;
      if (at === way.length - 1) return { customerId: customer.id, stage, fromMs: began, untilMs: null };
      fromMs = Math.max(
        began + 1,
        Math.min(nowMs - (way.length - at) * 1_000, intoWorkingHours(began + wanted[at]! * pace)),
      );
      return { customerId: customer.id, stage, fromMs, untilMs: fromMs };
    });
  });
}

function wayOf(random: Random, stage: string): string[] {
  if (stage === 'lost') return [...WAY.slice(0, random.between(1, 4)), stage];
  const at = WAY.indexOf(stage);
  return at < 0 ? [stage] : WAY.slice(0, at + 1);
}
