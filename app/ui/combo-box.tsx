import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  Button,
  ComboBox as AriaComboBox,
  Group,
  Input,
  ListBox,
  ListLayout,
  Popover,
  Virtualizer,
} from 'react-aria-components';
import { foldText } from '../../sync/rules/turkish-text';
import { useText } from '../i18n/use-text';
import { classNames } from './class-names';
import { FieldFrame, type FieldProps } from './field';
import { CloseListOnBack } from './close-list-on-back';
import field from './field.module.css';
import { iconSize } from './icon-size';
import list from './list-box.module.css';
import { OptionItem, type Option } from './option';
import overlay from './overlay.module.css';

export type ComboBoxProps = FieldProps & {
  value: string | null;
  onChange: (id: string | null) => void;
  options: readonly Option[];
  placeholder?: string;
  /** Set when the options are already searched for what is typed; without it the box filters them itself. */
  onInputChange?: (text: string) => void;
  autoFocus?: boolean;
};

/** One of many, found by typing: "isik" finds "Işık". */
export function ComboBox({ value, onChange, options, placeholder, onInputChange, autoFocus, ...props }: ComboBoxProps) {
  const t = useText();
  const chosen = options.find((option) => option.id === value);
  const [typed, setTyped] = useState<string | null>(null);
  // For as long as it takes to close the list: what only adds to others never has what was chosen as its own value.
  const [picked, setPicked] = useState<string | null>(null);
  useEffect(() => setPicked(null), [picked]);
  const wanted = foldText(typed ?? '');
  const isSearchedElsewhere = onInputChange !== undefined;
  const shown =
    typed === null || isSearchedElsewhere || wanted === ''
      ? options
      : options.filter((option) => foldText(`${option.label} ${option.detail ?? ''}`).includes(wanted));
  return (
    <AriaComboBox
      name={props.name}
      isDisabled={props.isDisabled}
      isReadOnly={props.isReadOnly}
      isRequired={props.isRequired}
      autoFocus={autoFocus}
      validationBehavior="aria"
      isInvalid={props.error !== undefined}
      className={classNames(field.field, props.className)}
      menuTrigger="focus"
      allowsEmptyCollection
      items={shown}
      inputValue={typed ?? chosen?.label ?? ''}
      onInputChange={(text) => {
        if (text === (typed ?? chosen?.label ?? '')) return;
        setTyped(text);
        onInputChange?.(text);
      }}
      selectedKey={picked ?? value}
      onSelectionChange={(id) => {
        setTyped(null);
        setPicked(id === null ? null : String(id));
        if (id !== null || typed === '') onChange(id === null ? null : String(id));
      }}
      onBlur={() => {
        setTyped(null);
        props.onBlur?.();
      }}
    >
      <FieldFrame {...props}>
        <Group className={field.control} isInvalid={props.error !== undefined}>
          {typed === null && chosen?.icon}
          <Input
            placeholder={placeholder}
            className={field.bare}
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
          />
          <Button className={list.open} aria-label={t('ui.showOptions')}>
            <ChevronDown {...iconSize.row} className={field.chevron} />
          </Button>
        </Group>
      </FieldFrame>
      <CloseListOnBack />
      <Popover offset={4} className={overlay.popover}>
        <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: 44 }}>
          <ListBox<Option>
            className={list.list}
            renderEmptyState={() => <div className={list.none}>{t('ui.nothingFound')}</div>}
          >
            {(option) => <OptionItem option={option} />}
          </ListBox>
        </Virtualizer>
      </Popover>
    </AriaComboBox>
  );
}
