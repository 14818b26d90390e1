import type { AppointmentFields } from '../../sync/collections/appointment';
import type { CustomerFields } from '../../sync/collections/customer';
import type { InteractionFields } from '../../sync/collections/interaction';
import { Random } from '../factories/random';
import { makeDemoAppointments } from './demo-calendar';
import { makeDemoCustomers, type Owner } from './demo-customers';
import { makeDemoHistory } from './demo-history';
import { withLookAlikes } from './demo-look-alikes';

export const DEMO_CUSTOMERS = 2_000;
const DEMO_APPOINTMENTS = 4_000;

export type DemoRecords = {
  customers: CustomerFields[];
  appointments: AppointmentFields[];
  interactions: InteractionFields[];
};
export type DemoRecordsWanted = {
  customers: number;
  owners: readonly Owner[];
  nowMs: number;
  seed: number;
  appointments?: number;
};

/** Everything the given agents have on record; the same for the same `seed` and `nowMs`. */
export function makeDemoRecords({
  customers: count,
  owners,
  nowMs,
  seed,
  appointments: wanted,
}: DemoRecordsWanted): DemoRecords {
  const random = Random.unscattered(seed);
  const ownerIds = owners.map(({ id }) => id);
  const made = [...withLookAlikes(makeDemoCustomers(random, count, owners, nowMs), ownerIds)];
  const appointments = makeDemoAppointments(
    random,
    wanted ?? Math.min(DEMO_APPOINTMENTS, count * 2),
    ownerIds,
    made,
    nowMs,
  );
  const { customers, interactions } = makeDemoHistory(random, made, appointments, nowMs);
  return { customers, appointments, interactions };
}
