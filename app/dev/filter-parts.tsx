import { useState } from 'react';
import type { RuleGroupType, RuleProps } from 'react-querybuilder';
import { FilterBuilder, FilterCondition } from '../ui/filter-builder';
import { Panel } from '../ui/panel';
import { Segmented } from '../ui/segmented';
import { Select } from '../ui/select';
import { TextField } from '../ui/text-field';
import { Part } from './part';
import styles from './parts.module.css';

const FIELDS = ['weight', 'where it is taken from, said at length'];
const HOWS = ['is', 'is not'];
const options = (names: readonly string[]) => names.map((id) => ({ id, label: id }));
const FIRST = { field: 'weight', operator: 'is', value: '2' };
const WITH_GROUP: RuleGroupType = {
  combinator: 'and',
  rules: [
    FIRST,
    { combinator: 'or', not: true, rules: [FIRST, { field: FIELDS[1]!, operator: 'is not', value: 'Ankara' }] },
  ],
};

function Asked({ rule, path, actions, disabled, parentDisabled }: RuleProps) {
  const isReadOnly = disabled === true || parentDisabled === true;
  const put = (part: 'field' | 'operator' | 'value') => (next: string) => actions.onPropChange(part, next, path);
  return (
    <FilterCondition label={rule.field} onRemove={isReadOnly ? undefined : () => actions.onRuleRemove(path)}>
      <Select
        label="What"
        isLabelHidden
        value={rule.field}
        onChange={put('field')}
        options={options(FIELDS)}
        isDisabled={isReadOnly}
      />
      <Select
        label="How"
        isLabelHidden
        value={rule.operator}
        onChange={put('operator')}
        options={options(HOWS)}
        isDisabled={isReadOnly}
      />
      <TextField
        label="With"
        isLabelHidden
        value={String(rule.value)}
        onChange={put('value')}
        isDisabled={isReadOnly}
      />
    </FilterCondition>
  );
}

const STATES: Readonly<Record<string, { query: RuleGroupType; isReadOnly: boolean }>> = {
  'With a group': { query: WITH_GROUP, isReadOnly: false },
  'Nothing yet': { query: { combinator: 'or', rules: [] }, isReadOnly: false },
  'Read only': { query: { combinator: 'or', rules: [FIRST, FIRST] }, isReadOnly: true },
};

/** Conditions that are put together. One state at a time: the library makes each a form that cannot be named. */
export function FilterParts() {
  const [, setQuery] = useState(WITH_GROUP);
  const [state, setState] = useState('With a group');
  const { query, isReadOnly } = STATES[state]!;
  return (
    <Part name="Filter builder">
      <Segmented label="State" isLabelHidden value={state} onChange={setState} options={options(Object.keys(STATES))} />
      <Panel title={state} className={styles.whole}>
        <FilterBuilder
          key={state}
          query={query}
          onChange={setQuery}
          fields={FIELDS}
          firstOperator={() => 'is'}
          firstValue={() => ''}
          condition={Asked}
          first={FIRST}
          most={3}
          isReadOnly={isReadOnly}
        />
      </Panel>
    </Part>
  );
}
