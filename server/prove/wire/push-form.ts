/** Whether a pushed row could possibly be taken; like form.ts, written apart from what the server checks with. */
import {
  device,
  either,
  id,
  list,
  matching,
  object,
  oneOf,
  orNull,
  record,
  storable,
  text,
  whole,
  type Form,
} from './form';

const STAMP = /^[0-9a-f]{24}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const phone = either(oneOf(''), matching(/^\+\d{6,15}$/));
const instant = matching(INSTANT);
/** Fields of each collection, by unit; whatever is not named here may be a newer build's. */
const UNITS: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Form>>>>>> = {
  customers: {
    firstName: { firstName: text(0, 80) },
    city: { city: text(0, 80) },
    notes: { notes: text(0, 20_000) },
    phone: { phone },
    email: { email: either(oneOf(''), matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)) },
    stage: { stage: matching(/^[a-z0-9][a-z0-9_-]{0,35}$/) },
    sharedWith: { sharedWith: list(id, 0, 50) },
    lastContactAt: { lastContactAt: either(oneOf(''), instant) },
  },
  appointments: {
    title: { title: text(0, 200) },
    kind: { kind: oneOf('meeting', 'visit', 'video', 'phone') },
    schedule: { startsAt: instant, endsAt: instant, zone: matching(/^[A-Za-z][\w+\-/]{0,63}$/) },
  },
  interactions: {},
  settings: {},
  templates: {},
  segments: {},
  consents: {},
  conversations: {},
  messages: {},
  files: {},
};

/** The message alone; what stands in the values is the rows' own matter. */
const plainUnit = object({
  seq: whole(1, Number.MAX_SAFE_INTEGER),
  stamp: matching(STAMP),
  base: either(oneOf(''), matching(STAMP)),
  values: record(/^[^]{0,40}$/, () => true),
});
export const plainRow = object({
  id: matching(/^[A-Za-z0-9-]{2,36}$/),
  seen: whole(0, Number.MAX_SAFE_INTEGER),
  patch: record(/^[a-z][A-Za-z0-9]{0,39}$/, (unit) => plainUnit(unit)),
});
/** What devices may write. */
const writable = oneOf(
  'customers',
  'appointments',
  'interactions',
  'consents',
  'conversations',
  'messages',
  'files',
  'settings',
  'templates',
  'segments',
);

export const plainPush = object({
  collection: writable,
  deviceId: device,
  sentAtMs: whole(0, 0xffffffffffff),
  rows: list(plainRow, 1, 1_000),
});

/** True where at least one row might change something. */
export const pushForm: Form = (value) => {
  if (!plainPush(value)) return false;
  const { collection, deviceId, rows } = value as {
    collection: string;
    deviceId: string;
    rows: { id: string; patch: Record<string, { stamp: string; values: Record<string, unknown> }> }[];
  };
  const units = UNITS[collection]!;
  const ids = rows.map((row) => row.id);
  if (new Set(ids).size < ids.length) return false;
  return rows.some(
    (row) =>
      id(row.id) &&
      Object.entries(row.patch).every(([name, { stamp, values }]) => {
        const fields = Object.hasOwn(units, name) ? units[name]! : { [name]: storable };
        const given = Object.keys(values);
        return (
          stamp.endsWith(deviceId) &&
          given.length === Object.keys(fields).length &&
          given.every(
            (field) => Object.hasOwn(fields, field) && storable(values[field]) && fields[field]!(values[field]),
          )
        );
      }),
  );
};

export const plainWork = object({
  format: oneOf('saha-unsent'),
  version: oneOf(1),
  epoch: text(0, 64),
  memberId: id,
  deviceId: device,
  shapes: either(oneOf(undefined), whole(0, 9_999)),
  takenAtMs: whole(0, 0xffffffffffff),
  documents: list(
    object({
      collection: writable,
      row: plainRow,
    }),
    0,
    20_000,
  ),
});

export const checkpointForm = orNull(
  object({ epoch: text(0, 64), scope: text(0, 120), xid: matching(/^\d{1,20}$/), id: text(0, 36) }),
);
export const collectionForm = oneOf(
  'customers',
  'countries',
  'appointments',
  'interactions',
  'consents',
  'conversations',
  'messages',
  'members',
  'settings',
  'templates',
  'segments',
);
