import { lazy } from 'react';
import { useText } from '../../i18n/use-text';
import { PopoverChip } from '../../ui/popover-chip';
import type { ChoiceFilterProps } from './choices';

const Choices = lazy(() => import('./choices'));

/** Any of several: "Kaynak", "Instagram", "Kaynak: 3". Takes effect with every tap. */
export function ChoiceFilter(props: ChoiceFilterProps) {
  const t = useText();
  const { label, options, chosen } = props;
  const only = chosen.length === 1 ? options.find((option) => option.id === chosen[0])?.label : undefined;
  const words = chosen.length === 0 ? label : (only ?? t('customers.filter.many', { label, count: chosen.length }));
  return (
    <PopoverChip label={label} words={words} isActive={chosen.length > 0}>
      {() => <Choices {...props} />}
    </PopoverChip>
  );
}
