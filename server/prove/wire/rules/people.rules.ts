import { either, id, nothing, object, oneOf, text } from '../form';
import { PASSWORD } from '../wire-office';
import { EVERYBODY, ADMIN, uuids, none, ownCustomer, type PathsOf, type ProcedureRule } from './procedure-rule';

const memberFields = {
  fullName: text(1, 160),
  email: text(3, 254),
  role: oneOf('agent', 'manager', 'admin'),
  teamId: either(oneOf(''), id),
};
const memberForm = object(
  Object.fromEntries(Object.entries(memberFields).map(([name, form]) => [name, either(oneOf(undefined), form)])),
);
/** A field may have been shown empty. */
const shownForm = object({ role: either(oneOf(undefined), memberFields.role) });
const sessionForm = object({ sessionId: id });

export const PEOPLE_RULES = {
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
  'members.teams': { who: ADMIN, form: nothing, example: none },
  'members.createTeam': {
    who: ADMIN,
    form: object({ name: text(1, 120), teamId: either(oneOf(undefined), id) }),
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
    form: object({ ...memberFields, memberId: either(oneOf(undefined), id) }),
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
  'members.show': {
    who: ADMIN,
    form: object({ memberId: id }),
    example: async (office) => ({ memberId: (await office.addMember('agent', 'west')).memberId }),
    foreign: () => [uuids('member', (memberId) => ({ memberId }))],
  },
  'members.update': {
    who: ADMIN,
    form: object({ memberId: id, member: memberForm, shown: either(oneOf(undefined), shownForm) }),
    example: async (office) => {
      const { memberId } = await office.addMember('agent', 'west');
      return {
        memberId,
        member: { role: 'manager', teamId: office.teams.east },
        shown: { role: 'agent', teamId: office.teams.west },
      };
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
  'customers.erase': {
    who: ADMIN,
    form: object({ id }),
    example: async (office, caller) => ({ id: (await ownCustomer(office, caller)).customerId }),
    foreign: () => [uuids('customer', (unknown) => ({ id: unknown }))],
  },
} as const satisfies Record<PathsOf<'auth' | 'members' | 'customers'>, ProcedureRule>;
