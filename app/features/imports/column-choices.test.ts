import { expect, test } from 'vitest';
import type { ImportDefaults } from '../../../sync/rules/import';
import { choiceProblems, isForRole, isSameChoice, type ColumnChoices } from './column-choices';

const defaults: ImportDefaults = { phoneCountryId: 'TR', source: 'other', stage: 'new', ownerId: 'a' };
const choices: ColumnChoices = { columns: ['fullName', null, 'phone'], mode: 'add', defaults };

test('columns that lead to one field are both told of it, and rows must say who somebody is', () => {
  expect(choiceProblems(choices)).toEqual({ twice: new Set(), isNobodyNamed: false });
  expect(choiceProblems({ columns: ['city', 'email', 'city', null, null] })).toEqual({
    twice: new Set([0, 2]),
    isNobodyNamed: false,
  });
  expect(choiceProblems({ columns: ['city', null, 'notes'] }).isNobodyNamed).toBe(true);
});

test('whatever differs in a choice is another choice', () => {
  expect(isSameChoice(choices, { ...choices, columns: [...choices.columns], defaults: { ...defaults } })).toBe(true);
  const others: readonly ColumnChoices[] = [
    { ...choices, mode: 'fill' },
    { ...choices, columns: ['fullName', 'city', 'phone'] },
    { ...choices, columns: ['fullName', null] },
    ...Object.keys(defaults).map((part) => ({ ...choices, defaults: { ...defaults, [part]: 'other one' } })),
  ];
  for (const other of others) expect(isSameChoice(choices, other)).toBe(false);
});

test('what leaders write is offered to no agent', () => {
  expect((['notes', 'managerNote'] as const).filter(isForRole('agent'))).toEqual(['notes']);
  expect((['notes', 'managerNote'] as const).filter(isForRole('manager'))).toEqual(['notes', 'managerNote']);
});
