import { v7 as uuidv7 } from 'uuid';
import { id, object, text } from '../form';
import { EVERYBODY, LEADERS, uuids, ownCustomer, type PathsOf, type ProcedureRule } from './procedure-rule';

export const FILES_RULES = {
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
  'files.offer': {
    who: LEADERS,
    form: object({ id, name: text(1, 120) }),
    example: () => ({ id: uuidv7(), name: 'Fiyat listesi.pdf' }),
    foreign: async (office, _, other) => {
      const { customerId } = await ownCustomer(office, other);
      return [{ what: 'file', input: { id: await office.addDeletedFile(customerId, other), name: 'x.pdf' } }];
    },
  },
  'files.offered': {
    who: LEADERS,
    form: object({ id }),
    example: async (office, caller) => ({ id: await office.addOfferedFile(caller) }),
    foreign: async (office, _, other) => {
      const { customerId } = await ownCustomer(office, other);
      return [
        { what: 'file', input: { id: await office.addDeletedFile(customerId, other) } },
        uuids('file', (unknown) => ({ id: unknown })),
      ];
    },
  },
} as const satisfies Record<PathsOf<'files'>, ProcedureRule>;
