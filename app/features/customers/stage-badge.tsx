import type { CustomerStage } from '../../../sync/collections/customer';
import { useText } from '../../i18n/use-text';
import { Badge, type Tone } from '../../ui/badge';
import styles from './stage-badge.module.css';

/** Colour only at the ends of the road: someone new, someone waiting for our answer, someone won. */
const TONES: Readonly<Record<CustomerStage, Tone>> = {
  new: 'slate',
  contacted: 'neutral',
  qualified: 'neutral',
  proposal: 'amber',
  won: 'accent',
  lost: 'neutral',
};

/** `isQuiet`, for lists: a stage without a colour is a mere word. */
export function StageBadge({ stage, isQuiet = false }: { stage: CustomerStage; isQuiet?: boolean }) {
  const t = useText();
  const tone = TONES[stage];
  return (
    <Badge tone={tone} className={isQuiet && tone === 'neutral' ? styles.quiet : undefined}>
      {t(`customers.stage.${stage}`)}
    </Badge>
  );
}
