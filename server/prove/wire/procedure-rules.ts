/**
 * What every procedure is held to on the wire: who may call it, a request that is right, what a request must look like
 * at
 * the least, and requests that reach for somebody else's. A procedure without its entry here does not compile.
 */
import type { AppRouter } from '../../trpc/root-router';
import { CHANNELS } from '../../../sync/rules/address';
import { AUDIENCE_PARTS } from '../../../sync/rules/campaign';
import { PURPOSES, SUPPRESSION_REASONS } from '../../../sync/rules/consent';
import { DELIVERY_REASONS, DELIVERY_STATES } from '../../../sync/rules/delivery';
import { OFFICE_ZONE } from '../../../sync/rules/setting-defaults';
import type { Role } from '../../../sync/collections/member';
import { monthAt } from '../../features/reports/report-month';
import { collectionForm, checkpointForm, plainWork, pushForm } from './push-form';
import { device, either, id, list, matching, nothing, object, oneOf, orNull, text, whole, type Form } from './form';
import { editOfCustomer, newAppointmentBelow, newInteractionBelow } from './push-examples';
import { PASSWORD, unknownId, unsentWorkOf, type Caller, type WireOffice } from './wire-office';

type Leaves<R> = {
  [K in keyof R & string]: R[K] extends { _def: { type: unknown } }
    ? K
    : R[K] extends object
      ? `${K}.${Leaves<R[K]>}`
      : never;
}[keyof R & string];
export type ProcedurePath = Leaves<AppRouter['_def']['record']>;

/** `adminMay`: an admin may, for whom nobody is somebody else's. */
type Foreign = { readonly what: string; readonly input: unknown; readonly adminMay?: true };
export type ProcedureRule = {
  /**
   * `lost`: only devices that were reported lost. `provisional`: also who has to replace a temporary password first.
   */
  readonly who: readonly (Role | 'provisional')[] | 'anybody' | 'lost';
  /** A request of the caller's that must be taken; makes what it needs, so that it is right every time. */
  readonly example: (office: WireOffice, caller: Caller) => Promise<unknown> | unknown;
  readonly form: Form;
  /**
   * The same request with somebody else's ids, or ids of nothing: it may not change anything, nor tell anything that
   * bears the
   * other team's mark. Left out where the input names nothing that belongs to anybody.
   */
  readonly foreign?: (
    office: WireOffice,
    caller: Caller,
    other: Caller,
  ) => Promise<readonly Foreign[]> | readonly Foreign[];
};

const EVERYBODY = ['agent', 'manager', 'admin'] as const;
const LEADERS = ['manager', 'admin'] as const;
const ADMIN = ['admin'] as const;
const uuids = (what: string, make: (id: string) => unknown): Foreign => ({
  what: `unknown ${what}`,
  input: make(unknownId(what)),
});
const segmentCondition = object({ fact: text(1, 40), operator: text(1, 40) });
const segmentForm = object({
  combinator: oneOf('and', 'or'),
  rules: list(
    either(segmentCondition, object({ combinator: oneOf('and', 'or'), rules: list(segmentCondition, 0, 20) })),
    0,
    20,
  ),
});
const none = () => undefined;
const ownCustomer = (office: WireOffice, { memberId, team }: Caller) => office.addCustomer({ memberId, team });
const memberForm = object({
  fullName: text(1, 160),
  email: text(3, 254),
  role: oneOf('agent', 'manager', 'admin'),
  teamId: either(oneOf(''), id),
});
const monthForm = { teamId: orNull(id), month: matching(/^20\d\d-(0[1-9]|1[0-2])$/) };
const TARGET = { memberId: null, measure: 'won', value: 5 };
const FIGURE = { group: 'summary', row: 'all', column: 'newCustomers' };
/** The present one, of their own team; of the office for who is in none. */
const monthOf = (office: WireOffice, { team }: Caller) => ({
  teamId: team === null ? null : office.teams[team],
  month: monthAt(Date.now(), OFFICE_ZONE),
});
const ownMonth = async (office: WireOffice, caller: Caller) => {
  await ownCustomer(office, caller);
  return monthOf(office, caller);
};
const foreignMonths = async (office: WireOffice, other: Caller, rest: object): Promise<Foreign[]> => {
  const theirs = { ...(await ownMonth(office, other)), ...rest };
  return [
    { what: 'team', input: theirs, adminMay: true },
    { what: 'office', input: { ...theirs, teamId: null }, adminMay: true },
    uuids('team', (unknown) => ({ ...theirs, teamId: unknown })),
  ];
};
const sessionForm = object({ sessionId: id });

const EMPTY_LANGUAGE = { subject: '', preheader: '', document: { type: 'doc', content: [] } };
const CAMPAIGN_DRAFT = {
  name: 'Güz çağrısı',
  rule: { combinator: 'and', rules: [] },
  content: { tr: EMPTY_LANGUAGE, en: EMPTY_LANGUAGE },
  replyTo: 'office',
  perSecond: null,
  capMost: null,
  exceptIds: [],
};
const mailForm = object({
  subject: text(0, 200),
  preheader: text(0, 200),
  document: object({ type: oneOf('doc'), content: list(object({ type: text(1, 40) }), 0, 200) }),
});
const campaignForm = object({
  name: text(1, 120),
  rule: segmentForm,
  content: object({ tr: mailForm, en: mailForm }),
  replyTo: oneOf('agent', 'office'),
  perSecond: orNull((value) => typeof value === 'number'),
  capMost: orNull(whole(1, 20)),
  exceptIds: list(id, 0, 20),
});
const TINY_PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
/** What is asked about one campaign of the caller's in that state; `form` and `rest`: beside its id. */
const campaignRule = (
  state: Parameters<WireOffice['addCampaign']>[1],
  form: Readonly<Record<string, Form>> = {},
  rest: object = {},
): ProcedureRule => ({
  who: LEADERS,
  form: object({ id, ...form }),
  example: async (office, caller) => ({ id: await office.addCampaign(caller, state), ...rest }),
  foreign: async (office, _, other) => [
    { what: 'campaign', input: { id: await office.addCampaign(other, state), ...rest }, adminMay: true },
    uuids('campaign', (unknown) => ({ id: unknown, ...rest })),
  ],
});
const OF_LINE: ProcedureRule = {
  who: ADMIN,
  form: object({ id }),
  example: async (office, caller) => ({ id: await office.addLine(caller) }),
  foreign: () => [uuids('line', (unknown) => ({ id: unknown }))],
};
const OF_CHAT: ProcedureRule = {
  who: EVERYBODY,
  form: object({ id }),
  example: async (office, caller) => ({ id: await office.addChat(caller) }),
  foreign: async (office, _, other) => [
    { what: 'chat', input: { id: await office.addChat(other) }, adminMay: true },
    uuids('chat', (unknown) => ({ id: unknown })),
  ],
};

export const PROCEDURE_RULES = {
  'audit.ofDocument': {
    who: EVERYBODY,
    form: object({ collection: collectionForm, id, cursor: orNull(matching(/^\d{1,18}$/)) }),
    example: async (office, caller) => ({
      collection: 'customers',
      id: (await ownCustomer(office, caller)).customerId,
      cursor: null,
    }),
    foreign: async (office, _, other) => {
      const { customerId, appointmentId } = await ownCustomer(office, other);
      return [
        { what: 'customer', input: { collection: 'customers', id: customerId, cursor: null }, adminMay: true },
        { what: 'appointment', input: { collection: 'appointments', id: appointmentId, cursor: null }, adminMay: true },
        uuids('document', (unknown) => ({ collection: 'customers', id: unknown, cursor: null })),
      ];
    },
  },
  'auth.office': { who: 'anybody', form: nothing, example: none },
  'auth.signIn': {
    who: 'anybody',
    form: object({ email: text(1, 254), password: text(1, 200) }),
    example: async (office) => ({ email: (await office.addMember('agent', 'west')).email, password: PASSWORD }),
  },
  'auth.confirm': {
    who: EVERYBODY,
    form: object({ proof: object({ kind: oneOf('password'), password: text(1, 200) }) }),
    example: () => ({ proof: { kind: 'password', password: PASSWORD } }),
  },
  'auth.signOut': { who: 'anybody', form: nothing, example: none },
  'auth.me': { who: EVERYBODY, form: nothing, example: none },
  'auth.changePassword': {
    who: [...EVERYBODY, 'provisional'],
    form: object({ currentPassword: text(1, 200), newPassword: text(10, 200) }),
    example: () => ({ currentPassword: PASSWORD, newPassword: 'baska-bir-fener-42' }),
  },
  'calendar.feed': { who: EVERYBODY, form: nothing, example: none },
  'calendar.makeFeed': { who: EVERYBODY, form: nothing, example: none },
  'calendar.revokeFeed': { who: EVERYBODY, form: nothing, example: none },
  'auth.sessions': { who: EVERYBODY, form: nothing, example: none },
  'auth.revokeSession': {
    who: EVERYBODY,
    form: sessionForm,
    example: async (office, caller) => ({
      sessionId: (await office.signIn(caller, caller.role, caller.team)).sessionId,
    }),
    foreign: (_, __, other) => [
      { what: 'session', input: { sessionId: other.sessionId } },
      uuids('session', (sessionId) => ({ sessionId })),
    ],
  },
  'auth.reportLost': {
    who: EVERYBODY,
    form: sessionForm,
    example: async (office, caller) => ({
      sessionId: (await office.signIn(caller, caller.role, caller.team)).sessionId,
    }),
    foreign: (_, __, other) => [
      { what: 'session', input: { sessionId: other.sessionId } },
      uuids('session', (sessionId) => ({ sessionId })),
    ],
  },
  'auth.revokeOtherSessions': { who: EVERYBODY, form: nothing, example: none },
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
  'campaigns.list': {
    who: LEADERS,
    form: object({ cursor: orNull(matching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z [0-9a-f-]{36}$/)) }),
    example: () => ({ cursor: null }),
  },
  'campaigns.show': campaignRule('draft'),
  'campaigns.create': {
    who: LEADERS,
    form: object({ name: text(1, 120) }),
    example: () => ({ name: 'Güz çağrısı' }),
  },
  'campaigns.duplicate': campaignRule('draft', { name: text(1, 120) }, { name: 'Yeniden' }),
  'campaigns.save': campaignRule(
    'draft',
    { version: whole(1, Number.MAX_SAFE_INTEGER), draft: campaignForm },
    { version: 1, draft: CAMPAIGN_DRAFT },
  ),
  'campaigns.discard': campaignRule('draft'),
  'campaigns.addImage': {
    who: LEADERS,
    form: object({ data: text(0, 6_000_000) }),
    example: () => ({ data: TINY_PNG }),
  },
  'campaigns.readiness': campaignRule('draft'),
  'campaigns.audience': campaignRule(
    'draft',
    { part: oneOf(...AUDIENCE_PARTS), cursor: orNull(id) },
    { part: 'in', cursor: null },
  ),
  'campaigns.preview': {
    ...campaignRule(
      'draft',
      { language: oneOf('tr', 'en'), customerId: orNull(id), isDark: oneOf(true, false) },
      { language: 'tr', customerId: null, isDark: false },
    ),
    foreign: async (office, caller, other) => {
      const rest = { language: 'tr', isDark: false };
      const { customerId } = await ownCustomer(office, other);
      return [
        {
          what: 'campaign',
          input: { ...rest, id: await office.addCampaign(other, 'draft'), customerId: null },
          adminMay: true,
        },
        {
          what: 'customer',
          input: { ...rest, id: await office.addCampaign(caller, 'draft'), customerId },
          adminMay: true,
        },
        uuids('campaign', (unknown) => ({ ...rest, id: unknown, customerId: null })),
      ];
    },
  },
  'campaigns.test': campaignRule(
    'draft',
    { language: oneOf('tr', 'en'), key: id },
    { language: 'tr', key: unknownId('key') },
  ),
  'campaigns.start': campaignRule(
    'running',
    {
      version: whole(1, Number.MAX_SAFE_INTEGER),
      expected: whole(0, Number.MAX_SAFE_INTEGER),
      startsAt: orNull(text(20, 40)),
    },
    { version: 1, expected: 0, startsAt: null },
  ),
  'campaigns.pause': campaignRule('paused'),
  'campaigns.resume': campaignRule('paused', { why: text(1, 500) }, { why: 'adresler düzeltildi' }),
  'campaigns.cancel': campaignRule('paused'),
  'campaigns.reopen': campaignRule('draft'),
  'campaigns.retry': campaignRule('finished'),
  'campaigns.recipients': campaignRule(
    'finished',
    {
      state: orNull(oneOf(...DELIVERY_STATES, 'left_out')),
      reason: orNull(oneOf(...DELIVERY_REASONS)),
      cursor: orNull(text(36, 64)),
    },
    { state: null, reason: null, cursor: null },
  ),
  'campaigns.exportRows': campaignRule(
    'finished',
    { what: oneOf('all', 'reached', 'notReached', 'leftOut'), cursor: orNull(text(2, 66)) },
    { what: 'all', cursor: null },
  ),
  'campaigns.deliverability': { who: LEADERS, form: nothing, example: none },
  'files.deleted': {
    who: EVERYBODY,
    form: object({ id }),
    example: async (office, caller) => ({ id: (await ownCustomer(office, caller)).customerId }),
    foreign: async (office, _, other) => [
      { what: 'customer', input: { id: (await ownCustomer(office, other)).customerId }, adminMay: true },
      uuids('customer', (unknown) => ({ id: unknown })),
    ],
  },
  'files.bringBack': {
    who: EVERYBODY,
    form: object({ id }),
    example: async (office, caller) => ({
      id: await office.addDeletedFile((await ownCustomer(office, caller)).customerId, caller),
    }),
    foreign: async (office, _, other) => [
      {
        what: 'file',
        input: { id: await office.addDeletedFile((await ownCustomer(office, other)).customerId, other) },
        adminMay: true,
      },
      uuids('file', (unknown) => ({ id: unknown })),
    ],
  },
  'segments.find': {
    who: EVERYBODY,
    form: object({ rule: segmentForm, limit: whole(0, 5_000) }),
    example: () => ({ rule: { combinator: 'and', rules: [] }, limit: 100 }),
  },
  'reports.teamDay': { who: LEADERS, form: nothing, example: none },
  'reports.list': { who: LEADERS, form: nothing, example: none },
  'reports.show': {
    who: LEADERS,
    form: object(monthForm),
    example: async (office, caller) => ownMonth(office, caller),
    foreign: async (office, _, other) => foreignMonths(office, other, {}),
  },
  'reports.behind': {
    who: LEADERS,
    form: object({ ...monthForm, group: text(0, 20), row: text(0, 80), column: text(0, 40) }),
    example: async (office, caller) => ({ ...(await ownMonth(office, caller)), ...FIGURE }),
    foreign: async (office, _, other) => foreignMonths(office, other, FIGURE),
  },
  'reports.mail': { who: LEADERS, form: nothing, example: none },
  'reports.setMail': {
    who: LEADERS,
    form: object({ language: orNull(oneOf('tr', 'en')) }),
    example: () => ({ language: 'tr' }),
  },
  'reports.setTarget': {
    who: LEADERS,
    form: object({
      teamId: orNull(id),
      memberId: orNull(id),
      measure: oneOf('newCustomers', 'contacts', 'held', 'won'),
      value: orNull(whole(1, 1_000_000)),
    }),
    example: (office, caller) => ({ ...TARGET, teamId: monthOf(office, caller).teamId }),
    foreign: (office, _, other) => [
      { what: 'team', input: { ...TARGET, teamId: monthOf(office, other).teamId }, adminMay: true },
      { what: 'office', input: { ...TARGET, teamId: null }, adminMay: true },
      uuids('member', (unknown) => ({ ...TARGET, teamId: null, memberId: unknown })),
    ],
  },
  'reports.pdf': {
    who: LEADERS,
    form: object({ ...monthForm, language: oneOf('tr', 'en') }),
    example: async (office, caller) => ({ ...(await ownMonth(office, caller)), language: 'tr' }),
    foreign: async (office, _, other) => foreignMonths(office, other, { language: 'tr' }),
  },
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
  'jobs.list': { who: ADMIN, form: nothing, example: none },
  'jobs.run': {
    who: ADMIN,
    form: object({ name: text(0, 60) }),
    example: () => ({ name: 'tend-deliveries' }),
    foreign: () => [{ what: 'job', input: { name: 'kimsenin' } }],
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
  'reminders.unreached': { who: EVERYBODY, form: nothing, example: none },
  'members.teams': { who: ADMIN, form: nothing, example: none },
  'members.createTeam': {
    who: ADMIN,
    form: object({ name: text(1, 120) }),
    example: (_, caller) => ({ name: `ekip ${caller.sessionId} ${performance.now()}` }),
  },
  'members.renameTeam': {
    who: ADMIN,
    form: object({ teamId: id, name: text(1, 120) }),
    example: async (office, { sessionId }) => ({
      teamId: await office.addTeam(),
      name: `yeni ad ${sessionId} ${performance.now()}`,
    }),
    foreign: () => [uuids('team', (teamId) => ({ teamId, name: 'kimsenin' }))],
  },
  'members.create': {
    who: ADMIN,
    form: memberForm,
    example: (office, { sessionId }) => ({
      fullName: 'Yeni Kişi',
      email: `${sessionId}.${performance.now()}@ornek.example`,
      role: 'agent',
      teamId: office.teams.west,
    }),
    foreign: () => [
      uuids('team', (teamId) => ({ fullName: 'Yeni Kişi', email: 'takimsiz@ornek.example', role: 'agent', teamId })),
    ],
  },
  'members.update': {
    who: ADMIN,
    form: object({ memberId: id, member: memberForm }),
    example: async (office) => {
      const { memberId, email } = await office.addMember('agent', 'west');
      return { memberId, member: { fullName: 'Başka Ad', email, role: 'manager', teamId: office.teams.east } };
    },
    foreign: () => [
      uuids('member', (memberId) => ({
        memberId,
        member: { fullName: 'Başka Ad', email: 'kimse@ornek.example', role: 'admin', teamId: '' },
      })),
    ],
  },
  'members.setActive': {
    who: ADMIN,
    form: object({ memberId: id, isActive: oneOf(true, false) }),
    example: async (office) => ({ memberId: (await office.addMember('agent', 'west')).memberId, isActive: false }),
    foreign: () => [uuids('member', (memberId) => ({ memberId, isActive: false }))],
  },
  'members.devices': {
    who: ADMIN,
    form: object({ memberId: id }),
    example: async (office) => ({ memberId: (await office.addMember('agent', 'west')).memberId }),
    foreign: () => [uuids('member', (memberId) => ({ memberId }))],
  },
  'members.reportLost': {
    who: ADMIN,
    form: object({ memberId: id, sessionId: id }),
    example: async (office) => {
      const { memberId, sessionId } = await office.newCaller('agent', 'west');
      return { memberId, sessionId };
    },
    foreign: async (office, _, other) => [
      {
        what: 'session of another member',
        input: { memberId: (await office.addMember('agent', 'west')).memberId, sessionId: other.sessionId },
      },
      uuids('member', (memberId) => ({ memberId, sessionId: other.sessionId })),
    ],
  },
  'members.endSession': {
    who: ADMIN,
    form: object({ memberId: id, sessionId: id }),
    example: async (office) => {
      const { memberId, sessionId } = await office.newCaller('agent', 'west');
      return { memberId, sessionId };
    },
    foreign: async (office, _, other) => [
      {
        what: 'session of another member',
        input: { memberId: (await office.addMember('agent', 'west')).memberId, sessionId: other.sessionId },
      },
      uuids('member', (memberId) => ({ memberId, sessionId: other.sessionId })),
    ],
  },
  'members.resetPassword': {
    who: ADMIN,
    form: object({ memberId: id }),
    example: async (office) => ({ memberId: (await office.addMember('agent', 'west')).memberId }),
    foreign: () => [uuids('member', (memberId) => ({ memberId }))],
  },
  'office.sending': { who: LEADERS, form: nothing, example: none },
  'office.releaseSends': { who: LEADERS, form: nothing, example: none },
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
      source: oneOf('in_person', 'paper', 'phone', 'website', 'email', 'message', 'event'),
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
  'system.status': { who: ADMIN, form: nothing, example: none },
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
  'lines.status': { who: EVERYBODY, form: nothing, example: none },
  'lines.list': { who: ADMIN, form: nothing, example: none },
  'lines.create': { who: ADMIN, form: object({ name: text(1, 80) }), example: () => ({ name: 'Merkez' }) },
  'lines.pair': { ...OF_LINE, form: object({ id, phone: either(oneOf(undefined), matching(/^\+\d{6,15}$/)) }) },
  'lines.restart': OF_LINE,
  'lines.logOut': OF_LINE,
  'lines.remove': OF_LINE,
  'lines.health': OF_LINE,
  'lines.replay': OF_LINE,
  'lines.setMembers': {
    who: ADMIN,
    form: object({ id, memberIds: list(id, 0, 500) }),
    example: async (office, caller) => ({ id: await office.addLine(caller), memberIds: [caller.memberId] }),
    foreign: () => [uuids('line', (unknown) => ({ id: unknown, memberIds: [] }))],
  },
  'lines.setCaps': {
    who: ADMIN,
    form: object({ id, daily: whole(1, 5_000), newChats: whole(0, 500) }),
    example: async (office, caller) => ({ id: await office.addLine(caller), daily: 100, newChats: 5 }),
    foreign: () => [uuids('line', (unknown) => ({ id: unknown, daily: 100, newChats: 5 }))],
  },
  'chat.unmatched': { who: EVERYBODY, form: nothing, example: none },
  'chat.unmatchedThread': OF_CHAT,
  'chat.ignore': OF_CHAT,
  'chat.link': {
    who: EVERYBODY,
    form: object({ id, customerId: id }),
    example: async (office, caller) => ({
      id: await office.addChat(caller),
      customerId: (await ownCustomer(office, caller)).customerId,
    }),
    foreign: async (office, caller, other) => {
      const { customerId } = await ownCustomer(office, other);
      return [
        { what: 'customer', input: { id: await office.addChat(caller), customerId }, adminMay: true },
        { what: 'chat', input: { id: await office.addChat(other), customerId }, adminMay: true },
        uuids('chat', (unknown) => ({ id: unknown, customerId })),
      ];
    },
  },
  'chat.linkNew': {
    who: EVERYBODY,
    form: object({ id, firstName: text(1, 80), lastName: text(0, 80) }),
    example: async (office, caller) => ({ id: await office.addChat(caller), firstName: 'Ayşe', lastName: 'Er' }),
    foreign: async (office, _, other) => [
      { what: 'chat', input: { id: await office.addChat(other), firstName: 'A', lastName: 'B' }, adminMay: true },
      uuids('chat', (unknown) => ({ id: unknown, firstName: 'A', lastName: 'B' })),
    ],
  },
} as const satisfies Record<ProcedurePath, ProcedureRule>;
