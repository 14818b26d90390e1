import { ListBox } from 'react-aria-components';
import { useText } from '../../i18n/use-text';
import list from '../../ui/list-box.module.css';
import { OptionItem } from '../../ui/option';
import { FilterChip } from './filter-chip';
import { QUIET_DAYS } from './filter-url';

const ANY = 'any';

/** Customers nobody has been in touch with for so many days. */
export function QuietFilter({ days, onChange }: { days: number | null; onChange: (days: number | null) => void }) {
  const t = useText();
  const options = [
    ...QUIET_DAYS.map((choice) => ({ id: String(choice), label: t('customers.filter.quietChoice', { days: choice }) })),
    { id: ANY, label: t('customers.filter.quietAny') },
  ];
  return (
    <FilterChip
      label={t('customers.filter.quiet')} isActive={days !== null}
      words={days === null ? t('customers.filter.quiet') : t('customers.filter.quietFor', { days })}
    >
      {(close) => (
        <ListBox
          aria-label={t('customers.filter.quiet')} selectionMode="single" disallowEmptySelection escapeKeyBehavior="none" items={options} className={list.list}
          selectedKeys={[days === null ? ANY : String(days)]}
          onSelectionChange={(keys) => {
            const [key] = [...(keys as Set<string>)];
            onChange(key === ANY ? null : Number(key));
            close();
          }}
        >
          {(option) => <OptionItem option={option} />}
        </ListBox>
      )}
    </FilterChip>
  );
}
