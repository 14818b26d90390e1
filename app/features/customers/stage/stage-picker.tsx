import { ChevronDown } from 'lucide-react';
import { Button, ListBox, Popover, Select, SelectValue } from 'react-aria-components';
import type { CustomerStage } from '../../../../sync/collections/customer';
import type { Basis } from '../../../../sync/rules/document';
import { useText } from '../../../i18n/use-text';
import list from '../../../ui/list-box.module.css';
import { OptionItem } from '../../../ui/option';
import { CloseListOnBack } from '../../../ui/close-list-on-back';
import overlay from '../../../ui/overlay.module.css';
import { useStages } from '../../settings/use-stages';
import { StageBadge } from './stage-badge';
import styles from './stage-picker.module.css';
import { useShownAtOpen } from '../../../shell/use-shown-at-open';

/** The stage, changed in place. */
export function StagePicker({
  stage,
  basis,
  onChange,
}: {
  stage: CustomerStage;
  basis: Basis;
  onChange: (stage: CustomerStage, begun: Basis) => void;
}) {
  const t = useText();
  const { onOpenChange, begun } = useShownAtOpen(basis);
  const options = useStages().optionsWith(stage);
  return (
    <Select
      value={stage}
      onChange={(id) => {
        if (id !== null && id !== stage) onChange(String(id), begun());
      }}
      onOpenChange={onOpenChange}
      aria-label={t('customers.field.stage')}
      className={styles.picker}
    >
      <Button className={styles.button}>
        {/* By this the button is called, beside its label. */}
        <SelectValue>{() => <StageBadge stage={stage} />}</SelectValue>
        <ChevronDown size={16} aria-hidden="true" />
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
