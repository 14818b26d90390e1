import { SlidersHorizontal } from 'lucide-react';
import { lazy, memo, useMemo, useState } from 'react';
import type { CustomerFilter } from '../../../database/use-customer-rows';
import { useText } from '../../../i18n/use-text';
import { withAllWords } from '../../../i18n/whole-words';
import { AdaptivePopover } from '../../../ui/adaptive-popover';
import { Button } from '../../../ui/button';
import { Chip, ToggleChip } from '../../../ui/chip';
import { ChipRow } from '../../../ui/chip-row';
import { iconSize } from '../../../ui/icon-size';
import { PopoverTrigger } from '../../../ui/popover-trigger';
import { useCountries } from '../../countries/use-countries';
import { useMembers } from '../../members/use-members';
import { useAreSettingsRead } from '../../settings/settings-context';
import { useLabels } from '../../settings/use-labels';
import { useStages } from '../../settings/use-stages';
import { agentWords } from '../agent-words';
import { SegmentChip, SegmentChips } from '../../segments/segment-chips';
import styles from './filter-bar.module.css';
import { countFilters, FACETS, QUIET_DAYS, type FacetId } from './filter-url';

type FilterBarProps = { filter: CustomerFilter; onChange: (change: Partial<CustomerFilter>) => void };

/** Without a name until the settings are read. */
const NAMED_BY_OFFICE: readonly FacetId[] = ['stages', 'labels'];

const FilterPanel = lazy(withAllWords(() => import('./filter-panel')));

/**
 * One row: what is chosen, then what one asks for most, reading like what one would ask a colleague for; everything
 * else behind one button.
 */
export const FilterBar = memo(
  function FilterBar({ filter, onChange }: FilterBarProps) {
    const t = useText();
    const wordsOf = useChoiceWords();
    const days = filter.notContactedForDays;
    const count = countFilters(filter);
    const areRead = useAreSettingsRead();
    // What the list is opened with is seen without scrolling; what is tapped meanwhile does not move.
    const [opened] = useState(filter.segmentId);
    const chooseSegment = (segmentId: string) => onChange({ segmentId });
    return (
      <div role="group" aria-label={t('customers.filters')} className={styles.bar}>
        <ChipRow>
          {FACETS.filter((facet) => areRead || !NAMED_BY_OFFICE.includes(facet)).flatMap((facet) =>
            filter[facet].map((id) => (
              <Chip
                key={`${facet} ${id}`}
                isChosen
                removeLabel={t('customers.filter.without', { words: wordsOf(facet, id) })}
                onRemove={() => onChange({ [facet]: filter[facet].filter((other) => other !== id) })}
              >
                {wordsOf(facet, id)}
              </Chip>
            )),
          )}
          {opened !== '' && <SegmentChip id={opened} chosen={filter.segmentId} onChange={chooseSegment} />}
          <ToggleChip isSelected={filter.addedThisWeek} onChange={(addedThisWeek) => onChange({ addedThisWeek })}>
            {t('customers.filter.week')}
          </ToggleChip>
          <ToggleChip
            isSelected={days !== null}
            onChange={(isOn) => onChange({ notContactedForDays: isOn ? QUIET_DAYS[0] : null })}
          >
            {t('customers.filter.quietFor', { days: days ?? QUIET_DAYS[0] })}
          </ToggleChip>
          <SegmentChips chosen={filter.segmentId} onChange={chooseSegment} except={opened} />
        </ChipRow>
        <PopoverTrigger>
          <Button variant="quiet" className={styles.all} icon={<SlidersHorizontal {...iconSize.small} />}>
            {count === 0 ? t('customers.filters') : t('customers.filters.count', { count })}
          </Button>
          <AdaptivePopover label={t('customers.filters')} className={styles.panel}>
            {(close) => <FilterPanel filter={filter} onChange={onChange} onClose={close} />}
          </AdaptivePopover>
        </PopoverTrigger>
      </div>
    );
  },
  (before, after) => before.onChange === after.onChange && isSameButText(before.filter, after.filter),
);

/** What a chosen value is called. */
function useChoiceWords(): (facet: FacetId, id: string) => string {
  const t = useText();
  const countries = useCountries();
  const { byId: members } = useMembers();
  const { nameOf } = useStages();
  const { nameOf: labelNameOf } = useLabels();
  return useMemo(
    () => (facet, id) => {
      if (facet === 'stages') return nameOf(id);
      if (facet === 'labels') return labelNameOf(id);
      if (facet === 'sources') return t(`customers.source.${id}`);
      if (facet === 'reaches') return t(`customers.reach.${id}`);
      if (facet === 'countryIds') return countries.find((country) => country.id === id)?.name ?? id;
      const member = members.get(id);
      return member === undefined ? t('customers.owner.unknown') : agentWords(member, t);
    },
    [t, countries, members, nameOf, labelNameOf],
  );
}

/** The row need not be drawn again for every letter that is typed. */
function isSameButText(a: CustomerFilter, b: CustomerFilter): boolean {
  return (Object.keys(a) as (keyof CustomerFilter)[]).every((key) => key === 'text' || a[key] === b[key]);
}
