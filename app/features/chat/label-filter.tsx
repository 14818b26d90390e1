import { SlidersHorizontal } from 'lucide-react';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import { LabelDot } from '../settings/label-dot';
import { useSettings } from '../settings/settings-context';
import styles from './chat-pane.module.css';

type Filter = { value: string; onChange: (labelId: string) => void };

/** The label whose conversations are shown, and the way back to all. */
export function ChosenLabel({ value, onChange }: Filter) {
  const t = useText();
  const chosen = useSettings().labels.find(({ id }) => id === value);
  if (chosen === undefined) return null;
  return (
    <Chip
      isChosen
      icon={<LabelDot colour={chosen.colour} />}
      onRemove={() => onChange('')}
      removeLabel={t('chat.labelsAll', { name: chosen.name })}
    >
      {chosen.name}
    </Chip>
  );
}

/**
 * Of which label conversations are shown, behind one button as in the list of customers; nothing where the office has
 * none. `count`: how many filters are on.
 */
export function LabelFilter({ count, onChange }: Pick<Filter, 'onChange'> & { count: number }) {
  const t = useText();
  const offered = useSettings().labels.filter(({ isArchived }) => !isArchived);
  if (offered.length === 0) return null;
  return (
    <Menu
      label={t('chat.labels')}
      trigger={
        <Button variant="quiet" className={styles.all} icon={<SlidersHorizontal {...iconSize.small} />}>
          {count === 0 ? t('customers.filters') : t('customers.filters.count', { count })}
        </Button>
      }
      actions={offered.map(({ id, name, colour }) => ({
        id,
        label: name,
        icon: <LabelDot colour={colour} />,
        onAction: () => onChange(id),
      }))}
    />
  );
}
