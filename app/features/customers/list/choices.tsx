import { Check } from 'lucide-react';
import { useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { foldText } from '../../../../sync/rules/turkish-text';
import { useFacetCounts, type FacetCounts } from '../../../database/use-customer-rows';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { iconSize } from '../../../ui/icon-size';
import list from '../../../ui/list-box.module.css';
import type { Option } from '../../../ui/option';
import { SearchField } from '../../../ui/search-field';
import styles from './filter-bar.module.css';

export type ChoiceFilterProps = {
  label: string;
  options: readonly Option[];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
  facet: keyof Omit<FacetCounts, 'total'>;
  /** Leaves out what no customer has, commonest first: for long lists of which few matter. */
  showsOnlyUsed?: boolean;
  /** The ids that fit what was typed, best first; without it, labels that hold it. */
  find?: (typed: string) => readonly string[];
};

/** From so many choices on, one would rather type than look. */
const SEARCH_FROM = 12;

/** What a ChoiceFilter opens: every choice with how many customers it has. */
export default function Choices({
  label,
  options,
  chosen,
  onChange,
  facet,
  showsOnlyUsed = false,
  find,
}: ChoiceFilterProps) {
  const t = useText();
  const formats = useFormats();
  const counts = useFacetCounts()?.[facet];
  const [typed, setTyped] = useState('');
  const offered =
    showsOnlyUsed && counts !== undefined
      ? options
          .filter(({ id }) => (counts[id] ?? 0) > 0 || chosen.includes(id))
          .sort((a, b) => (counts[b.id] ?? 0) - (counts[a.id] ?? 0))
      : options;
  const wanted = foldText(typed.trim());
  const matching =
    find === undefined
      ? offered.filter((option) => foldText(option.label).includes(wanted))
      : find(typed).flatMap((id) => offered.find((option) => option.id === id) ?? []);
  const shown = wanted === '' ? offered : matching;
  return (
    <>
      {(find !== undefined || offered.length >= SEARCH_FROM) && (
        <div className={styles.find}>
          <SearchField label={t('customers.filter.search')} value={typed} onChange={setTyped} />
        </div>
      )}
      <ListBox
        aria-label={label}
        selectionMode="multiple"
        escapeKeyBehavior="none"
        items={shown}
        dependencies={[counts]}
        className={list.list}
        selectedKeys={chosen}
        onSelectionChange={(keys) =>
          onChange(keys === 'all' ? offered.map((option) => option.id) : [...keys].map(String))
        }
        renderEmptyState={() => <div className={list.none}>{t('customers.filter.nothing')}</div>}
      >
        {(option) => (
          <ListBoxItem id={option.id} textValue={option.label} className={list.item}>
            {({ isSelected }) => (
              <>
                {option.icon}
                <span className={list.words}>{option.label}</span>
                {isSelected && <Check {...iconSize.small} />}
                {counts !== undefined && <span className={styles.count}>{formats.number(counts[option.id] ?? 0)}</span>}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
      {chosen.length > 0 && (
        <div className={styles.foot}>
          <Button variant="quiet" isWide onPress={() => onChange([])}>
            {t('customers.filter.clearOne')}
          </Button>
        </div>
      )}
    </>
  );
}
