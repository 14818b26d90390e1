import { Plus } from 'lucide-react';
import {
  isGroup,
  MAX_CONDITIONS,
  type SegmentCondition,
  type SegmentGroup,
  type SegmentRule,
} from '../../../sync/rules/segment-rule';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Segmented } from '../../ui/segmented';
import { Switch } from '../../ui/switch';
import { ConditionRow } from './condition-row';
import styles from './segment-screen.module.css';

const FIRST: SegmentCondition = { fact: 'createdAt', operator: 'thisWeek' };
type AnyGroup = SegmentRule | SegmentGroup;
type Part = SegmentCondition | SegmentGroup;

/** Conditions and groups of them; takes effect at once. */
export function RuleEditor({
  rule,
  onChange,
  isReadOnly,
}: {
  rule: SegmentRule;
  onChange: (rule: SegmentRule) => void;
  isReadOnly: boolean;
}) {
  return <Group group={rule} onChange={(group) => onChange(group as SegmentRule)} isReadOnly={isReadOnly} mayNest />;
}

function Group({
  group,
  onChange,
  isReadOnly,
  mayNest = false,
}: {
  group: AnyGroup;
  onChange: (group: AnyGroup) => void;
  isReadOnly: boolean;
  mayNest?: boolean;
}) {
  const t = useText();
  const parts = group.rules as readonly Part[];
  const put = (rules: readonly Part[]) => onChange({ ...group, rules } as AnyGroup);
  const change = (at: number, part: Part) => put(parts.map((one, index) => (index === at ? part : one)));
  const remove = (at: number) => put(parts.filter((_, index) => index !== at));
  const isFull = parts.length >= MAX_CONDITIONS;
  return (
    <div role="group" aria-label={t('segments.group')} className={mayNest ? styles.group : styles.nested}>
      {!isReadOnly && (
        <>
          <Segmented
            label={t('segments.combinator')}
            isLabelHidden
            value={group.combinator}
            onChange={(combinator) => onChange({ ...group, combinator })}
            options={(['and', 'or'] as const).map((id) => ({ id, label: t(`segments.combinator.${id}`) }))}
          />
          <Switch isSelected={group.not === true} onChange={(not) => onChange({ ...group, not })}>
            {t('segments.not')}
          </Switch>
        </>
      )}
      <div className={styles.conditions}>
        {parts.map((part, at) =>
          isGroup(part) ? (
            <div key={at} className={styles.group}>
              <Group group={part} onChange={(next) => change(at, next as SegmentGroup)} isReadOnly={isReadOnly} />
              {!isReadOnly && (
                <Button variant="quiet" onPress={() => remove(at)}>
                  {t('segments.removeGroup')}
                </Button>
              )}
            </div>
          ) : (
            <ConditionRow
              key={at}
              condition={part}
              onChange={(next) => change(at, next)}
              onRemove={() => remove(at)}
              isReadOnly={isReadOnly}
            />
          ),
        )}
      </div>
      {!isReadOnly && (
        <div className={styles.buttons}>
          <Button icon={<Plus {...iconSize.small} />} isDisabled={isFull} onPress={() => put([...parts, FIRST])}>
            {t('segments.addCondition')}
          </Button>
          {mayNest && (
            <Button
              variant="quiet"
              isDisabled={isFull}
              onPress={() => put([...parts, { combinator: 'or', rules: [FIRST] }])}
            >
              {t('segments.addGroup')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
