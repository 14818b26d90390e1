/** What a rule is made of, for whoever needs neither its shape nor what its conditions mean. */
import type { SegmentCondition, SegmentGroup, SegmentRule } from './segment-rule';

export const isGroup = (one: SegmentCondition | SegmentGroup): one is SegmentGroup => 'rules' in one;

/** Every condition in the order in which it stands, those of groups in their place. */
export const conditionsOf = (rule: SegmentRule): readonly SegmentCondition[] =>
  rule.rules.flatMap((one) => (isGroup(one) ? one.rules : [one]));
export const countConditions = (rule: SegmentRule) => conditionsOf(rule).length;
