import { Fragment } from 'react';
import { isGroup } from '../../../sync/rules/segment-conditions';
import type { SegmentGroup, SegmentRule } from '../../../sync/rules/segment-rule';
import { useText } from '../../i18n/use-text';
import { ConditionWords } from './condition-words';

/** A whole rule said back as a sentence: "Kaynak: Tavsiye ve (Şehir: “Bursa” veya Şehir: “İzmir”)". */
export function RuleWords({ rule }: { rule: SegmentRule }) {
  const t = useText();
  return rule.rules.length === 0 ? <>{t('segments.everybody')}</> : <GroupWords group={rule} isWhole />;
}

/** The same of what stands in a record. */
export function RuleValue({ value }: { value: unknown }) {
  return <RuleWords rule={value as SegmentRule} />;
}

function GroupWords({ group, isWhole = false }: { group: SegmentRule | SegmentGroup; isWhole?: boolean }) {
  const t = useText();
  const { combinator, not, rules } = group;
  const parts = rules.map((one, at) => (
    <Fragment key={at}>
      {at > 0 && ` ${t(`filter.joined.${combinator}`)} `}
      {isGroup(one) ? (
        <GroupWords group={one} />
      ) : (
        <strong>
          <ConditionWords condition={one} />
        </strong>
      )}
    </Fragment>
  ));
  if (not === true)
    return (
      <>
        {t('segments.saysNot')} ({parts})
      </>
    );
  return isWhole || rules.length === 1 ? <>{parts}</> : <>({parts})</>;
}
