import { object, whole } from '../form';
import { EVERYBODY, segmentForm, type PathsOf, type ProcedureRule } from './procedure-rule';

export const SEGMENTS_RULES = {
  'segments.find': {
    who: EVERYBODY,
    form: object({ rule: segmentForm, limit: whole(0, 5_000) }),
    example: () => ({ rule: { combinator: 'and', rules: [] }, limit: 100 }),
  },
} as const satisfies Record<PathsOf<'segments'>, ProcedureRule>;
