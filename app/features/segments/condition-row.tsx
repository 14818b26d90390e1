import { createContext, memo, useContext, useRef, useState } from 'react';
import type { RuleProps } from 'react-querybuilder';
import { FACT_IDS, isFact, operatorsOf, type FactId, type Operator } from '../../../sync/rules/segment-facts';
import { useText } from '../../i18n/use-text';
import { FilterCondition } from '../../ui/filter-builder';
import { Select } from '../../ui/select';
import { ConditionValue } from './condition-value';
import { conditionOf, valueUnder } from './rule-query';
import { useConditionProblem } from './use-segment-count';

/** Whether a condition that cannot be asked says so: not before somebody says that they are done. */
export const CheckedConditions = createContext(false);

/**
 * One condition, read along a line: what is asked, how, and with what. Typing in one draws its own value anew and
 * nothing else: the lists of facts are long.
 */
export function ConditionRow({ rule, path, actions, disabled, parentDisabled }: RuleProps) {
  const t = useText();
  const latest = useRef({ rule, path, actions });
  latest.current = { rule, path, actions };
  const [put] = useState(() => (part: 'field' | 'operator' | 'value', value: unknown) => {
    const { actions: now, path: at } = latest.current;
    now.onPropChange(part, value, at);
  });
  const [putOperator] = useState(() => (next: string) => {
    put('operator', next);
    put('value', valueUnder(next, latest.current.rule));
  });
  const condition = conditionOf(rule);
  const isReadOnly = disabled === true || parentDisabled === true;
  const fact = isFact(condition.fact) ? condition.fact : null;
  const operator = fact === null ? undefined : operatorsOf(fact).find((one) => one === condition.operator);
  const problem = useConditionProblem(useContext(CheckedConditions) ? condition : null);
  return (
    <FilterCondition
      label={fact === null ? condition.fact : t(`segments.fact.${fact}`)}
      error={problem === null ? undefined : t(problem === 'value' ? 'segments.noValue' : 'segments.notKnown')}
      onRemove={isReadOnly ? undefined : () => actions.onRuleRemove(path)}
    >
      <Question fact={fact} operator={operator} onPut={put} onOperator={putOperator} isReadOnly={isReadOnly} />
      {fact !== null && operator !== undefined ? (
        <ConditionValue fact={fact} operator={operator} value={condition.value} onPut={put} isReadOnly={isReadOnly} />
      ) : (
        <span />
      )}
    </FilterCondition>
  );
}

/** What is asked, and how. */
const Question = memo(function Question({
  fact,
  operator,
  onPut,
  onOperator,
  isReadOnly,
}: {
  fact: FactId | null;
  operator: Operator | undefined;
  onPut: (part: 'field', value: string) => void;
  onOperator: (operator: string) => void;
  isReadOnly: boolean;
}) {
  const t = useText();
  const facts = FACT_IDS.map((id) => ({ id, label: t(`segments.fact.${id}`) }));
  const operators = fact === null ? [] : operatorsOf(fact).map((id) => ({ id, label: t(`segments.operator.${id}`) }));
  return (
    <>
      <Select
        label={t('segments.what')}
        isLabelHidden
        value={fact}
        onChange={(id) => onPut('field', id)}
        options={facts}
        placeholder={t('segments.unknown')}
        isDisabled={isReadOnly}
      />
      <Select
        label={t('segments.how')}
        isLabelHidden
        value={operator ?? null}
        onChange={(id) => fact !== null && onOperator(id)}
        options={operators}
        placeholder={t('segments.unknown')}
        isDisabled={isReadOnly}
      />
    </>
  );
});
