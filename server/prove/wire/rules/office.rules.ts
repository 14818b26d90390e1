import { collectionForm } from '../push-form';
import { TINY_PNG } from './campaigns.rules';
import { id, matching, nothing, object, orNull, text } from '../form';
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

export const OFFICE_RULES = {
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
  'jobs.list': { who: ADMIN, form: nothing, example: none },
  'jobs.run': {
    who: ADMIN,
    form: object({ name: text(0, 60) }),
    example: () => ({ name: 'tend-deliveries' }),
    foreign: () => [{ what: 'job', input: { name: 'kimsenin' } }],
  },
  'office.sending': { who: LEADERS, form: nothing, example: none },
  'office.releaseSends': { who: LEADERS, form: nothing, example: none },
  'office.addLogo': {
    who: ADMIN,
    form: object({ data: text(0, 6_000_000) }),
    example: () => ({ data: TINY_PNG }),
  },
  'system.status': { who: ADMIN, form: nothing, example: none },
} as const satisfies Record<PathsOf<'audit' | 'jobs' | 'office' | 'system'>, ProcedureRule>;
