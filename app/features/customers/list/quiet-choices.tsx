import { ListBox } from 'react-aria-components';
import { useText } from '../../../i18n/use-text';
import list from '../../../ui/list-box.module.css';
import { OptionItem } from '../../../ui/option';
import { QUIET_DAYS } from './filter-url';

const ANY = 'any';

/** What a QuietFilter opens: how many days without contact, or any. */
export default function QuietChoices({ days, onPick }: { days: number | null; onPick: (days: number | null) => void }) {
  const t = useText();
  const options = [
    ...QUIET_DAYS.map((choice) => ({ id: String(choice), label: t('customers.filter.quietChoice', { days: choice }) })),
    { id: ANY, label: t('customers.filter.quietAny') },
  ];
  return (
    <ListBox
      aria-label={t('customers.filter.quiet')}
      selectionMode="single"
      disallowEmptySelection
      escapeKeyBehavior="none"
      items={options}
      className={list.list}
      selectedKeys={[days === null ? ANY : String(days)]}
      onSelectionChange={(keys) => {
        const [key] = [...(keys as Set<string>)];
        onPick(key === ANY ? null : Number(key));
      }}
    >
      {(option) => <OptionItem option={option} />}
    </ListBox>
  );
}
