import { Clock3 } from 'lucide-react';
import { useMemo } from 'react';
import type { AppointmentFields } from '../../../../sync/collections/appointment';
import type { CandidateDate } from '../../../../sync/rules/clash-search';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { useNowMs } from '../../../ui/use-now';
import { iconSize } from '../../../ui/icon-size';
import { useMembers } from '../../members/use-members';
import { useSettings } from '../../settings/settings-context';
import styles from './work-notice.module.css';
import { workOfDates, type WarnedDates } from './work-of-dates';
import type { Appointment } from '../use-appointments';

/** So many dates of a series are named. */
const NAMED = 6;

/** Softer than a clash: hours, holidays, absences, the way; of a series with the dates that are meant. */
export function WorkNotice({
  candidate: { agentId, location },
  dates,
  around,
  ownId,
}: {
  candidate: Pick<AppointmentFields, 'agentId' | 'location'>;
  dates: readonly CandidateDate[];
  around: readonly Appointment[];
  ownId: string;
}) {
  const settings = useSettings();
  const { byId } = useMembers();
  const agent = byId.get(agentId)?.fullName ?? '';
  const warned = useMemo(() => {
    const others = around.filter(({ id }) => id !== ownId);
    return workOfDates(dates, { agentId, location }, others, settings);
  }, [dates, agentId, location, around, ownId, settings]);
  const single = useWarningWords();
  const ofSeries = useDatesWords();
  if (warned.length === 0) return null;
  return (
    <ul className={styles.warnings}>
      {warned.map((one) => (
        <li key={one.warning.kind}>
          <Clock3 {...iconSize.small} className={styles.icon} />
          {dates.length === 1 ? single(one, agent) : ofSeries(one, agent)}
        </li>
      ))}
    </ul>
  );
}

function useWarningWords() {
  const t = useText();
  const formats = useFormats();
  return ({ warning }: WarnedDates, agent: string) => {
    if (warning.kind === 'travel') {
      const { startsAt, endsAt, location: place } = warning.beside;
      return t('appointments.work.travel', { when: formats.timeRange(startsAt, endsAt), place });
    }
    const name = warning.kind === 'holiday' ? (formats.language === 'tr' ? warning.nameTr : warning.nameEn) : '';
    return t(`appointments.work.${warning.kind}`, { agent, name });
  };
}

function useDatesWords() {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  return ({ warning, startsAt }: WarnedDates, agent: string) => {
    const named = startsAt.slice(0, NAMED).map((at) => formats.nearDate(at, nowMs));
    const more = startsAt.length - named.length;
    return t(`appointments.work.dates.${warning.kind}`, {
      agent,
      count: startsAt.length,
      days: more > 0 ? [...named, `+${more}`].join(', ') : named.join(', '),
    });
  };
}
