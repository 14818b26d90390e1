import { Plus } from 'lucide-react';
import {
  QueryBuilder,
  RuleGroupBodyComponents,
  useRuleGroup,
  type InlineCombinatorProps,
  type RuleGroupProps,
  type RuleGroupType,
} from 'react-querybuilder';
import { memo, useState } from 'react';
import { FACT_IDS } from '../../../sync/rules/segment-facts';
import { MAX_CONDITIONS, type SegmentRule } from '../../../sync/rules/segment-rule';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Segmented } from '../../ui/segmented';
import { Switch } from '../../ui/switch';
import { ConditionRow } from './condition-row';
import { FIRST_CONDITION, firstOperator, firstValue, queryOf, ruleOf } from './rule-query';
import styles from './segment-screen.module.css';

const FIELDS = FACT_IDS.map((id) => ({ name: id, label: id }));
const CONTROLS = { ruleGroup: Group, rule: ConditionRow, inlineCombinator: Joined };

/**
 * Conditions and groups of them; takes effect at once. The tree is react-querybuilder's, the controls are ours. `rule`
 * is what it begins with.
 */
export const RuleEditor = memo(function RuleEditor({
  rule,
  onChange,
  isReadOnly,
}: {
  rule: SegmentRule;
  onChange: (rule: SegmentRule) => void;
  isReadOnly: boolean;
}) {
  const [begun] = useState(() => queryOf(rule));
  return (
    <QueryBuilder
      defaultQuery={begun}
      onQueryChange={(query: RuleGroupType) => onChange(ruleOf(query))}
      enableMountQueryChange={false}
      fields={FIELDS}
      getDefaultOperator={firstOperator}
      getDefaultValue={({ field, operator }) => firstValue(field, operator)}
      resetOnOperatorChange={false}
      showCombinatorsBetweenRules
      controlElements={CONTROLS}
      disabled={isReadOnly}
      suppressStandardClassnames
    />
  );
});

/** Between two conditions, so that they read on as one sentence. */
function Joined({ value }: InlineCombinatorProps) {
  const t = useText();
  return <p className={styles.joined}>{t(`segments.joined.${value === 'or' ? 'or' : 'and'}`)}</p>;
}

function Group(props: RuleGroupProps) {
  const t = useText();
  const group = useRuleGroup(props);
  const { ruleGroup, path, actions, disabled } = group;
  const isRoot = path.length === 0;
  const isFull = ruleGroup.rules.length >= MAX_CONDITIONS;
  const conditions = (
    <div role="group" aria-label={t('segments.group')} className={isRoot ? styles.group : styles.nested}>
      {disabled !== true && (
        <>
          <Segmented
            label={t('segments.combinator')}
            isLabelHidden
            value={group.combinator === 'or' ? 'or' : 'and'}
            onChange={(combinator) => group.onCombinatorChange(combinator)}
            options={(['and', 'or'] as const).map((id) => ({ id, label: t(`segments.combinator.${id}`) }))}
          />
          <Switch isSelected={ruleGroup.not === true} onChange={(isNot) => group.onNotToggleChange(isNot)}>
            {t('segments.not')}
          </Switch>
        </>
      )}
      <div className={styles.conditions}>
        <RuleGroupBodyComponents {...group} />
      </div>
      {disabled !== true && (
        <div className={styles.buttons}>
          <Button
            icon={<Plus {...iconSize.small} />}
            isDisabled={isFull}
            onPress={() => actions.onRuleAdd(FIRST_CONDITION, path)}
          >
            {t('segments.addCondition')}
          </Button>
          {isRoot && (
            <Button
              variant="quiet"
              isDisabled={isFull}
              onPress={() => actions.onGroupAdd({ combinator: 'or', rules: [FIRST_CONDITION] }, path)}
            >
              {t('segments.addGroup')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
  if (isRoot) return conditions;
  return (
    <div className={styles.group}>
      {conditions}
      {disabled !== true && (
        <Button variant="quiet" onPress={() => group.removeGroup()}>
          {t('segments.removeGroup')}
        </Button>
      )}
    </div>
  );
}
