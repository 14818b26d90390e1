import { useNavigate } from '@remix-run/react';
import { useText } from '../../i18n/use-text';
import { Chip, ToggleChip } from '../../ui/chip';
import { useReadAhead } from './use-read-ahead';
import { useOfferedSegments } from './use-segments';

type Choosing = { chosen: string; onChange: (segmentId: string) => void };

/**
 * Saved segments of a list: one of them at a time; the last chip leads to all of them. Without `except`, which stands
 * elsewhere.
 */
export function SegmentChips({ chosen, onChange, except = '' }: Choosing & { except?: string }) {
  const t = useText();
  const navigate = useNavigate();
  const offered = useOfferedSegments(chosen);
  useReadAhead(offered);
  return (
    <>
      {offered
        .filter(({ id }) => id !== except)
        .map(({ id, name }) => (
          <ToggleChip key={id} isSelected={id === chosen} onChange={(isOn) => onChange(isOn ? id : '')}>
            {name}
          </ToggleChip>
        ))}
      <Chip onPress={() => navigate('/segments')}>{t('segments.title')}</Chip>
    </>
  );
}

/** One of them by itself. */
export function SegmentChip({ id, chosen, onChange }: Choosing & { id: string }) {
  const name = useOfferedSegments(id).find((one) => one.id === id)?.name;
  if (name === undefined) return null;
  return (
    <ToggleChip isSelected={id === chosen} onChange={(isOn) => onChange(isOn ? id : '')}>
      {name}
    </ToggleChip>
  );
}
