import { FACTS, isFact, operatorsOf, valueKindOf, type FactId, type Operator } from '../../../sync/rules/segment-facts';
import type { SegmentCondition } from '../../../sync/rules/segment-rule';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useFactChoices } from './use-fact-choices';

/** A condition as one would say it. */
export function ConditionWords({ condition }: { condition: SegmentCondition }) {
  const t = useText();
  const { fact, operator } = condition;
  if (!isFact(fact) || !operatorsOf(fact).includes(operator as Operator)) return <>{t('segments.unknown')}</>;
  return <KnownWords fact={fact} operator={operator as Operator} value={condition.value} />;
}

function KnownWords({ fact, operator, value }: { fact: FactId; operator: Operator; value: SegmentCondition['value'] }) {
  const t = useText();
  const formats = useFormats();
  const choices = useFactChoices(fact);
  const kind = FACTS[fact].kind === 'number' ? 'count' : valueKindOf(operator);
  const words = () => {
    if (kind === 'choices' && Array.isArray(value))
      return value.map((id) => choices.find((one) => one.id === id)?.label ?? id).join(', ');
    if (kind === 'span' && Array.isArray(value)) return value.map((day) => formats.day(day)).join(' – ');
    return typeof value === 'number' ? formats.number(value) : String(value ?? '');
  };
  const asked = { fact: t(`segments.fact.${fact}`), operator: t(`segments.operator.${operator}`) };
  return <>{kind === 'nothing' ? t('segments.says', asked) : t('segments.saysOf', { ...asked, value: words() })}</>;
}
