import { DECISIONS_FOR_ALL, IMPORT_MODES, IMPORT_TARGETS, ROW_OUTCOMES } from '../../../../sync/rules/import';
import { either, id, list, matching, object, oneOf, orNull, text, whole, type Form } from '../form';
import type { WireOffice } from '../wire-office';
import { EVERYBODY, uuids, type PathsOf, type ProcedureRule } from './procedure-rule';

/** What is asked about one import of the caller's in that state; `form` and `rest`: beside its id. */
const importRule = (
  state: Parameters<WireOffice['addImport']>[1],
  form: Readonly<Record<string, Form>> = {},
  rest: object = {},
): ProcedureRule => ({
  who: EVERYBODY,
  form: object({ id, ...form }),
  example: async (office, caller) => ({ id: await office.addImport(caller, state), ...rest }),
  foreign: async (office, _, other) => [
    { what: 'import', input: { id: await office.addImport(other, state), ...rest }, adminMay: true },
    uuids('import', (unknown) => ({ id: unknown, ...rest })),
  ],
});
const after = whole(0, 20_000);
const defaultsForm = object({
  phoneCountryId: matching(/^[A-Z]{2}$/),
  source: text(1, 40),
  stage: text(1, 36),
  ownerId: id,
});
const columnsOf = (ownerId: string) => ({
  columns: ['firstName', 'email'],
  mode: 'add',
  defaults: { phoneCountryId: 'TR', source: 'other', stage: 'new', ownerId },
});

export const IMPORTS_RULES = {
  'imports.list': {
    who: EVERYBODY,
    form: object({ cursor: orNull(matching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z [0-9a-f-]{36}$/)) }),
    example: () => ({ cursor: null }),
  },
  'imports.show': importRule('ready'),
  'imports.setColumns': {
    who: EVERYBODY,
    form: object({
      id,
      columns: list(orNull(oneOf(...IMPORT_TARGETS)), 0, 100),
      mode: oneOf(...IMPORT_MODES),
      defaults: defaultsForm,
    }),
    example: async (office, caller) => ({
      id: await office.addImport(caller, 'ready'),
      ...columnsOf(caller.memberId),
    }),
    foreign: async (office, caller, other) => [
      { what: 'import', input: { id: await office.addImport(other, 'ready'), ...columnsOf(caller.memberId) } },
      {
        what: 'owner',
        input: { id: await office.addImport(caller, 'ready'), ...columnsOf(other.memberId) },
        adminMay: true,
      },
      uuids('import', (unknown) => ({ id: unknown, ...columnsOf(caller.memberId) })),
    ],
  },
  'imports.rows': importRule(
    'ready',
    { outcome: orNull(oneOf(...ROW_OUTCOMES)), reverted: orNull(oneOf('removed', 'restored', 'kept')), after },
    { outcome: null, reverted: null, after: 0 },
  ),
  'imports.decide': {
    ...importRule(
      'ready',
      {
        rowNo: whole(1, 20_000),
        decision: orNull(
          either(object({ kind: oneOf('customer'), customerId: id }), object({ kind: oneOf('new', 'leaveOut') })),
        ),
      },
      { rowNo: 1, decision: { kind: 'leaveOut' } },
    ),
    foreign: async (office, caller, other) => {
      const { customerId } = await office.addCustomer(other);
      const decision = { kind: 'customer', customerId };
      return [
        {
          what: 'import',
          input: { id: await office.addImport(other, 'ready'), rowNo: 1, decision: { kind: 'leaveOut' } },
        },
        {
          what: 'customer',
          input: { id: await office.addImport(caller, 'ready'), rowNo: 1, decision },
          adminMay: true,
        },
        uuids('import', (unknown) => ({ id: unknown, rowNo: 1, decision: null })),
      ];
    },
  },
  'imports.decideAll': {
    ...importRule('ready', { decision: oneOf(...DECISIONS_FOR_ALL) }, { decision: 'leaveOut' }),
    foreign: async (office, _, other) => [
      { what: 'import', input: { id: await office.addImport(other, 'ready'), decision: 'leaveOut' } },
      uuids('import', (unknown) => ({ id: unknown, decision: 'none' })),
    ],
  },
  'imports.start': {
    ...importRule('ready'),
    foreign: async (office, _, other) => [
      { what: 'import', input: { id: await office.addImport(other, 'ready') } },
      uuids('import', (unknown) => ({ id: unknown })),
    ],
  },
  'imports.stop': importRule('stopped'),
  'imports.revert': importRule('done'),
  'imports.discard': importRule('ready'),
  'imports.exportRows': importRule('ready', { after }, { after: 0 }),
} as const satisfies Record<PathsOf<'imports'>, ProcedureRule>;
