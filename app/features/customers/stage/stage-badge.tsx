import type { CustomerStage } from '../../../../sync/collections/customer';
import { RampMark } from '../../../ui/ramp-mark';
import { stageStep } from '../../settings/stage-step';
import { useStages } from '../../settings/use-stages';
import styles from './stage-badge.module.css';

/** How far somebody has come, looking the same wherever it stands; its room alone until the office's own are read. */
export function StageBadge({ stage }: { stage: CustomerStage }) {
  const { stageOf, nameOf } = useStages();
  const name = nameOf(stage);
  if (name === '') return <span className={styles.stage}>{'\u00a0'}</span>;
  return (
    <span className={styles.stage}>
      <RampMark step={stageStep(stageOf(stage)?.colour ?? 1)} />
      {name}
    </span>
  );
}
