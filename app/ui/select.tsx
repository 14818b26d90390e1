import { ChevronDown } from 'lucide-react';
import { Button, ListBox, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components';
import { classNames } from './class-names';
import { FieldFrame, type FieldProps } from './field';
import { CloseListOnBack } from './close-list-on-back';
import field from './field.module.css';
import { iconSize } from './icon-size';
import list from './list-box.module.css';
import { OptionItem, type Option } from './option';
import overlay from './overlay.module.css';

export type { Option };

/** One of a few. For many, or where typing helps, use ComboBox. */
export function Select({
  value,
  onChange,
  options,
  placeholder,
  ...props
}: FieldProps & {
  value: string | null;
  onChange: (id: string) => void;
  options: readonly Option[];
  placeholder?: string;
}) {
  const chosen = options.find((option) => option.id === value);
  return (
    <AriaSelect
      name={props.name}
      isDisabled={props.isDisabled}
      isRequired={props.isRequired}
      onBlur={props.onBlur}
      validationBehavior="aria"
      isInvalid={props.error !== undefined}
      className={classNames(field.field, props.className)}
      value={value}
      onChange={(id) => {
        if (id !== null) onChange(String(id));
      }}
    >
      <FieldFrame {...props}>
        <Button className={field.control} {...(props.error === undefined ? {} : { 'data-invalid': true })}>
          {chosen?.icon}
          <SelectValue className={classNames(field.value, chosen === undefined && field.placeholder)}>
            {() => chosen?.label ?? placeholder ?? '—'}
          </SelectValue>
          <ChevronDown {...iconSize.row} className={field.chevron} />
        </Button>
      </FieldFrame>
      <CloseListOnBack />
      <Popover offset={4} className={overlay.popover}>
        <ListBox items={options} className={list.list}>
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
