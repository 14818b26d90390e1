import type { CustomerStage } from '../../../../sync/collections/customer';
import { RampMark } from '../../../ui/ramp-mark';
import { stageStep } from '../../settings/stage-step';
import { useStages } from '../../settings/use-stages';
import styles from './stage-badge.module.css';

/** How far somebody has come, looking the same wherever it stands. */
export function StageBadge({ stage }: { stage: CustomerStage }) {
  const { stageOf, nameOf } = useStages();
  return (
    <span className={styles.stage}>
      <RampMark step={stageStep(stageOf(stage)?.colour ?? 1)} />
      {nameOf(stage)}
    </span>
  );
}
