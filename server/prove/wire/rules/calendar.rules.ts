import { nothing } from '../form';
import { EVERYBODY, none, type PathsOf, type ProcedureRule } from './procedure-rule';

export const CALENDAR_RULES = {
  'calendar.feed': { who: EVERYBODY, form: nothing, example: none },
  'calendar.makeFeed': { who: EVERYBODY, form: nothing, example: none },
  'calendar.revokeFeed': { who: EVERYBODY, form: nothing, example: none },
} as const satisfies Record<PathsOf<'calendar'>, ProcedureRule>;
