import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useText } from '../../i18n/use-text';
import type { FieldProps } from '../../ui/field';
import { iconSize } from '../../ui/icon-size';
import { TextField } from '../../ui/text-field';
import { DialCodeButton } from './dial-code-button';
import styles from './phone-field.module.css';
import { useTypedPhone } from './use-typed-phone';

/**
 * A phone number with its country. `value` is E.164, or '' when nothing is typed; an unfinished number is passed on as
 * it stands. A number that looks wrong is pointed at, never refused.
 */
export function PhoneField({
  value,
  onChange,
  defaultCountryId,
  autoFocus,
  ...props
}: FieldProps & {
  value: string;
  onChange: (value: string) => void;
  /** ISO alpha-2 of a number that is yet to be typed. */ defaultCountryId: string;
  autoFocus?: boolean;
}) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const { typed, countries, dialCode, beside, doubt, type, chooseCountry, leave } = useTypedPhone(
    value,
    onChange,
    defaultCountryId,
  );
  useEffect(() => {
    if (autoFocus === true) input.current?.focus();
  }, [autoFocus]);
  const country = countries.find(({ id }) => id === typed.countryId);
  const warning =
    beside === null && doubt === null ? undefined : (
      <span className={styles.warning}>
        <TriangleAlert {...iconSize.small} />
        {beside !== null
          ? t(`countries.phone.${beside}`, { phone: value })
          : doubt === 'length'
            ? t('countries.phone.length')
            : t('countries.phone.range', { country: country?.name ?? '' })}
      </span>
    );
  return (
    <TextField
      {...props}
      description={warning ?? props.description}
      type="tel"
      inputMode="tel"
      autoComplete="off"
      inputRef={input}
      value={typed.national}
      onChange={(text) => type(text, (input.current?.selectionEnd ?? text.length) >= text.length)}
      onBlur={() => {
        leave();
        props.onBlur?.();
      }}
      before={
        <DialCodeButton
          countries={countries}
          countryId={typed.countryId}
          dialCode={dialCode}
          isDisabled={props.isDisabled === true || props.isReadOnly === true}
          onChoose={(id) => {
            chooseCountry(id);
            requestAnimationFrame(() => input.current?.focus());
          }}
        />
      }
    />
  );
}
