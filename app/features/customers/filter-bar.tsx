import { memo, useMemo } from 'react';
import { CUSTOMER_SOURCES, CUSTOMER_STAGES } from '../../../sync/collections/customer';
import type { CustomerFilter } from '../../database/use-customer-directory';
import { useText } from '../../i18n/use-text';
import { ToggleChip } from '../../ui/chip';
import { CountryFlag } from '../countries/country-flag';
import { matchCountries } from '../countries/country-names';
import { useCountries } from '../countries/use-countries';
import { useMembers } from '../members/use-members';
import { ChoiceFilter } from './choice-filter';
import styles from './filter-bar.module.css';
import { QuietFilter } from './quiet-filter';

type FilterBarProps = { filter: CustomerFilter; onChange: (change: Partial<CustomerFilter>) => void };

/** The quick filters of the list, reading like what one would ask a colleague for. */
export const FilterBar = memo(
  function FilterBar({ filter, onChange }: FilterBarProps) {
    const t = useText();
    const countries = useCountries();
    const { all: members } = useMembers();
    const stages = useMemo(() => CUSTOMER_STAGES.map((id) => ({ id, label: t(`customers.stage.${id}`) })), [t]);
    const sources = useMemo(() => CUSTOMER_SOURCES.map((id) => ({ id, label: t(`customers.source.${id}`) })), [t]);
    const countryOptions = useMemo(
      () => countries.map(({ id, name }) => ({ id, label: name, icon: <CountryFlag id={id} /> })),
      [countries],
    );
    const agents = useMemo(() => members.map(({ id, fullName }) => ({ id, label: fullName })), [members]);
    return (
      <div role="group" aria-label={t('customers.filters')} className={styles.bar}>
        <ToggleChip isSelected={filter.addedThisWeek} onChange={(addedThisWeek) => onChange({ addedThisWeek })}>
          {t('customers.filter.week')}
        </ToggleChip>
        <QuietFilter
          days={filter.notContactedForDays}
          onChange={(notContactedForDays) => onChange({ notContactedForDays })}
        />
        <ChoiceFilter
          label={t('customers.filter.stage')}
          options={stages}
          facet="stages"
          chosen={filter.stages}
          onChange={(ids) => onChange({ stages: ids })}
        />
        <ChoiceFilter
          label={t('customers.filter.source')}
          options={sources}
          facet="sources"
          chosen={filter.sources}
          onChange={(ids) => onChange({ sources: ids })}
        />
        <ChoiceFilter
          label={t('customers.filter.country')}
          options={countryOptions}
          facet="countryIds"
          showsOnlyUsed
          chosen={filter.countryIds}
          onChange={(ids) => onChange({ countryIds: ids })}
          find={(typed) => matchCountries(countries, typed).map(({ id }) => id)}
        />
        {agents.length > 1 && (
          <ChoiceFilter
            label={t('customers.filter.agent')}
            options={agents}
            facet="ownerIds"
            chosen={filter.ownerIds}
            onChange={(ids) => onChange({ ownerIds: ids })}
          />
        )}
      </div>
    );
  },
  (before, after) => before.onChange === after.onChange && isSameButText(before.filter, after.filter),
);

/** Six chips need not be drawn again for every letter that is typed. */
function isSameButText(a: CustomerFilter, b: CustomerFilter): boolean {
  return (Object.keys(a) as (keyof CustomerFilter)[]).every((key) => key === 'text' || a[key] === b[key]);
}
