import { id, nothing, object, oneOf, text } from '../form';
import { type ProcedureRule, EVERYBODY, uuids, none, ownCustomer, type PathsOf } from './procedure-rule';

const OF_CHAT: ProcedureRule = {
  who: EVERYBODY,
  form: object({ id }),
  example: async (office, caller) => ({ id: await office.addChat(caller) }),
  foreign: async (office, _, other) => [
    { what: 'chat', input: { id: await office.addChat(other) }, adminMay: true },
    uuids('chat', (unknown) => ({ id: unknown })),
  ],
};

export const CHAT_RULES = {
  'chat.typing': { who: EVERYBODY, form: nothing, example: none },
  'chat.react': {
    who: EVERYBODY,
    form: object({ id, emoji: oneOf('', '👍', '❤️') }),
    example: async (office, caller) => ({ id: await office.addChatMessage(caller), emoji: '' }),
    foreign: async (office, _, other) => [
      { what: 'message', input: { id: await office.addChatMessage(other), emoji: '' }, adminMay: true },
      uuids('message', (unknown) => ({ id: unknown, emoji: '' })),
    ],
  },
  'chat.unmatched': { who: EVERYBODY, form: nothing, example: none },
  'chat.unmatchedCount': { who: EVERYBODY, form: nothing, example: none },
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
} as const satisfies Record<PathsOf<'chat'>, ProcedureRule>;
