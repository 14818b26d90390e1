/** Devices in a test: each of another person, and closed after the test by `afterEach(closeDevices)`. */
import { interactionValues } from './customer-values';
import type { OfficeInMemory } from './office-in-memory';
import { openReplica, until, type Replica } from './replica';

export const OFFICE_DEVICE = '00000000';
export const CUSTOMER = '01890000-0000-7000-c000-0000000000cc';
/** Unlike a call, it writes nothing to its customer. */
export const note = (customerId: string) => interactionValues(customerId, { kind: 'note', outcome: '' });

let memberCount = 0;
export const newMember = () => `01890000-0000-7000-8000-${String((memberCount += 1)).padStart(12, '0')}`;

const open: Replica[] = [];
export async function closeDevices(): Promise<void> {
  await Promise.all(open.splice(0).map((replica) => replica.close().catch(() => undefined)));
}

type Options = Parameters<typeof openReplica>[1];
export async function device(office: OfficeInMemory, options: Options = {}): Promise<Replica> {
  const replica = await openReplica(office, { memberId: newMember(), ...options });
  open.push(replica);
  return replica;
}

/** A device that has met the office once. */
export async function synced(office: OfficeInMemory, options: Options = {}): Promise<Replica> {
  const replica = await device(office, options);
  await inOrder(replica);
  return replica;
}

export const inOrder = (replica: Replica) =>
  until('resting in order', () => {
    const { phase, waiting, lastSyncAt } = replica.status.get();
    return phase === 'resting' && waiting === 0 && lastSyncAt !== null;
  });
