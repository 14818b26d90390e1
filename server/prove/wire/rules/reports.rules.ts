import { OFFICE_ZONE } from '../../../../sync/rules/setting-defaults';
import { monthAt } from '../../../features/reports/report-month';
import { either, id, matching, nothing, object, oneOf, orNull, text, whole } from '../form';
import type { Caller, WireOffice } from '../wire-office';
import {
  type Foreign,
  LEADERS,
  segmentForm,
  uuids,
  none,
  ownCustomer,
  type PathsOf,
  type ProcedureRule,
} from './procedure-rule';

const monthForm = {
  teamId: orNull(id),
  month: matching(/^20\d\d-(0[1-9]|1[0-2])$/),
  segment: either((value) => value === undefined, orNull(object({ rule: segmentForm, name: text(0, 120) }))),
};
const SEGMENT = { rule: { combinator: 'and', rules: [] }, name: 'Herkes' };
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

export const REPORTS_RULES = {
  'reports.teamDay': { who: LEADERS, form: nothing, example: none },
  'reports.list': { who: LEADERS, form: nothing, example: none },
  'reports.show': {
    who: LEADERS,
    form: object(monthForm),
    example: async (office, caller) => ({ ...(await ownMonth(office, caller)), segment: SEGMENT }),
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
} as const satisfies Record<PathsOf<'reports'>, ProcedureRule>;
