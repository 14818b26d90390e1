import { useState } from 'react';
import { ListBox } from 'react-aria-components';
import { foldText } from '../../../sync/rules/turkish-text';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import list from '../../ui/list-box.module.css';
import { OptionItem, type Option } from '../../ui/option';
import { SearchField } from '../../ui/search-field';
import styles from './filter-bar.module.css';
import { FilterChip } from './filter-chip';

/** From so many choices on, one would rather type than look. */
const SEARCH_FROM = 12;

/** Any of several: "Kaynak", "Instagram", "Kaynak: 3". Takes effect with every tap. */
export function ChoiceFilter({ label, options, chosen, onChange }: {
  label: string; options: readonly Option[]; chosen: readonly string[]; onChange: (ids: string[]) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const [typed, setTyped] = useState('');
  const only = chosen.length === 1 ? options.find((option) => option.id === chosen[0])?.label : undefined;
  const words = chosen.length === 0 ? label : only ?? t('customers.filter.many', { label, count: chosen.length });
  const wanted = foldText(typed);
  const shown = wanted === '' ? options : options.filter((option) => foldText(option.label).includes(wanted));
  return (
    <FilterChip label={label} words={words} isActive={chosen.length > 0}>
      {() => (
        <>
          {options.length >= SEARCH_FROM && (
            <div className={styles.find}>
              <SearchField label={t('customers.filter.searchIn', { label: label.toLocaleLowerCase(formats.locale) })} value={typed} onChange={setTyped} />
            </div>
          )}
          <ListBox
            aria-label={label} selectionMode="multiple" items={shown} className={list.list} selectedKeys={chosen}
            onSelectionChange={(keys) => onChange(keys === 'all' ? options.map((option) => option.id) : [...keys].map(String))}
            renderEmptyState={() => <div className={list.none}>{t('customers.filter.nothing')}</div>}
          >
            {(option) => <OptionItem option={option} />}
          </ListBox>
          {chosen.length > 0 && (
            <div className={styles.foot}><Button variant="quiet" isWide onPress={() => onChange([])}>{t('customers.filter.clearOne')}</Button></div>
          )}
        </>
      )}
    </FilterChip>
  );
}
