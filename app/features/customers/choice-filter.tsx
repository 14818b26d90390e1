import { lazy } from 'react';
import type { FacetCounts } from '../../database/use-customer-directory';
import { useText } from '../../i18n/use-text';
import type { Option } from '../../ui/option';
import { FilterChip } from './filter-chip';

const Choices = lazy(() => import('./choices'));

export type ChoiceFilterProps = {
  label: string; options: readonly Option[]; chosen: readonly string[]; onChange: (ids: string[]) => void; facet: keyof Omit<FacetCounts, 'total'>;
  /** Leaves out what no customer has, commonest first: for long lists of which few matter. */
  showsOnlyUsed?: boolean;
};

/** Any of several: "Kaynak", "Instagram", "Kaynak: 3". Takes effect with every tap. */
export function ChoiceFilter(props: ChoiceFilterProps) {
  const t = useText();
  const { label, options, chosen } = props;
  const only = chosen.length === 1 ? options.find((option) => option.id === chosen[0])?.label : undefined;
  const words = chosen.length === 0 ? label : only ?? t('customers.filter.many', { label, count: chosen.length });
  return <FilterChip label={label} words={words} isActive={chosen.length > 0}>{() => <Choices {...props} />}</FilterChip>;
}
