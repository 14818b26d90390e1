import { Clock3 } from 'lucide-react';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import { workWarnings } from '../../../sync/rules/work-warnings';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import { useMembers } from '../members/use-members';
import { useSettings } from '../settings/settings-context';
import styles from './work-notice.module.css';
import type { Appointment } from './use-appointments';

/** Softer than a clash: hours, holidays, absences, the way. */
export function WorkNotice({
  candidate,
  around,
  ownId,
}: {
  candidate: Pick<AppointmentFields, 'agentId' | 'startsAt' | 'endsAt' | 'location'>;
  around: readonly Appointment[];
  ownId: string;
}) {
  const t = useText();
  const formats = useFormats();
  const settings = useSettings();
  const { byId } = useMembers();
  const agent = byId.get(candidate.agentId)?.fullName ?? '';
  const warnings = workWarnings(
    candidate,
    around.filter(({ id }) => id !== ownId),
    settings,
  );
  if (warnings.length === 0) return null;
  return (
    <ul className={styles.warnings}>
      {warnings.map((warning) => (
        <li key={warning.kind}>
          <Clock3 {...iconSize.small} />
          {warning.kind === 'travel'
            ? t('appointments.work.travel', {
                when: formats.timeRange(warning.beside.startsAt, warning.beside.endsAt),
                place: warning.beside.location,
              })
            : t(`appointments.work.${warning.kind}`, {
                agent,
                name: warning.kind === 'holiday' ? (formats.language === 'tr' ? warning.nameTr : warning.nameEn) : '',
              })}
        </li>
      ))}
    </ul>
  );
}
