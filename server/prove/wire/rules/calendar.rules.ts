import { either, nothing, object, oneOf } from '../form';
import { EVERYBODY, none, type PathsOf, type ProcedureRule } from './procedure-rule';

const speaks = object({ language: oneOf('tr', 'en') });

export const CALENDAR_RULES = {
  'calendar.feed': { who: EVERYBODY, form: nothing, example: none },
  'calendar.makeFeed': {
    who: EVERYBODY,
    // Older builds send none.
    form: either(oneOf(undefined), speaks),
    example: () => ({ language: 'tr' }),
  },
  'calendar.setFeedLanguage': { who: EVERYBODY, form: speaks, example: () => ({ language: 'en' }) },
  'calendar.revokeFeed': { who: EVERYBODY, form: nothing, example: none },
} as const satisfies Record<PathsOf<'calendar'>, ProcedureRule>;
