// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { RuleGroupType, RuleProps } from 'react-querybuilder';
import { afterEach, expect, test, vi } from 'vitest';
import { English } from '../i18n/test/english';
import { FilterBuilder, FilterCondition } from './filter-builder';

afterEach(cleanup);

const FIRST = { field: 'weight', operator: 'is', value: '2' };

function Asked({ rule, path, actions, parentDisabled }: RuleProps) {
  const isReadOnly = parentDisabled === true;
  return (
    <FilterCondition label={rule.field} onRemove={isReadOnly ? undefined : () => actions.onRuleRemove(path)}>
      <span>{String(rule.value)}</span>
    </FilterCondition>
  );
}

function open(query: RuleGroupType, isReadOnly = false) {
  const changed = vi.fn<(query: RuleGroupType) => void>();
  render(
    <English>
      <FilterBuilder
        query={query}
        onChange={changed}
        fields={['weight', 'place']}
        firstOperator={() => 'is'}
        firstValue={() => ''}
        condition={Asked}
        first={FIRST}
        most={2}
        isReadOnly={isReadOnly}
      />
    </English>,
  );
  /** Without the ids of its parts. */
  const told = () =>
    JSON.parse(
      JSON.stringify(changed.mock.lastCall?.[0] ?? null, (key, value: unknown) => (key === 'id' ? undefined : value)),
    ) as unknown;
  return { changed, told };
}

test('says what it begins with to nobody, and every change at once', () => {
  const { changed, told } = open({ combinator: 'and', rules: [FIRST] });
  expect(changed).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Add group' }));
  expect(told()).toEqual({ combinator: 'and', rules: [FIRST, { combinator: 'or', rules: [FIRST] }] });
  expect(screen.getByText('and')).toBeTruthy();
  fireEvent.click(screen.getAllByRole('radio', { name: 'Any of these' })[0]!);
  expect(told()).toMatchObject({ combinator: 'or' });
  fireEvent.click(screen.getByRole('button', { name: 'Remove group' }));
  fireEvent.click(screen.getByRole('button', { name: 'Remove condition' }));
  expect(told()).toEqual({ combinator: 'or', rules: [] });
});

test('a full group takes no more', () => {
  open({ combinator: 'and', rules: [FIRST, FIRST] });
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Add condition' }).disabled).toBe(true);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Add group' }).disabled).toBe(true);
});

test('what is only read has nothing to press', () => {
  open({ combinator: 'or', rules: [FIRST, FIRST] }, true);
  expect(screen.getAllByRole('group', { name: 'weight' })).toHaveLength(2);
  expect(screen.queryAllByRole('button')).toEqual([]);
});
