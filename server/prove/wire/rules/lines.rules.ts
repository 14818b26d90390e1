import { either, id, list, matching, nothing, object, oneOf, text, whole } from '../form';
import { type ProcedureRule, EVERYBODY, ADMIN, uuids, none, type PathsOf } from './procedure-rule';

const OF_LINE: ProcedureRule = {
  who: ADMIN,
  form: object({ id }),
  example: async (office, caller) => ({ id: await office.addLine(caller) }),
  foreign: () => [uuids('line', (unknown) => ({ id: unknown }))],
};

export const LINES_RULES = {
  'lines.status': { who: EVERYBODY, form: nothing, example: none },
  'lines.list': { who: ADMIN, form: nothing, example: none },
  'lines.create': {
    who: ADMIN,
    form: object({ name: text(1, 80), id: either(oneOf(undefined), id) }),
    example: () => ({ name: 'Merkez' }),
  },
  'lines.pair': {
    ...OF_LINE,
    form: object({
      id,
      phone: either(oneOf(undefined), matching(/^\+\d{6,15}$/)),
      isAnew: either(oneOf(undefined), oneOf(true, false)),
    }),
  },
  'lines.restart': OF_LINE,
  'lines.logOut': OF_LINE,
  'lines.remove': OF_LINE,
  'lines.health': OF_LINE,
  'lines.replay': OF_LINE,
  'lines.setMembers': {
    who: ADMIN,
    form: either(
      object({ id, added: list(id, 0, 500), removed: list(id, 0, 500) }),
      object({ id, memberIds: list(id, 0, 500) }),
    ),
    example: async (office, caller) => ({ id: await office.addLine(caller), added: [], removed: [caller.memberId] }),
    foreign: () => [uuids('line', (unknown) => ({ id: unknown, added: [], removed: [] }))],
  },
  'lines.setCaps': {
    who: ADMIN,
    form: object({
      id,
      daily: either(oneOf(undefined), whole(1, 5_000)),
      newChats: either(oneOf(undefined), whole(0, 500)),
    }),
    example: async (office, caller) => ({ id: await office.addLine(caller), daily: 100, newChats: 5 }),
    foreign: () => [uuids('line', (unknown) => ({ id: unknown, daily: 100, newChats: 5 }))],
  },
} as const satisfies Record<PathsOf<'lines'>, ProcedureRule>;
