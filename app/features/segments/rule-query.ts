/** A segment's rule as react-querybuilder edits it, and back: its `field` is our `fact`, and every part bears an id. */
import type { RuleGroupType, RuleType } from 'react-querybuilder';
import { isFact, operatorsOf, valueKindOf, type FactId, type Operator } from '../../../sync/rules/segment-facts';
import { isGroup } from '../../../sync/rules/segment-conditions';
import type { SegmentCondition, SegmentGroup, SegmentRule } from '../../../sync/rules/segment-rule';

const FIRST_DAYS = 30;
/** With what a new condition begins. */
export const FIRST_CONDITION: RuleType = { field: 'createdAt', operator: 'thisWeek', value: undefined };

type Part = SegmentCondition | SegmentGroup;

export function queryOf({ combinator, not, rules }: SegmentRule | SegmentGroup): RuleGroupType {
  return {
    combinator,
    ...(not === true ? { not } : {}),
    rules: (rules as readonly Part[]).map((part) => {
      if (isGroup(part)) return queryOf(part);
      return { field: part.fact, operator: part.operator, value: part.value };
    }),
  };
}

/** Conditions of facts and operators that this build does not know come back as they were. */
export function ruleOf({ combinator, not, rules }: RuleGroupType): SegmentRule {
  return {
    combinator: combinator === 'or' ? 'or' : 'and',
    ...(not === true ? { not } : {}),
    rules: rules.map((part) => ('rules' in part ? ruleOf(part) : conditionOf(part))),
  } as SegmentRule;
}

export function conditionOf({ field, operator, value }: RuleType): SegmentCondition {
  const asksNothing =
    isFact(field) &&
    operatorsOf(field).includes(operator as Operator) &&
    valueKindOf(operator as Operator) === 'nothing';
  return { fact: field, operator, ...(asksNothing || value === undefined ? {} : { value }) } as SegmentCondition;
}

/** What a condition is asked with before anybody said it. */
export function firstValue(fact: string, operator: string): SegmentCondition['value'] {
  const kind = valueKindOf(operator as Operator);
  if (kind === 'nothing') return undefined;
  if (kind === 'days') return FIRST_DAYS;
  if (kind === 'count' || fact === 'noShows') return 1;
  return kind === 'text' ? '' : kind === 'span' ? ['', ''] : [];
}

/** Of another operator: what was filled in stays where it still means something. */
export function valueUnder(operator: string, { field, operator: before, value }: RuleType): SegmentCondition['value'] {
  const isSame = valueKindOf(before as Operator) === valueKindOf(operator as Operator);
  return isSame && value !== undefined ? (value as SegmentCondition['value']) : firstValue(field, operator);
}

export const firstOperator = (fact: string): string => operatorsOf(fact as FactId)[0]!;
