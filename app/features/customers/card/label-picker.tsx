import { Tag } from 'lucide-react';
import { ListBox } from 'react-aria-components';
import { labelsOn, withLabel, type LabelMarks } from '../../../../sync/rules/labels';
import { useText } from '../../../i18n/use-text';
import { AdaptivePopover } from '../../../ui/adaptive-popover';
import { Button } from '../../../ui/button';
import { Chip } from '../../../ui/chip';
import { iconSize } from '../../../ui/icon-size';
import list from '../../../ui/list-box.module.css';
import { OptionItem } from '../../../ui/option';
import { PopoverTrigger } from '../../../ui/popover-trigger';
import { LabelDot } from '../../settings/label-dot';
import { useAreSettingsRead } from '../../settings/settings-context';
import { useLabels } from '../../settings/use-labels';
import styles from '../list/label-tags.module.css';

/**
 * The labels of a customer, put on and taken off where they stand. `onChange` hears what becomes of the marks that
 * stand by then: two labels that are pressed before the first is drawn stay both.
 */
export function LabelPicker({
  marks,
  onChange,
}: {
  marks: LabelMarks | undefined;
  onChange: (change: (standing: LabelMarks | undefined) => LabelMarks) => void;
}) {
  const t = useText();
  const { all, byId, nameOf } = useLabels();
  const on = labelsOn(marks);
  const options = all
    .filter(({ id, isArchived }) => !isArchived || on.includes(id))
    .map(({ id, name, colour }) => ({ id, label: name, icon: <LabelDot colour={colour} /> }));
  // Until they are read a label has neither its name nor its colour.
  if (!useAreSettingsRead() || (options.length === 0 && on.length === 0)) return null;
  const put = (chosen: readonly string[]) => {
    const turned = [...new Set([...on, ...chosen])].filter((id) => on.includes(id) !== chosen.includes(id));
    onChange((standing) =>
      turned.reduce<LabelMarks>((next, id) => withLabel(next, id, chosen.includes(id)), standing ?? {}),
    );
  };
  return (
    <div role="group" aria-label={t('customers.field.labels')} className={styles.chips}>
      {on.map((id) => (
        <Chip
          key={id}
          icon={<LabelDot colour={byId.get(id)?.colour ?? 1} />}
          removeLabel={t('customers.labels.without', { name: nameOf(id) })}
          onRemove={() => put(on.filter((one) => one !== id))}
        >
          {nameOf(id)}
        </Chip>
      ))}
      <PopoverTrigger>
        <Button variant="quiet" className={styles.put} icon={<Tag {...iconSize.small} />}>
          {t('customers.labels.put')}
        </Button>
        <AdaptivePopover label={t('customers.field.labels')} className={styles.panel}>
          {() => (
            <ListBox
              aria-label={t('customers.field.labels')}
              selectionMode="multiple"
              escapeKeyBehavior="none"
              items={options}
              className={list.list}
              selectedKeys={on}
              onSelectionChange={(keys) =>
                put(keys === 'all' ? options.map(({ id }) => id) : [...keys].map((key) => String(key)))
              }
            >
              {(option) => <OptionItem option={option} />}
            </ListBox>
          )}
        </AdaptivePopover>
      </PopoverTrigger>
    </div>
  );
}
