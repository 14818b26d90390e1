import { ArrowLeft, ChevronRight } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { CUSTOMER_SOURCES } from '../../../../sync/collections/customer';
import { REACHES } from '../../../database/customer-index/reach-kinds';
import { EVERYBODY, type CustomerFilter } from '../../../database/use-customer-rows';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import { iconSize } from '../../../ui/icon-size';
import list from '../../../ui/list-box.module.css';
import { CountryFlag } from '../../countries/country-flag';
import { matchCountries } from '../../countries/country-names';
import { useCountries } from '../../countries/use-countries';
import { useMembers } from '../../members/use-members';
import { LabelDot } from '../../settings/label-dot';
import { useLabels } from '../../settings/use-labels';
import { useStages } from '../../settings/use-stages';
import { agentWords } from '../agent-words';
import Choices, { type ChoiceFilterProps } from './choices';
import styles from './filter-bar.module.css';
import { countFilters, FACETS, type FacetId } from './filter-url';
import QuietChoices from './quiet-choices';

/** A choice among fewer is none. */
const LEAST: Readonly<Partial<Record<FacetId, number>>> = { ownerIds: 1, labels: 0 };
type Open = FacetId | 'quiet';

/**
 * Every filter of the list: what they are and what is chosen, and one step further the choices. Takes effect at once.
 */
export default function FilterPanel({
  filter,
  onChange,
  onClose,
}: {
  filter: CustomerFilter;
  onChange: (change: Partial<CustomerFilter>) => void;
  onClose: () => void;
}) {
  const t = useText();
  const facets = useFacets(filter, onChange);
  const [open, setOpen] = useState<Open | null>(null);
  const last = useRef<Open | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  // What had the focus is replaced by what it opened, or the other way round.
  useEffect(() => {
    const wanted = open === null ? (last.current ?? 'quiet') : 'back';
    last.current = open;
    panel.current?.querySelector<HTMLElement>(`[data-step="${wanted}"], [data-step="${wanted}"] button`)?.focus();
  }, [open]);
  const quietWords =
    filter.notContactedForDays === null
      ? t('customers.filter.quietAny')
      : t('customers.filter.quietChoice', { days: filter.notContactedForDays });

  if (open !== null) {
    const title = open === 'quiet' ? t('customers.filter.quiet') : facets[open].label;
    return (
      <div ref={panel}>
        <div className={styles.head} data-step="back">
          <IconButton
            label={t('customers.filter.back')}
            icon={<ArrowLeft {...iconSize.row} />}
            onPress={() => setOpen(null)}
          />
          <h3 className={styles.title}>{title}</h3>
        </div>
        {open === 'quiet' ? (
          <QuietChoices
            days={filter.notContactedForDays}
            onPick={(notContactedForDays) => {
              onChange({ notContactedForDays });
              setOpen(null);
            }}
          />
        ) : (
          <Choices {...facets[open]} />
        )}
      </div>
    );
  }
  const step = (id: Open, label: string, words: string) => (
    <AriaButton key={id} data-step={id} className={styles.step} onPress={() => setOpen(id)}>
      <span className={list.words}>{label}</span>
      <span className={styles.chosen}>{words}</span>
      <ChevronRight {...iconSize.small} />
    </AriaButton>
  );
  return (
    <div ref={panel}>
      <div className={styles.steps}>
        {step('quiet', t('customers.filter.quiet'), quietWords)}
        {FACETS.filter((id) => facets[id].options.length > (LEAST[id] ?? -1)).map((id) => {
          const { label, chosen, options } = facets[id];
          const names = chosen.map((one) => options.find((option) => option.id === one)?.label ?? one);
          return step(id, label, names.length === 0 ? t('customers.filter.any') : names.join(', '));
        })}
      </div>
      <div className={styles.foot}>
        <Button
          variant="quiet"
          isDisabled={countFilters(filter) === 0}
          onPress={() => onChange({ ...EVERYBODY, text: filter.text })}
        >
          {t('customers.filter.clear')}
        </Button>
        <Button variant="primary" onPress={onClose}>
          {t('customers.filter.done')}
        </Button>
      </div>
    </div>
  );
}

function useFacets(
  filter: CustomerFilter,
  onChange: (change: Partial<CustomerFilter>) => void,
): Readonly<Record<FacetId, ChoiceFilterProps>> {
  const t = useText();
  const countries = useCountries();
  const { all: members } = useMembers();
  const { all, nameOf } = useStages();
  const { all: labels } = useLabels();
  return useMemo(() => {
    const facet = (id: FacetId, label: string, options: ChoiceFilterProps['options']) => ({
      label,
      options,
      facet: id,
      chosen: filter[id],
      onChange: (ids: string[]) => onChange({ [id]: ids }),
    });
    return {
      stages: facet(
        'stages',
        t('customers.filter.stage'),
        all.map(({ id }) => ({ id, label: nameOf(id) })),
      ),
      sources: facet(
        'sources',
        t('customers.filter.source'),
        CUSTOMER_SOURCES.map((id) => ({ id, label: t(`customers.source.${id}`) })),
      ),
      countryIds: {
        ...facet(
          'countryIds',
          t('customers.filter.country'),
          countries.map(({ id, name }) => ({ id, label: name, icon: <CountryFlag id={id} /> })),
        ),
        showsOnlyUsed: true,
        find: (typed: string) => matchCountries(countries, typed).map(({ id }) => id),
      },
      ownerIds: facet(
        'ownerIds',
        t('customers.filter.agent'),
        // Who left may have customers still, and stands below those who work here.
        [...members]
          .sort((a, b) => Number(b.isActive) - Number(a.isActive))
          .map((member) => ({ id: member.id, label: agentWords(member, t) })),
      ),
      labels: facet(
        'labels',
        t('customers.filter.label'),
        labels.map(({ id, name, colour }) => ({ id, label: name, icon: <LabelDot colour={colour} /> })),
      ),
      reaches: facet(
        'reaches',
        t('customers.filter.reach'),
        REACHES.map((id) => ({ id, label: t(`customers.reach.${id}`) })),
      ),
    };
  }, [t, countries, members, all, nameOf, labels, filter, onChange]);
}
