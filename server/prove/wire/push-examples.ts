/** Pushes as devices make them. */
import { v7 as uuidv7 } from 'uuid';
import { makeStamp } from '../../../sync/rules/stamp';
import type { Caller } from './wire-office';

type Pusher = Pick<Caller, 'memberId' | 'deviceId'>;
const MINUTE_MS = 60_000;

function patchOf(deviceId: string, units: Readonly<Record<string, Readonly<Record<string, unknown>>>>) {
  const stamp = makeStamp(Date.now(), 0, deviceId);
  return Object.fromEntries(
    Object.entries(units).map(([name, values], at) => [name, { seq: at + 1, stamp, base: '', values }]),
  );
}
const fieldsAsUnits = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { [name]: value }]));
const pushOf = (
  collection: string,
  deviceId: string,
  id: string,
  seen: number,
  units: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
) => ({ collection, deviceId, sentAtMs: Date.now(), rows: [{ id, seen, patch: patchOf(deviceId, units) }] });

export function editOfCustomer({ deviceId }: Pick<Pusher, 'deviceId'>, customerId: string) {
  return pushOf(
    'customers',
    deviceId,
    customerId,
    1,
    fieldsAsUnits({
      city: 'Ankara',
      notes: 'arandı',
      phone: '+905321112233',
      email: 'a@b.example',
      stage: 'won',
      sharedWith: [],
      lastContactAt: new Date().toISOString(),
    }),
  );
}

export function newAppointmentBelow({ memberId, deviceId }: Pusher, customerId: string) {
  const at = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS).toISOString();
  return pushOf('appointments', deviceId, uuidv7(), 0, {
    ...fieldsAsUnits({
      customerId,
      agentId: memberId,
      title: 'x',
      kind: 'visit',
      location: '',
      notes: '',
      status: 'draft',
      cancelReason: '',
      createdBy: memberId,
      createdAt: at(0),
      deletedAt: '',
    }),
    schedule: { startsAt: at(60), endsAt: at(120), zone: 'Europe/Istanbul' },
  });
}

/** `deviceId`: the device that pushes, where it is not the author's. */
export function newInteractionBelow({ memberId, deviceId: own }: Pusher, customerId: string, deviceId = own) {
  const now = new Date().toISOString();
  return pushOf(
    'interactions',
    deviceId,
    uuidv7(),
    0,
    fieldsAsUnits({
      customerId,
      authorId: memberId,
      kind: 'note',
      outcome: '',
      body: 'x',
      durationMinutes: 0,
      occurredAt: now,
      createdAt: now,
    }),
  );
}
