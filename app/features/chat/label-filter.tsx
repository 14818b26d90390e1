import { useText } from '../../i18n/use-text';
import { Chip } from '../../ui/chip';
import { Menu } from '../../ui/menu';
import { LabelDot } from '../settings/label-dot';
import { useSettings } from '../settings/settings-context';

/** Of which label the conversations are shown; nothing where the office has none. */
export function LabelFilter({ value, onChange }: { value: string; onChange: (labelId: string) => void }) {
  const t = useText();
  const { labels } = useSettings();
  const chosen = labels.find(({ id }) => id === value);
  const offered = labels.filter(({ isArchived }) => !isArchived);
  if (chosen !== undefined)
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
  if (offered.length === 0) return null;
  return (
    <Menu
      label={t('chat.labels')}
      trigger={<Chip onPress={() => undefined}>{t('chat.labels')}</Chip>}
      actions={offered.map(({ id, name, colour }) => ({
        id,
        label: name,
        icon: <LabelDot colour={colour} />,
        onAction: () => onChange(id),
      }))}
    />
  );
}
