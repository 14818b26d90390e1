import { Plus, X } from 'lucide-react';
import { createContext, useContext, useId, useState, type ComponentType, type ReactNode } from 'react';
import {
  QueryBuilder,
  RuleGroupBodyComponents,
  useRuleGroup,
  type Field,
  type InlineCombinatorProps,
  type RuleGroupProps,
  type RuleGroupType,
  type RuleProps,
  type RuleType,
} from 'react-querybuilder';
import { useText } from '../i18n/use-text';
import { Button } from './button';
import styles from './filter-builder.module.css';
import { IconButton } from './icon-button';
import { iconSize } from './icon-size';
import { Segmented } from './segmented';
import { Switch } from './switch';

type Making = {
  /** With what a new condition begins. */
  readonly first: RuleType;
  /** So many parts a group holds. */
  readonly most: number;
};
const MakingContext = createContext<Making | null>(null);

/**
 * Conditions and groups of them, all or any of which must hold, or none; takes effect at once. The tree is
 * react-querybuilder's, the controls are ours. `query` is what it begins with; `condition` draws one condition within
 * `FilterCondition`, and must stay the same component.
 */
export function FilterBuilder({
  query,
  onChange,
  fields,
  firstOperator,
  firstValue,
  condition,
  first,
  most,
  isReadOnly = false,
}: Making & {
  query: RuleGroupType;
  onChange: (query: RuleGroupType) => void;
  /** What can be asked about, by name. */
  fields: readonly string[];
  firstOperator: (field: string) => string;
  firstValue: (field: string, operator: string) => unknown;
  condition: ComponentType<RuleProps>;
  isReadOnly?: boolean;
}) {
  const [begun] = useState({
    query,
    fields: fields.map((name): Field => ({ name, label: name })),
    controls: { ruleGroup: Group, inlineCombinator: Joined, rule: condition },
  });
  const [making] = useState<Making>({ first, most });
  return (
    <MakingContext.Provider value={making}>
      <QueryBuilder
        defaultQuery={begun.query}
        onQueryChange={onChange}
        enableMountQueryChange={false}
        fields={begun.fields}
        getDefaultOperator={firstOperator}
        getDefaultValue={({ field, operator }) => firstValue(field, operator) as unknown}
        resetOnOperatorChange={false}
        showCombinatorsBetweenRules
        controlElements={begun.controls}
        disabled={isReadOnly}
        suppressStandardClassnames
      />
    </MakingContext.Provider>
  );
}

/** One condition, read along a line: what is asked, how, and with what; `label` names it. */
export function FilterCondition({
  label,
  error,
  onRemove,
  children,
}: {
  label: string;
  /** What keeps it from being asked. */
  error?: string | undefined;
  /** Left out where nothing may be changed. */
  onRemove?: (() => void) | undefined;
  /** Three parts. */
  children: ReactNode;
}) {
  const t = useText();
  const errorId = useId();
  const isWrong = error !== undefined;
  return (
    <div
      role="group"
      aria-label={label}
      aria-describedby={isWrong ? errorId : undefined}
      data-wrong={isWrong || undefined}
      className={styles.condition}
      data-list-row
    >
      {children}
      {onRemove !== undefined && (
        <IconButton label={t('filter.remove')} icon={<X {...iconSize.row} />} onPress={onRemove} />
      )}
      {isWrong && (
        <p id={errorId} className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
}

/** Between two conditions, so that they read on as one sentence. */
function Joined({ value }: InlineCombinatorProps) {
  const t = useText();
  return <p className={styles.joined}>{t(`filter.joined.${value === 'or' ? 'or' : 'and'}`)}</p>;
}

function Group(props: RuleGroupProps) {
  const t = useText();
  const group = useRuleGroup(props);
  const { first, most } = useContext(MakingContext) as Making;
  const { ruleGroup, path, actions, disabled } = group;
  const isRoot = path.length === 0;
  const isFull = ruleGroup.rules.length >= most;
  const conditions = (
    // Holds the focus when the last of its conditions was removed.
    <div role="group" aria-label={t('filter.group')} tabIndex={-1} className={isRoot ? styles.group : styles.nested}>
      {disabled !== true && (
        <>
          <Segmented
            label={t('filter.combinator')}
            isLabelHidden
            value={group.combinator === 'or' ? 'or' : 'and'}
            onChange={(combinator) => group.onCombinatorChange(combinator)}
            options={(['and', 'or'] as const).map((id) => ({ id, label: t(`filter.combinator.${id}`) }))}
          />
          <Switch isSelected={ruleGroup.not === true} onChange={(isNot) => group.onNotToggleChange(isNot)}>
            {t('filter.not')}
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
            onPress={() => actions.onRuleAdd(first, path)}
          >
            {t('filter.addCondition')}
          </Button>
          {isRoot && (
            <Button
              variant="quiet"
              isDisabled={isFull}
              onPress={() => actions.onGroupAdd({ combinator: 'or', rules: [first] }, path)}
            >
              {t('filter.addGroup')}
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
          {t('filter.removeGroup')}
        </Button>
      )}
    </div>
  );
}
