import { ChevronsUpDown } from 'lucide-react';
import { Button, Label, ListBox, Popover, Select, SelectValue } from 'react-aria-components';
import { iconSize } from '../../../ui/icon-size';
import list from '../../../ui/list-box.module.css';
import { OptionItem, type Option } from '../../../ui/option';
import type { Basis } from '../../../../sync/rules/document';
import { useShownAtOpen } from '../../../shell/use-shown-at-open';
import { CloseListOnBack } from '../../../ui/close-list-on-back';
import overlay from '../../../ui/overlay.module.css';
import styles from './detail-row.module.css';

/** A fact that is one of a few, changed where it stands. */
export function ChoiceRow({
  label,
  value,
  options,
  basis,
  onChange,
  isDisabled,
}: {
  label: string;
  value: string;
  options: readonly Option[];
  basis: Basis;
  /** `begun`: what was shown when the list was opened. */
  onChange: (id: string, begun: Basis) => void;
  isDisabled?: boolean;
}) {
  const { onOpenChange, begun } = useShownAtOpen(basis);
  const chosen = options.find((option) => option.id === value);
  return (
    <Select
      value={value}
      onChange={(id) => {
        if (id !== null && id !== value) onChange(String(id), begun());
      }}
      onOpenChange={onOpenChange}
      isDisabled={isDisabled}
      className={styles.row}
    >
      <Button className={styles.face}>
        <span className={styles.words}>
          <Label className={styles.label}>{label}</Label>
          <SelectValue className={styles.value}>{() => chosen?.label ?? value}</SelectValue>
        </span>
        {isDisabled !== true && <ChevronsUpDown {...iconSize.small} className={styles.open} />}
      </Button>
      <CloseListOnBack />
      <Popover offset={4} className={overlay.popover}>
        <ListBox items={options} className={list.list}>
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </Select>
  );
}
