import { X } from 'lucide-react';
import type { RuleProps } from 'react-querybuilder';
import { FACT_IDS, isFact, operatorsOf } from '../../../sync/rules/segment-facts';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Select } from '../../ui/select';
import { ConditionValue } from './condition-value';
import { conditionOf, valueUnder } from './rule-query';
import styles from './segment-screen.module.css';

/** One condition, read along a line: what is asked, how, and with what. */
export function ConditionRow({ rule, path, actions, disabled, parentDisabled }: RuleProps) {
  const t = useText();
  const condition = conditionOf(rule);
  const isReadOnly = disabled === true || parentDisabled === true;
  const fact = isFact(condition.fact) ? condition.fact : null;
  const facts = FACT_IDS.map((id) => ({ id, label: t(`segments.fact.${id}`) }));
  const operators = fact === null ? [] : operatorsOf(fact).map((id) => ({ id, label: t(`segments.operator.${id}`) }));
  const operator = operators.find(({ id }) => id === condition.operator)?.id;
  const change = (next: string) => {
    actions.onPropChange('operator', next, path);
    actions.onPropChange('value', valueUnder(next, rule), path);
  };
  return (
    <div
      role="group"
      aria-label={fact === null ? condition.fact : t(`segments.fact.${fact}`)}
      className={styles.condition}
    >
      <Select
        label={t('segments.what')}
        isLabelHidden
        value={fact}
        onChange={(id) => actions.onPropChange('field', id, path)}
        options={facts}
        placeholder={t('segments.unknown')}
        isDisabled={isReadOnly}
      />
      <Select
        label={t('segments.how')}
        isLabelHidden
        value={operator ?? null}
        onChange={(id) => fact !== null && change(id)}
        options={operators}
        placeholder={t('segments.unknown')}
        isDisabled={isReadOnly}
      />
      {fact !== null && operator !== undefined ? (
        <ConditionValue
          fact={fact}
          operator={operator}
          condition={condition}
          onChange={({ value }) => actions.onPropChange('value', value, path)}
          isReadOnly={isReadOnly}
        />
      ) : (
        <span />
      )}
      {!isReadOnly && (
        <IconButton
          label={t('segments.remove')}
          icon={<X {...iconSize.row} />}
          onPress={() => actions.onRuleRemove(path)}
        />
      )}
    </div>
  );
}
