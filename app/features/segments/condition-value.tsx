import { memo } from 'react';
import { FACTS, valueKindOf, type FactId, type Operator } from '../../../sync/rules/segment-facts';
import { MAX_VALUE_LENGTH, type SegmentCondition } from '../../../sync/rules/segment-rule';
import { useText } from '../../i18n/use-text';
import { Chip } from '../../ui/chip';
import { ComboBox } from '../../ui/combo-box';
import { DatePicker } from '../../ui/date-picker';
import { TextField } from '../../ui/text-field';
import styles from './segment-screen.module.css';
import { useFactChoices } from './use-fact-choices';

const MAX_DAYS = 3_650;

/** What a condition is asked with: words, a number, days, or some of the choices there are. */
export const ConditionValue = memo(function ConditionValue({
  fact,
  operator,
  value,
  onPut,
  isReadOnly,
}: {
  fact: FactId;
  operator: Operator;
  value: SegmentCondition['value'];
  onPut: (part: 'value', value: SegmentCondition['value']) => void;
  isReadOnly: boolean;
}) {
  const t = useText();
  const choices = useFactChoices(fact);
  const put = (next: SegmentCondition['value']) => onPut('value', next);
  const kind = FACTS[fact].kind === 'number' ? 'count' : valueKindOf(operator);
  if (kind === 'nothing') return <span />;
  if (kind === 'text')
    return (
      <TextField
        label={t('segments.words')}
        isLabelHidden
        value={typeof value === 'string' ? value : ''}
        onChange={put}
        maxLength={MAX_VALUE_LENGTH}
        autoComplete="off"
        isDisabled={isReadOnly}
      />
    );
  if (kind === 'days' || kind === 'count')
    return (
      <TextField
        label={t(kind === 'days' ? 'segments.days' : 'segments.times')}
        isLabelHidden
        after={kind === 'days' && <span className={styles.unit}>{t('segments.dayUnit')}</span>}
        value={typeof value === 'number' ? String(value) : ''}
        onChange={(typed) => {
          const digits = typed.replace(/\D/g, '').slice(0, 4);
          put(digits === '' ? '' : Math.min(MAX_DAYS, Number(digits)));
        }}
        inputMode="numeric"
        autoComplete="off"
        isDisabled={isReadOnly}
      />
    );
  const list = Array.isArray(value) ? value : [];
  if (kind === 'span') {
    const [from = '', to = ''] = list;
    return (
      <div className={styles.values}>
        <DatePicker
          label={t('segments.from')}
          isLabelHidden
          placeholder={t('segments.from')}
          value={from}
          onChange={(day) => put([day, to])}
          isDisabled={isReadOnly}
        />
        <DatePicker
          label={t('segments.to')}
          isLabelHidden
          placeholder={t('segments.to')}
          value={to}
          onChange={(day) => put([from, day])}
          isDisabled={isReadOnly}
        />
      </div>
    );
  }
  const labelOf = (id: string) => choices.find((choice) => choice.id === id)?.label ?? id;
  return (
    <div className={styles.values}>
      {list.map((id) =>
        isReadOnly ? (
          <Chip key={id}>{labelOf(id)}</Chip>
        ) : (
          <Chip
            key={id}
            isChosen
            removeLabel={t('segments.without', { words: labelOf(id) })}
            onRemove={() => put(list.filter((one) => one !== id))}
          >
            {labelOf(id)}
          </Chip>
        ),
      )}
      {!isReadOnly && (
        <ComboBox
          className={styles.add}
          label={t('segments.choose')}
          isLabelHidden
          placeholder={t('segments.choose')}
          value={null}
          onChange={(id) => id !== null && put([...list, id])}
          options={choices.filter(({ id }) => !list.includes(id))}
        />
      )}
    </div>
  );
});
