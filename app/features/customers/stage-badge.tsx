import type { CustomerStage } from '../../../sync/collections/customer';
import { useText } from '../../i18n/use-text';
import { RampMark } from '../../ui/ramp-mark';
import styles from './stage-badge.module.css';

const STEPS = { new: 1, contacted: 2, qualified: 3, proposal: 4, won: 5, lost: 'off' } as const satisfies Readonly<
  Record<CustomerStage, 1 | 2 | 3 | 4 | 5 | 'off'>
>;

/** How far somebody has come, looking the same wherever it stands. */
export function StageBadge({ stage }: { stage: CustomerStage }) {
  const t = useText();
  return (
    <span className={styles.stage}>
      <RampMark step={STEPS[stage]} />
      {t(`customers.stage.${stage}`)}
    </span>
  );
}
