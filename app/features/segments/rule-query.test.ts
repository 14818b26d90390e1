import { add, remove, update, type RuleGroupType } from 'react-querybuilder';
import { expect, it } from 'vitest';
import { segmentRule, type SegmentRule } from '../../../sync/rules/segment-rule';
import { FIRST_CONDITION, firstOperator, firstValue, queryOf, ruleOf, valueUnder } from './rule-query';

const RULE: SegmentRule = {
  combinator: 'and',
  rules: [
    { fact: 'createdAt', operator: 'thisWeek' },
    { fact: 'labels', operator: 'in', value: ['vip'] },
    { combinator: 'or', not: true, rules: [{ fact: 'lastContactAt', operator: 'notForDays', value: 30 }] },
    { fact: 'shoeSize', operator: 'resembles', value: '42' },
    { fact: 'shoeSize', operator: 'worn' },
  ],
};
const first = (query: RuleGroupType) => ruleOf(query).rules[0];

it('brings every rule back, what a later build wrote with it', () => {
  expect(ruleOf(queryOf(RULE))).toEqual(RULE);
});

it('is still a rule after the parts of it were changed', () => {
  const options = {
    resetOnOperatorChange: false,
    getRuleDefaultOperator: firstOperator,
    getRuleDefaultValue: ({ field, operator }: { field: string; operator: string }) => firstValue(field, operator),
  };
  let query = add(queryOf(RULE), FIRST_CONDITION, [2]);
  query = update(query, 'field', 'city', [0], options);
  expect(first(query)).toEqual({ fact: 'city', operator: 'contains', value: '' });
  query = update(query, 'operator', 'none', [0], options);
  expect(first(query)).toEqual({ fact: 'city', operator: 'none' });
  query = remove(query, [1]);
  const rule = ruleOf(query);
  expect(segmentRule.parse(rule)).toEqual(rule);
  expect(rule.rules[1]).toEqual({
    ...RULE.rules[2],
    rules: [
      { fact: 'lastContactAt', operator: 'notForDays', value: 30 },
      { fact: 'createdAt', operator: 'thisWeek' },
    ],
  });
});

it('keeps under another operator what still means something', () => {
  const condition = { field: 'city', operator: 'contains', value: 'İzmir' };
  expect(valueUnder('startsWith', condition)).toBe('İzmir');
  expect(valueUnder('none', condition)).toBe(undefined);
  expect(valueUnder('notForDays', { field: 'createdAt', operator: 'between', value: ['2026-01-01', ''] })).toBe(30);
});
