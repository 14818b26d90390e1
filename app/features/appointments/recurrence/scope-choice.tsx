import { SERIES_SCOPES, type SeriesScope } from '../../../../sync/rules/change-series';
import { useText } from '../../../i18n/use-text';
import { Segmented } from '../../../ui/segmented';
import styles from './scope-choice.module.css';
import type { Appointment } from '../use-appointments';

/** Of a series: how much of it is meant. Nothing for a single appointment. */
export function ScopeChoice({
  appointment: { occurrence },
  value,
  isCancelling = false,
  onChange,
}: {
  appointment: Pick<Appointment, 'occurrence'>;
  value: SeriesScope;
  /** They are called off; otherwise they change. */
  isCancelling?: boolean;
  onChange: (scope: SeriesScope) => void;
}) {
  const t = useText();
  if (occurrence === undefined || occurrence === null || occurrence.isStray || occurrence.seriesId === '') return null;
  return (
    <div className={styles.scope}>
      <Segmented
        label={t('appointments.scope.label')}
        value={value}
        onChange={onChange}
        options={SERIES_SCOPES.map((id) => ({ id, label: t(`appointments.scope.${id}`) }))}
      />
      <p className={styles.note}>
        {t(`appointments.scope.${isCancelling && value === 'all' ? 'allCancelled' : value}.note`)}
      </p>
    </div>
  );
}
