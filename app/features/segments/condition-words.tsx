import { FACTS, isFact, operatorsOf, valueKindOf, type FactId, type Operator } from '../../../sync/rules/segment-facts';
import type { SegmentCondition } from '../../../sync/rules/segment-rule';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useFactChoices } from './use-fact-choices';

/** A condition as one would say it: "Son temas: 30 gündür yok", "Kaynak: Tavsiye veya İş ortağı". */
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
  const named = t(`segments.fact.${fact}`);
  const list = Array.isArray(value) ? value : [];
  const says = (said: string | number, how: string = operator) => (
    <>{t(`segments.says.${how}`, { fact: named, value: said })}</>
  );
  switch (kind) {
    case 'nothing':
      return <>{t('segments.says', { fact: named, operator: t(`segments.operator.${operator}`) })}</>;
    case 'choices':
      return says(formats.either(list.map((id) => choices.find((one) => one.id === id)?.label ?? id)));
    case 'span':
      return says(list.map((day) => formats.day(day)).join(' – '));
    case 'count':
      return says(Number(value ?? 0), operator === 'is' ? 'equals' : operator);
    case 'days':
      return says(
        Number(value ?? 0),
        fact === 'lastContactAt' && operator === 'notForDays' ? 'quietForDays' : operator,
      );
    default:
      return says(String(value ?? ''));
  }
}
