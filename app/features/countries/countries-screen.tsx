import { useDeferredValue, useMemo, useState } from 'react';
import { useFacetCounts } from '../../database/use-customer-rows';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Screen } from '../../shell/screen';
import { ToggleChip } from '../../ui/chip';
import { SearchField } from '../../ui/search-field';
import { Skeleton } from '../../ui/skeleton';
import styles from './countries-screen.module.css';
import { CountryTable } from './country-table';
import { matchCountries } from './country-names';
import { useCountries } from './use-countries';

/** Every country with its codes, and how many customers are from there. */
export default function CountriesScreen() {
  const t = useText();
  const formats = useFormats();
  const countries = useCountries();
  const customers = useFacetCounts()?.countryIds ?? null;
  const [typed, setTyped] = useState('');
  const [isOurs, setOurs] = useState(false);
  const wanted = useDeferredValue(typed);
  const shown = useMemo(
    () => matchCountries(countries, wanted).filter(({ id }) => !isOurs || (customers?.[id] ?? 0) > 0),
    [countries, wanted, isOurs, customers],
  );
  return (
    <Screen
      title={t('countries.title')}
      back="/more"
      layout="full"
      subtitle={
        countries.length === 0
          ? undefined
          : t('countries.count', { count: shown.length, number: formats.number(shown.length) })
      }
    >
      <div className={styles.screen}>
        <div className={styles.tools}>
          <SearchField
            label={t('countries.search')}
            placeholder={t('countries.searchHint')}
            value={typed}
            onChange={setTyped}
            className={styles.search}
          />
          {customers !== null && (
            <ToggleChip isSelected={isOurs} onChange={setOurs}>
              {t('countries.ours')}
            </ToggleChip>
          )}
        </div>
        {countries.length === 0 ? <Skeleton rows={10} /> : <CountryTable countries={shown} customers={customers} />}
      </div>
    </Screen>
  );
}
