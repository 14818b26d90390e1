import { collectionForm, checkpointForm, plainWork, pushForm } from '../push-form';
import { device, id, list, matching, nothing, object, orNull, record, text, whole, type Form } from '../form';
import { editOfCustomer, newAppointmentBelow, newInteractionBelow } from '../push-examples';
import { unknownId, unsentWorkOf, type Caller, type WireOffice } from '../wire-office';
import {
  EVERYBODY,
  LEADERS,
  ADMIN,
  uuids,
  none,
  ownCustomer,
  type PathsOf,
  type ProcedureRule,
} from './procedure-rule';

const forwardForm: Form = (value) =>
  plainWork(value) &&
  object({
    title: text(1, 200),
    note: text(0, 1_000),
    code: matching(/^[A-Za-z]{1,40}\.[A-Za-z]{1,40}$/),
    params: record(/^.{0,40}$/s, () => true),
    documents: list(() => true, 1, 200),
  })(value);

/** An edit of a customer of `of`, as `by` would pass it on. */
async function forwardOf(office: WireOffice, by: Caller, of: Caller) {
  const { customerId } = await ownCustomer(office, of);
  const { rows } = editOfCustomer(by, customerId);
  return {
    ...unsentWorkOf(
      office,
      by,
      rows.map((row) => ({ collection: 'customers', row })),
    ),
    title: 'Ayşe Yılmaz',
    note: '',
    code: 'customer.outOfScope',
    params: {},
  };
}

export const REPLICATION_RULES = {
  'sync.hello': {
    who: EVERYBODY,
    form: object({ deviceId: orNull(device), deviceLabel: text(0, 120) }),
    example: (_, { deviceId }) => ({ deviceId, deviceLabel: 'tablet' }),
    foreign: (_, __, other) => [
      { what: 'device', input: { deviceId: other.deviceId, deviceLabel: 'tablet' } },
      { what: 'device of the office', input: { deviceId: '00000000', deviceLabel: '' } },
    ],
  },
  'sync.pull': {
    who: EVERYBODY,
    form: object({ collection: collectionForm, deviceId: device, checkpoint: checkpointForm, limit: whole(1, 5_000) }),
    example: (_, { deviceId }) => ({ collection: 'customers', deviceId, checkpoint: null, limit: 100 }),
    foreign: (office, { deviceId, memberId }, other) => [
      { what: 'device', input: { collection: 'customers', deviceId: other.deviceId, checkpoint: null, limit: 100 } },
      ...['admin::1', `manager:${office.teams.east}:1`, `agent:${memberId}:1`].map((scope) => ({
        what: `checkpoint of ${scope}`,
        adminMay: true as const,
        input: {
          collection: 'customers',
          deviceId,
          checkpoint: { epoch: office.epoch, scope, xid: '0', id: '' },
          limit: 5_000,
        },
      })),
    ],
  },
  'sync.push': {
    who: EVERYBODY,
    form: pushForm,
    example: async (office, caller) => editOfCustomer(caller, (await ownCustomer(office, caller)).customerId),
    foreign: async (office, caller, other) => {
      const theirs = await ownCustomer(office, other);
      return [
        { what: 'customer', input: editOfCustomer(caller, theirs.customerId), adminMay: true },
        {
          what: 'device',
          input: editOfCustomer(
            { ...caller, deviceId: other.deviceId },
            (await ownCustomer(office, caller)).customerId,
          ),
        },
        { what: 'customer of an appointment', input: newAppointmentBelow(caller, theirs.customerId), adminMay: true },
        { what: 'customer of an interaction', input: newInteractionBelow(caller, theirs.customerId), adminMay: true },
        {
          what: 'author',
          input: newInteractionBelow(
            { ...caller, memberId: other.memberId },
            (await ownCustomer(office, caller)).customerId,
            caller.deviceId,
          ),
        },
        uuids('customer', (unknown) => editOfCustomer(caller, unknown)),
      ];
    },
  },
  'sync.count': {
    who: EVERYBODY,
    form: object({ collection: collectionForm }),
    example: () => ({ collection: 'customers' }),
  },
  'sync.digest': {
    who: EVERYBODY,
    form: object({ collection: collectionForm, deviceId: device }),
    example: (_, { deviceId }) => ({ collection: 'customers', deviceId }),
    foreign: (_, __, other) => [{ what: 'device', input: { collection: 'customers', deviceId: other.deviceId } }],
  },
  'sync.digestOf': {
    who: EVERYBODY,
    form: object({ collection: collectionForm, deviceId: device, buckets: list(whole(0, 255), 1, 16) }),
    example: (_, { deviceId }) => ({ collection: 'customers', deviceId, buckets: [0, 1, 255] }),
    foreign: (_, __, other) => [
      { what: 'device', input: { collection: 'customers', deviceId: other.deviceId, buckets: [0] } },
    ],
  },
  'sync.repair': {
    who: EVERYBODY,
    form: object({
      collection: collectionForm,
      deviceId: device,
      ids: list(matching(/^[A-Za-z0-9-]{2,36}$/), 0, 1_000),
      removed: whole(0, 1_000_000),
    }),
    example: async (office, caller) => ({
      collection: 'customers',
      deviceId: caller.deviceId,
      ids: [(await ownCustomer(office, caller)).customerId],
      removed: 0,
    }),
    foreign: async (office, { deviceId }, other) => {
      const { customerId, interactionId } = await ownCustomer(office, other);
      return [
        {
          what: 'customer',
          input: { collection: 'customers', deviceId, ids: [customerId], removed: 0 },
          adminMay: true,
        },
        {
          what: 'interaction',
          input: { collection: 'interactions', deviceId, ids: [interactionId], removed: 0 },
          adminMay: true,
        },
        { what: 'device', input: { collection: 'customers', deviceId: other.deviceId, ids: [customerId], removed: 1 } },
      ];
    },
  },
  'sync.surrender': {
    who: 'lost',
    form: plainWork,
    example: (office, caller) => unsentWorkOf(office, caller, []),
    foreign: (office, caller, other) => [
      { what: 'device', input: unsentWorkOf(office, { ...caller, deviceId: other.deviceId }, []) },
      { what: 'member', input: unsentWorkOf(office, { ...other }, []) },
    ],
  },
  'sync.stream': { who: EVERYBODY, form: nothing, example: none },
  'work.importFile': {
    who: LEADERS,
    form: plainWork,
    example: async (office, caller) => unsentWorkOf(office, await office.newCaller('agent', caller.team ?? 'west'), []),
    foreign: (office, caller, other) => [
      { what: 'member', input: unsentWorkOf(office, other, []), adminMay: true },
      { what: 'device', input: unsentWorkOf(office, { ...caller, deviceId: other.deviceId }, []) },
      { what: 'epoch', input: unsentWorkOf({ epoch: unknownId('epoch') }, caller, []) },
      uuids('member', (memberId) => unsentWorkOf(office, { ...caller, memberId }, [])),
      { what: 'unknown device', input: unsentWorkOf(office, { ...caller, deviceId: 'deadbeef' }, []) },
    ],
  },
  'work.forward': {
    who: ['agent', 'manager'],
    form: forwardForm,
    example: async (office, caller) => forwardOf(office, caller, caller),
    foreign: async (office, caller, other) => [
      { what: 'device', input: await forwardOf(office, { ...caller, deviceId: other.deviceId }, caller) },
      { what: 'member', input: await forwardOf(office, other, caller) },
      { what: 'epoch', input: { ...(await forwardOf(office, caller, caller)), epoch: unknownId('epoch') } },
    ],
  },
  'work.ownForwarded': { who: EVERYBODY, form: nothing, example: none },
  'work.forwarded': { who: LEADERS, form: nothing, example: none },
  'work.forwardedCount': { who: LEADERS, form: nothing, example: none },
  'work.applyForwarded': {
    who: LEADERS,
    form: object({ id }),
    example: async (office, caller) => ({
      id: await office.addForwarded(await office.newCaller('agent', caller.team ?? 'west')),
    }),
    foreign: async (office, _, other) => [
      { what: 'work', input: { id: await office.addForwarded(other) }, adminMay: true },
      uuids('work', (unknown) => ({ id: unknown })),
    ],
  },
  'work.declineForwarded': {
    who: LEADERS,
    form: object({ id, reply: matching(/\S/) }),
    example: async (office, caller) => ({
      id: await office.addForwarded(await office.newCaller('agent', caller.team ?? 'west')),
      reply: 'artık Ayşe Hanım bakıyor',
    }),
    foreign: async (office, _, other) => [
      { what: 'work', input: { id: await office.addForwarded(other), reply: 'hayır' }, adminMay: true },
      uuids('work', (unknown) => ({ id: unknown, reply: 'hayır' })),
    ],
  },
  'work.surrendered': { who: ADMIN, form: nothing, example: none },
  'work.applySurrendered': {
    who: ADMIN,
    form: object({ id }),
    example: async (office) => ({ id: await office.addSurrendered(await office.newCaller('agent', 'west', 'lost')) }),
    foreign: () => [uuids('work', (unknown) => ({ id: unknown }))],
  },
  'work.discardSurrendered': {
    who: ADMIN,
    form: object({ id }),
    example: async (office) => ({ id: await office.addSurrendered(await office.newCaller('agent', 'west', 'lost')) }),
    foreign: () => [uuids('work', (unknown) => ({ id: unknown }))],
  },
} as const satisfies Record<PathsOf<'sync' | 'work'>, ProcedureRule>;
