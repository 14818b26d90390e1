import { useNavigate } from '@remix-run/react';
import { useText } from '../../i18n/use-text';
import { Chip, ToggleChip } from '../../ui/chip';
import { useReadAhead } from './use-read-ahead';
import { useOfferedSegments } from './use-segments';

/** Saved segments of a list: one of them at a time; the last chip leads to all of them. */
export function SegmentChips({ chosen, onChange }: { chosen: string; onChange: (segmentId: string) => void }) {
  const t = useText();
  const navigate = useNavigate();
  const offered = useOfferedSegments(chosen);
  useReadAhead(offered);
  return (
    <>
      {offered.map(({ id, name }) => (
        <ToggleChip key={id} isSelected={id === chosen} onChange={(isOn) => onChange(isOn ? id : '')}>
          {name}
        </ToggleChip>
      ))}
      <Chip onPress={() => navigate('/segments')}>{t('segments.title')}</Chip>
    </>
  );
}
