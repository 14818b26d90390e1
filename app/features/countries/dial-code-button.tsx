import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Autocomplete, Button, ListBox } from 'react-aria-components';
import { useText } from '../../i18n/use-text';
import { AdaptivePopover } from '../../ui/adaptive-popover';
import list from '../../ui/list-box.module.css';
import { OptionItem, type Option } from '../../ui/option';
import { SearchField } from '../../ui/search-field';
import { PopoverTrigger } from '../../ui/popover-trigger';
import { CountryFlag } from './country-flag';
import { homeFirst, matchCountries, type Country } from './country-names';
import styles from './phone-field.module.css';

/** Flag and dial code in front of a number; opens the list of countries. */
export function DialCodeButton({
  countries,
  countryId,
  dialCode,
  isDisabled,
  onChoose,
}: {
  countries: readonly Country[];
  countryId: string;
  dialCode: string;
  isDisabled: boolean;
  onChoose: (countryId: string) => void;
}) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const name = countries.find(({ id }) => id === countryId)?.name ?? countryId;
  return (
    <PopoverTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        className={styles.country}
        isDisabled={isDisabled}
        aria-label={t('countries.phone.country', { country: name, dialCode })}
      >
        <CountryFlag id={countryId} />
        <span className={styles.dialCode}>{dialCode}</span>
        <ChevronDown size={14} aria-hidden="true" className={styles.chevron} />
      </Button>
      <AdaptivePopover label={t('countries.phone.choose')} className={styles.choice}>
        <CountryChoice
          countries={countries}
          countryId={countryId}
          onChoose={(id) => {
            setOpen(false);
            onChoose(id);
          }}
        />
      </AdaptivePopover>
    </PopoverTrigger>
  );
}

function CountryChoice({
  countries,
  countryId,
  onChoose,
}: {
  countries: readonly Country[];
  countryId: string;
  onChoose: (countryId: string) => void;
}) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const options = useMemo<Option[]>(
    () =>
      matchCountries(homeFirst(countries), typed).map(({ id, name, dialCode }) => ({
        id,
        label: name,
        detail: dialCode,
        icon: <CountryFlag id={id} />,
      })),
    [countries, typed],
  );
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <div className={styles.search}>
        <SearchField
          label={t('countries.search')}
          value={typed}
          onChange={setTyped}
          onSubmit={() => {
            if (typed !== '' && options[0] !== undefined) onChoose(options[0].id);
          }}
          autoFocus
        />
      </div>
      <ListBox<Option>
        // The arrows move through it from the search field; its own focus is for whoever scrolls it otherwise.
        ref={(element) => element?.setAttribute('tabindex', '-1')}
        aria-label={t('countries.phone.choose')}
        items={options}
        className={list.list}
        selectionMode="single"
        selectedKeys={[countryId]}
        onSelectionChange={(keys) => {
          if (keys !== 'all') onChoose(String([...keys][0] ?? countryId));
        }}
        renderEmptyState={() => <div className={list.none}>{t('countries.none')}</div>}
      >
        {(option) => <OptionItem option={option} />}
      </ListBox>
    </Autocomplete>
  );
}
