import { X } from 'lucide-react';
import {
  FACT_IDS,
  isFact,
  operatorsOf,
  valueKindOf,
  type FactId,
  type Operator,
} from '../../../sync/rules/segment-facts';
import type { SegmentCondition } from '../../../sync/rules/segment-rule';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Select } from '../../ui/select';
import { ConditionValue } from './condition-value';
import styles from './segment-screen.module.css';

const FIRST_DAYS = 30;

/** One condition: what is asked, how, and with what. */
export function ConditionRow({
  condition,
  onChange,
  onRemove,
  isReadOnly,
}: {
  condition: SegmentCondition;
  onChange: (condition: SegmentCondition) => void;
  onRemove: () => void;
  isReadOnly: boolean;
}) {
  const t = useText();
  const fact = isFact(condition.fact) ? condition.fact : null;
  const facts = FACT_IDS.map((id) => ({ id, label: t(`segments.fact.${id}`) }));
  const operators = fact === null ? [] : operatorsOf(fact).map((id) => ({ id, label: t(`segments.operator.${id}`) }));
  const operator = operators.find(({ id }) => id === condition.operator)?.id;
  return (
    <div
      role="group"
      aria-label={fact === null ? condition.fact : t(`segments.fact.${fact}`)}
      className={styles.condition}
    >
      <Select
        label={t('segments.what')}
        value={fact}
        onChange={(id) => onChange(begin(id as FactId))}
        options={facts}
        placeholder={t('segments.unknown')}
        isDisabled={isReadOnly}
      />
      <Select
        label={t('segments.how')}
        value={operator ?? null}
        onChange={(id) => fact !== null && onChange(begin(fact, id as Operator, condition))}
        options={operators}
        placeholder={t('segments.unknown')}
        isDisabled={isReadOnly}
      />
      {fact !== null && operator !== undefined ? (
        <ConditionValue
          fact={fact}
          operator={operator}
          condition={condition}
          onChange={onChange}
          isReadOnly={isReadOnly}
        />
      ) : (
        <span />
      )}
      {!isReadOnly && <IconButton label={t('segments.remove')} icon={<X {...iconSize.row} />} onPress={onRemove} />}
    </div>
  );
}

/** With another operator, what was filled in stays where it still means something. */
function begin(fact: FactId, operator: Operator = operatorsOf(fact)[0]!, before?: SegmentCondition): SegmentCondition {
  const kind = valueKindOf(operator);
  const isSame = before !== undefined && valueKindOf(before.operator as Operator) === kind;
  if (kind === 'nothing') return { fact, operator };
  if (isSame && before.value !== undefined) return { fact, operator, value: before.value };
  if (kind === 'days') return { fact, operator, value: FIRST_DAYS };
  if (kind === 'count' || fact === 'noShows') return { fact, operator, value: 1 };
  return { fact, operator, value: kind === 'text' ? '' : kind === 'span' ? ['', ''] : [] };
}
