import type { CustomerFields, CustomerStage } from '../../sync/collections/customer';
import type { MemberFields } from '../../sync/collections/member';
import { makeCustomer } from '../factories/customer-factory';
import type { Random } from '../factories/random';
import { DAY_MS, intoWorkingHours, iso, weekStartMs } from './office-hours';

export type Owner = Pick<MemberFields, 'id' | 'teamId'>;

const THIS_WEEK_SHARE = 0.02;
const DEMO_YEAR_DAYS = 365;
/** Of demo-settings.ts. */
const LABEL_IDS = ['investor', 'family', 'abroad', 'urgent'];
const EARLY_STAGES: readonly (readonly [CustomerStage, number])[] = [
  ['new', 70],
  ['contacted', 25],
  ['qualified', 5],
];

/** Customers of the given agents, oldest first: a growing office over the last year, some of them from this week. */
export function makeDemoCustomers(
  random: Random,
  count: number,
  owners: readonly Owner[],
  nowMs: number,
): CustomerFields[] {
  const weekStart = weekStartMs(nowMs);
  const createdMs = Array.from({ length: count }, (_, at) =>
    at < Math.ceil(count * THIS_WEEK_SHARE)
      ? weekStart + Math.floor(random.next() * (nowMs - weekStart))
      : earlier(random, weekStart),
  ).sort((a, b) => a - b);
  return createdMs.map((ms, at) => {
    const owner = random.pick(owners);
    const others = owners.filter((other) => other.id !== owner.id);
    const recent = nowMs - ms < 10 * DAY_MS;
    return makeCustomer(random, {
      createdAt: iso(ms),
      ownerId: owner.id,
      teamId: owner.teamId,
      sharedWith: others.length > 0 && random.chance(0.04) ? [random.pick(others).id] : [],
      labels: labelsOf(at),
      ...(recent ? { stage: random.weighted(EARLY_STAGES) } : {}),
    });
  });
}

/**
 * Some bear a label, a few two, and one of thirty lost one again; by their place, so that nothing else is drawn anew.
 */
function labelsOf(at: number): Record<string, number> {
  const one = LABEL_IDS[at % 23];
  const other = at % 30 === 7 ? 'vip' : undefined;
  return {
    ...(one === undefined ? {} : { [one]: at % 30 === 11 ? 2 : 1 }),
    ...(other === undefined ? {} : { [other]: 1 }),
  };
}

function earlier(random: Random, beforeMs: number): number {
  // The square root leans towards today: last month brought more customers than the same month a year ago.
  const share = Math.sqrt(0.15 + 0.85 * random.next());
  return intoWorkingHours(beforeMs - DAY_MS - (1 - share) * DEMO_YEAR_DAYS * DAY_MS * 1.6);
}
