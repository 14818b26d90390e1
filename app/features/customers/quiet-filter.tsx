import { lazy } from 'react';
import { useText } from '../../i18n/use-text';
import { PopoverChip } from '../../ui/popover-chip';

const QuietChoices = lazy(() => import('./quiet-choices'));

/** Customers nobody has been in touch with for so many days. */
export function QuietFilter({ days, onChange }: { days: number | null; onChange: (days: number | null) => void }) {
  const t = useText();
  return (
    <PopoverChip
      label={t('customers.filter.quiet')}
      isActive={days !== null}
      words={days === null ? t('customers.filter.quiet') : t('customers.filter.quietFor', { days })}
    >
      {(close) => (
        <QuietChoices
          days={days}
          onPick={(picked) => {
            onChange(picked);
            close();
          }}
        />
      )}
    </PopoverChip>
  );
}
