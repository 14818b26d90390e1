import { useMemo, useState } from 'react';
import { ComboBox, type ComboBoxProps } from '../../ui/combo-box';
import { CountryFlag } from './country-flag';
import { homeFirst, matchCountries } from './country-names';
import { useCountries } from './use-countries';

/** A country, found by typing its name in either language, a code or a dial code. The value is ISO alpha-2. */
export function CountryPicker(props: Omit<ComboBoxProps, 'options' | 'onInputChange'>) {
  const countries = useCountries();
  const [typed, setTyped] = useState('');
  const chosenName = countries.find((country) => country.id === props.value)?.name;
  const options = useMemo(
    () =>
      matchCountries(homeFirst(countries), typed === chosenName ? '' : typed).map(({ id, name }) => ({
        id,
        label: name,
        icon: <CountryFlag id={id} />,
      })),
    [countries, typed, chosenName],
  );
  // The box reads the chosen name from its options, also while what is typed leaves the country out.
  const shown = useMemo(() => {
    if (chosenName === undefined || props.value === null || options.some((option) => option.id === props.value))
      return options;
    return [...options, { id: props.value, label: chosenName, icon: <CountryFlag id={props.value} /> }];
  }, [options, chosenName, props.value]);
  return (
    <ComboBox
      {...props}
      options={shown}
      onInputChange={setTyped}
      onChange={(id) => {
        setTyped('');
        props.onChange(id);
      }}
      onBlur={() => {
        setTyped('');
        props.onBlur?.();
      }}
    />
  );
}
