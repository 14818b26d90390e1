import { CHANNELS } from '../../../../sync/rules/address';
import { PURPOSES, LIFT_SOURCES, SUPPRESSION_REASONS } from '../../../../sync/rules/consent';
import { DELIVERY_REASONS, DELIVERY_STATES } from '../../../../sync/rules/delivery';
import { id, matching, nothing, object, oneOf, orNull, text } from '../form';
import { EVERYBODY, LEADERS, uuids, none, ownCustomer, type PathsOf, type ProcedureRule } from './procedure-rule';

export const MESSAGES_RULES = {
  'bulks.list': {
    who: EVERYBODY,
    form: object({ cursor: orNull(matching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z [0-9a-f-]{36}$/)) }),
    example: () => ({ cursor: null }),
  },
  'bulks.show': {
    who: EVERYBODY,
    form: object({ id, cursor: orNull(id) }),
    example: async (office, caller) => ({ id: await office.addBulk(caller), cursor: null }),
    foreign: async (office, _, other) => [
      { what: 'bulk', input: { id: await office.addBulk(other), cursor: null }, adminMay: true },
      uuids('bulk', (unknown) => ({ id: unknown, cursor: null })),
    ],
  },
  'bulks.cancel': {
    who: EVERYBODY,
    form: object({ id }),
    example: async (office, caller) => ({ id: await office.addBulk(caller) }),
    foreign: async (office, _, other) => [
      { what: 'bulk', input: { id: await office.addBulk(other) }, adminMay: true },
      uuids('bulk', (unknown) => ({ id: unknown })),
    ],
  },
  'messages.asking': { who: EVERYBODY, form: nothing, example: none },
  'deliveries.smsMonths': { who: LEADERS, form: nothing, example: none },
  'deliveries.list': {
    who: LEADERS,
    form: object({
      state: orNull(oneOf(...DELIVERY_STATES)),
      reason: orNull(oneOf(...DELIVERY_REASONS)),
      channel: orNull(oneOf('email', 'sms', 'whatsapp')),
      purpose: orNull(oneOf(...PURPOSES)),
      cursor: orNull(text(0, 80)),
    }),
    example: () => ({ state: null, reason: null, channel: null, purpose: null, cursor: null }),
  },
  'deliveries.decide': {
    who: LEADERS,
    form: object({ id, decision: oneOf('assume', 'again', 'cancel') }),
    example: async (office, caller) => ({ id: await office.addDelivery(caller, 'unknown'), decision: 'assume' }),
    foreign: async (office, _, other) => [
      {
        what: 'delivery',
        input: { id: await office.addDelivery(other, 'unknown'), decision: 'again' },
        adminMay: true,
      },
      uuids('delivery', (unknown) => ({ id: unknown, decision: 'again' })),
    ],
  },
  'iys.show': { who: LEADERS, form: nothing, example: none },
  'iys.make': {
    who: LEADERS,
    form: nothing,
    example: async (office, caller) => void (await office.addUntold(caller)),
  },
  'iys.text': {
    who: LEADERS,
    form: object({ id }),
    example: async (office, caller) => ({ id: await office.addIysFile(caller) }),
    foreign: async (office, _, other) => [
      { what: 'file', input: { id: await office.addIysFile(other) }, adminMay: true },
      uuids('file', (unknown) => ({ id: unknown })),
    ],
  },
  'iys.settle': {
    who: LEADERS,
    form: object({ id, decision: oneOf('accepted', 'discarded') }),
    example: async (office, caller) => ({ id: await office.addIysFile(caller), decision: 'accepted' }),
    foreign: async (office, _, other) => [
      { what: 'file', input: { id: await office.addIysFile(other), decision: 'discarded' }, adminMay: true },
      uuids('file', (unknown) => ({ id: unknown, decision: 'discarded' })),
    ],
  },
  'iys.take': {
    who: LEADERS,
    form: object({ text: text(0, 4_000_000) }),
    example: () => ({
      text: 'recipient,recipientType,type,status,source,consentDate\n+905320000000,BIREYSEL,MESAJ,RET,IYS_WEB,2026-01-05 10:00:00',
    }),
  },
  'reminders.ofAppointment': {
    who: EVERYBODY,
    form: object({ rootId: id, occurrenceOn: matching(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})?$/) }),
    example: async (office, caller) => ({
      rootId: (await ownCustomer(office, caller)).appointmentId,
      occurrenceOn: '',
    }),
    foreign: async (office, _, other) => [
      {
        what: 'appointment',
        input: { rootId: (await ownCustomer(office, other)).appointmentId, occurrenceOn: '' },
        adminMay: true,
      },
      uuids('appointment', (unknown) => ({ rootId: unknown, occurrenceOn: '' })),
    ],
  },
  'reminders.ofCustomer': {
    who: EVERYBODY,
    form: object({ customerId: id }),
    example: async (office, caller) => ({ customerId: (await ownCustomer(office, caller)).customerId }),
    foreign: async (office, _, other) => [
      {
        what: 'customer',
        input: { customerId: (await ownCustomer(office, other)).customerId },
        adminMay: true,
      },
      uuids('customer', (unknown) => ({ customerId: unknown })),
    ],
  },
  'reminders.list': {
    who: LEADERS,
    form: object({ isUnsentOnly: oneOf(true, false), cursor: orNull(text(0, 80)) }),
    example: () => ({ isUnsentOnly: false, cursor: null }),
  },
  'reminders.unreached': { who: EVERYBODY, form: nothing, example: none },
  'suppressions.list': {
    who: LEADERS,
    form: object({
      address: text(0, 254),
      channel: orNull(oneOf(...CHANNELS)),
      reason: orNull(oneOf(...SUPPRESSION_REASONS)),
      cursor: orNull(text(0, 200)),
    }),
    example: () => ({ address: '', channel: null, reason: null, cursor: null }),
  },
  'suppressions.add': {
    who: LEADERS,
    form: object({ address: text(3, 254), channel: oneOf(...CHANNELS) }),
    example: () => ({ address: `${performance.now()}@ornek.example`, channel: 'email' }),
  },
  'suppressions.lift': {
    who: LEADERS,
    form: object({
      address: text(3, 254),
      channel: oneOf(...CHANNELS),
      source: oneOf(...LIFT_SOURCES),
      evidence: text(3, 500),
      wording: text(3, 2_000),
      occurredAt: matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    }),
    example: () => ({
      address: `${performance.now()}@ornek.example`,
      channel: 'email',
      source: 'paper',
      evidence: 'form 12',
      wording: 'İleti almak istiyorum.',
      occurredAt: '2026-01-01T09:00:00.000Z',
    }),
  },
  'templates.uses': { who: EVERYBODY, form: nothing, example: none },
} as const satisfies Record<
  PathsOf<'bulks' | 'deliveries' | 'iys' | 'messages' | 'reminders' | 'suppressions' | 'templates'>,
  ProcedureRule
>;
