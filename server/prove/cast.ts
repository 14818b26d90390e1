/**
 * The people of every schedule and the devices they carry. Fixed names, so that a schedule run again makes the same
 * stamps.
 */
import type { Role } from '../../sync/collections/member';

const memberId = (n: number) => `01890000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`;
export const TEAMS = {
  west: '01890000-0000-7000-8000-000000000901',
  east: '01890000-0000-7000-8000-000000000902',
} as const;

export type Person = { readonly id: string; readonly role: Role; readonly teamId: string | null };
export const PEOPLE = {
  ayse: { id: memberId(1), role: 'agent', teamId: TEAMS.west },
  can: { id: memberId(2), role: 'agent', teamId: TEAMS.west },
  mert: { id: memberId(3), role: 'manager', teamId: TEAMS.west },
  banu: { id: memberId(4), role: 'agent', teamId: TEAMS.east },
  nur: { id: memberId(5), role: 'admin', teamId: null },
} as const satisfies Record<string, Person>;
export type PersonName = keyof typeof PEOPLE;
export const PERSON_NAMES = Object.keys(PEOPLE) as PersonName[];
export const AGENTS: readonly PersonName[] = ['ayse', 'can', 'banu'];

/**
 * Each device has a field of a customer, and one of an appointment, that no other device writes: what it wrote there
 * last must be there in the end.
 */
export type DeviceName = 'ayse1' | 'ayse2' | 'can1' | 'mert1' | 'banu1' | 'nur1';
export type DeviceRole<Name extends string = string> = {
  readonly name: Name;
  readonly person: PersonName;
  readonly deviceId: string;
  readonly ownField: string;
  readonly ownAppointmentField: string | null;
};
export const DEVICES: readonly DeviceRole<DeviceName>[] = [
  { name: 'ayse1', person: 'ayse', deviceId: 'a1000001', ownField: 'city', ownAppointmentField: 'title' },
  { name: 'ayse2', person: 'ayse', deviceId: 'a2000002', ownField: 'address', ownAppointmentField: 'location' },
  { name: 'can1', person: 'can', deviceId: 'c1000003', ownField: 'occupation', ownAppointmentField: 'cancelReason' },
  { name: 'mert1', person: 'mert', deviceId: 'e1000004', ownField: 'email', ownAppointmentField: null },
  { name: 'banu1', person: 'banu', deviceId: 'b1000005', ownField: 'lastName', ownAppointmentField: null },
  { name: 'nur1', person: 'nur', deviceId: 'd1000006', ownField: 'altPhone', ownAppointmentField: null },
];
export const DEVICE_NAMES = DEVICES.map(({ name }) => name);
export const deviceNamed = (name: DeviceName) =>
  DEVICES.find((device) => device.name === name) as DeviceRole<DeviceName>;
/** A thread for each device: RxDB opens 13 collections in one, and a device has nearly as many. */
export const THREADS: readonly (readonly DeviceName[])[] = DEVICES.map(({ name }) => [name]);

/** Begins every text that agents must never be sent. */
export const SECRET = 'GIZLI';
/** Where every office clock of a proof begins. */
export const START_MS = Date.UTC(2026, 10, 22, 9);
