import { memo, useState } from 'react';
import { FACT_IDS } from '../../../sync/rules/segment-facts';
import { MAX_CONDITIONS, type SegmentRule } from '../../../sync/rules/segment-rule';
import { FilterBuilder } from '../../ui/filter-builder';
import { CheckedConditions, ConditionRow } from './condition-row';
import { FIRST_CONDITION, firstOperator, firstValue, queryOf, ruleOf } from './rule-query';

/**
 * A segment's rule; takes effect at once. `rule` is what it begins with. `isChecked`: each condition that cannot be
 * asked as it stands says so.
 */
export const RuleEditor = memo(
  function RuleEditor({
    rule,
    onChange,
    isReadOnly,
    isChecked = false,
  }: {
    rule: SegmentRule;
    onChange: (rule: SegmentRule) => void;
    isReadOnly: boolean;
    isChecked?: boolean;
  }) {
    const [begun] = useState(() => queryOf(rule));
    return (
      <CheckedConditions.Provider value={isChecked}>
        <FilterBuilder
          query={begun}
          onChange={(query) => onChange(ruleOf(query))}
          fields={FACT_IDS}
          firstOperator={firstOperator}
          firstValue={firstValue}
          condition={ConditionRow}
          first={FIRST_CONDITION}
          most={MAX_CONDITIONS}
          isReadOnly={isReadOnly}
        />
      </CheckedConditions.Provider>
    );
  },
  // What it begins with does not draw it anew.
  (a, b) => a.onChange === b.onChange && a.isReadOnly === b.isReadOnly && a.isChecked === b.isChecked,
);
