import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import { Button, Group, Input, SearchField as AriaSearchField, type SearchFieldProps } from 'react-aria-components';
import { useText } from '../i18n/use-text';
import { classNames } from './class-names';
import { iconSize } from './icon-size';
import field from './field.module.css';
import styles from './search-field.module.css';

/** Searching as one types; Escape or the cross empties it. */
export function SearchField({
  label,
  placeholder,
  value,
  onChange,
  onSubmit,
  onArrowDown,
  className,
  autoFocus,
}: {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  className?: string;
  autoFocus?: boolean;
  /** Enter was pressed while nothing in a list beside it is chosen by the arrows. */
  onSubmit?: () => void;
  /** To what was found. */
  onArrowDown?: () => void;
}) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const submit =
    onSubmit === undefined
      ? undefined
      : () => {
          if (!input.current?.hasAttribute('aria-activedescendant')) onSubmit();
        };
  const onKeyDown = (event: Parameters<NonNullable<SearchFieldProps['onKeyDown']>>[0]) => {
    if (event.key !== 'ArrowDown' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onArrowDown?.();
  };
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      onSubmit={submit}
      {...(onArrowDown === undefined ? {} : { onKeyDown })}
      autoFocus={autoFocus}
      className={classNames(styles.search, className)}
    >
      <Group className={classNames(field.control, styles.control)}>
        <Search {...iconSize.row} className={field.chevron} />
        <Input
          ref={input}
          placeholder={placeholder ?? label}
          enterKeyHint="search"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          className={field.bare}
        />
        <Button className={styles.clear} aria-label={t('ui.clear')}>
          <X {...iconSize.row} />
        </Button>
      </Group>
    </AriaSearchField>
  );
}
