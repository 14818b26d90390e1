/** A schedule: everything that happens, worked out from the seed before anything happens. */
import { AGENTS, DEVICE_NAMES, PERSON_NAMES, type DeviceName, type PersonName } from './cast';
import { Random } from '../../prisma/factories/random';

/**
 * How often the wire does what, each from 0 to 1. `delay`: the request arrives, but much later and after its sender
 * gave up.
 */
export type Weather = {
  readonly drop: number;
  readonly loseAnswer: number;
  readonly duplicate: number;
  readonly delay: number;
  readonly editMeanwhile: number;
};
export const CALM: Weather = { drop: 0, loseAnswer: 0, duplicate: 0, delay: 0, editMeanwhile: 0 };

type Collection = 'customers' | 'appointments';
export type Step =
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'createCustomer'; readonly device: DeviceName; readonly owner: PersonName }
  | {
      readonly do: 'createAppointment' | 'log';
      readonly device: DeviceName;
      readonly customer: number;
      readonly hours: number;
    }
  /** `document` counts the documents made so far, the office's own first; `what` are the fields to write. */
  | {
      readonly do: 'edit';
      readonly device: DeviceName;
      readonly collection: Collection;
      readonly document: number;
      readonly what: readonly Edit[];
    }
  /** Each decides about the `card`-th of the cards that are open on their device, if there is one. */
  | { readonly do: 'settle'; readonly devices: readonly DeviceName[]; readonly card: number; readonly takes: Taken }
  | { readonly do: 'assign'; readonly device: DeviceName; readonly customer: number; readonly to: PersonName }
  | {
      readonly do: 'share';
      readonly device: DeviceName;
      readonly customer: number;
      readonly with: readonly PersonName[];
    }
  | {
      readonly do: 'round';
      readonly devices: readonly DeviceName[];
      readonly hear: boolean;
      readonly holdCommit: boolean;
    }
  | { readonly do: 'crash'; readonly device: DeviceName; readonly beforeWrite: number }
  | { readonly do: 'arriveLate'; readonly at: number }
  | { readonly do: 'clock'; readonly device: DeviceName; readonly aheadMs: number }
  | { readonly do: 'beginImport' | 'endImport'; readonly owner: PersonName }
  | { readonly do: 'moveMember'; readonly person: PersonName; readonly team: 'west' | 'east' }
  | { readonly do: 'changeRole'; readonly person: PersonName; readonly role: 'agent' | 'manager' }
  /** The app is ended and opened again: a session begins, and with it a comparison with the office. */
  | { readonly do: 'restart'; readonly device: DeviceName }
  | { readonly do: 'backup' | 'restore' }
  /**
   * Behind everybody's back something in a device's store is not what it was. Only at the end: what people see is right
   * until then.
   */
  | { readonly do: 'damage'; readonly device: DeviceName; readonly what: Damage };
export type Damage = 'field' | 'missing' | 'extra';
export const DAMAGES: readonly Damage[] = ['field', 'missing', 'extra'];
export type Edit = 'own' | 'notes' | 'stage' | 'secret' | 'delete' | 'undelete' | 'schedule';
export type Taken = 'shown' | 'hidden' | 'both';
/** `decisions` come after everybody has heard of everything: only then most cards are there to be decided about. */
export type Plan = {
  readonly seed: number;
  readonly weather: Weather;
  readonly steps: readonly Step[];
  readonly decisions: readonly Step[];
};

const REPAIRS_SEED = 0x5eed;
const DECISIONS_SEED = 0xdec1de;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How far devices' clocks are off: years behind, a day ahead, or nearly right. */
export const CLOCK_ERRORS_MS = [-730 * DAY_MS, -3 * HOUR_MS, -40_000, 0, 200, 5 * 60_000, DAY_MS] as const;

export function planSchedule(seed: number): Plan {
  const random = new Random(seed);
  const rate = (most: number) => (random.chance(0.25) ? 0 : random.next() * most);
  const weather: Weather = {
    drop: rate(0.3),
    loseAnswer: rate(0.4),
    duplicate: rate(0.4),
    delay: rate(0.3),
    editMeanwhile: rate(0.4),
  };
  const steps: Step[] = [];
  // The office's own two customers and one appointment are there before the first step.
  let customers = 2,
    appointments = 1,
    importing: PersonName | null = null,
    movesTeams = random.chance(0.15);
  const count = random.between(18, 36);
  for (const device of random.some(DEVICE_NAMES, 0.3))
    steps.push({ do: 'clock', device, aheadMs: random.pick(CLOCK_ERRORS_MS) });
  steps.push({ do: 'round', devices: [...DEVICE_NAMES], hear: true, holdCommit: false });
  while (steps.length < count) {
    const device = random.pick(DEVICE_NAMES);
    const customer = random.below(customers);
    const kind = random.below(100);
    if (kind < 6) steps.push({ do: 'pass', ms: random.pick([3, 900, 45_000, HOUR_MS, DAY_MS]) });
    else if (kind < 12) {
      steps.push({ do: 'createCustomer', device, owner: random.pick(AGENTS) });
      customers += 1;
    } else if (kind < 17) {
      steps.push({ do: 'createAppointment', device, customer, hours: random.between(1, 99) });
      appointments += 1;
    } else if (kind < 22) steps.push({ do: 'log', device, customer, hours: random.between(1, 99) });
    else if (kind < 55) steps.push({ do: 'edit', device, ...planEdit(random, customers, appointments) });
    else if (kind < 62)
      steps.push({
        do: 'assign',
        device: random.pick(['mert1', 'nur1'] as const),
        customer,
        to: random.pick([...AGENTS, 'mert' as const]),
      });
    else if (kind < 66) steps.push({ do: 'share', device, customer, with: random.some(PERSON_NAMES, 0.3) });
    else if (kind < 86) {
      const devices = random.chance(0.3) ? random.shuffled(DEVICE_NAMES).slice(0, random.between(2, 4)) : [device];
      steps.push({ do: 'round', devices, hear: random.chance(0.6), holdCommit: random.chance(0.2) });
    } else if (kind < 90) steps.push({ do: 'crash', device, beforeWrite: random.between(1, 6) });
    else if (kind < 94) steps.push({ do: 'arriveLate', at: random.below(1_000) });
    else if (kind < 96) steps.push({ do: 'clock', device, aheadMs: random.pick(CLOCK_ERRORS_MS) });
    else if (kind < 99) {
      if (importing === null) customers += 1;
      steps.push({ do: importing === null ? 'beginImport' : 'endImport', owner: importing ?? random.pick(AGENTS) });
      importing = importing === null ? random.pick(AGENTS) : null;
    } else if (movesTeams) {
      movesTeams = false;
      steps.push(
        random.chance(0.5)
          ? {
              do: 'moveMember',
              person: random.pick(['can', 'banu'] as const),
              team: random.pick(['west', 'east'] as const),
            }
          : { do: 'changeRole', person: 'can', role: 'manager' },
      );
    }
  }
  return {
    seed,
    weather,
    steps: withRepairs(steps, new Random(seed ^ REPAIRS_SEED)),
    decisions: planDecisions(new Random(seed ^ DECISIONS_SEED), customers, appointments),
  };
}

/**
 * Sessions that begin, offices put back to a backup and stores that rot, between the steps of people; drawn apart from
 * these.
 */
function withRepairs(steps: readonly Step[], random: Random): Step[] {
  const result = [...steps];
  const insert = (from: number, step: Step) => {
    const at = random.between(from, result.length);
    result.splice(at, 0, step);
    return at;
  };
  if (random.chance(0.08)) insert(insert(1, { do: 'backup' }) + 1, { do: 'restore' });
  while (random.chance(0.4)) insert(1, { do: 'restart', device: random.pick(DEVICE_NAMES) });
  if (random.chance(0.15))
    for (const device of random.some(DEVICE_NAMES, 0.4))
      result.push({ do: 'damage', device, what: random.pick(DAMAGES) });
  return result;
}

/**
 * People decide about cards, at once and one after the other, while others go on writing; in half of the schedules, and
 * drawn apart.
 */
function planDecisions(random: Random, customers: number, appointments: number): Step[] {
  const steps: Step[] = [];
  if (random.chance(0.5)) return steps;
  for (let count = random.between(3, 8); count > 0; count -= 1) {
    const devices = random.some(DEVICE_NAMES, 0.5);
    if (random.chance(0.6))
      steps.push({
        do: 'settle',
        devices,
        card: random.below(3),
        takes: random.pick(['shown', 'hidden', 'both'] as const),
      });
    else if (random.chance(0.5))
      steps.push({ do: 'edit', device: random.pick(DEVICE_NAMES), ...planEdit(random, customers, appointments) });
    if (random.chance(0.4) && devices.length > 0)
      steps.push({
        do: 'round',
        devices: devices.slice(0, 3),
        hear: random.chance(0.6),
        holdCommit: random.chance(0.2),
      });
  }
  return steps;
}

function planEdit(
  random: Random,
  customers: number,
  appointments: number,
): { collection: Collection; document: number; what: readonly Edit[] } {
  const collection: Collection = random.chance(0.7) ? 'customers' : 'appointments';
  const document = random.below(collection === 'customers' ? customers : appointments);
  if (random.chance(0.08)) return { collection, document, what: [random.chance(0.7) ? 'delete' : 'undelete'] };
  const what: Edit[] = random.some<Edit>(['own', 'notes'], 0.6);
  if (random.chance(0.15)) what.push(collection === 'customers' ? 'stage' : 'schedule');
  if (random.chance(0.1) && collection === 'customers') what.push('secret');
  return { collection, document, what: what.length === 0 ? ['own'] : what };
}
