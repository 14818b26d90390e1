import { Clock3 } from 'lucide-react';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { DatePicker } from '../../ui/date-picker';
import { iconSize } from '../../ui/icon-size';
import { TimePicker } from '../../ui/time-picker';
import { addDays, placeOfZone, wallClockOf } from '../../ui/wall-clock';
import styles from './campaigns.module.css';
import { plannedAt } from './planned-at';

/** So far ahead the office plans. */
const MAX_DAYS = 365;
export type Planned = { readonly day: string; readonly time: string };

/**
 * When it shall leave: a day and a time by the clock of the office, in `zone`; whoever has another clock is told what
 * it shows then.
 */
export function PlannedTime({
  planned: { day, time },
  onChange,
  zone,
  nowMs,
}: {
  planned: Planned;
  onChange: (planned: Planned) => void;
  zone: string;
  nowMs: number;
}) {
  const t = useText();
  const formats = useFormats();
  const today = wallClockOf(new Date(nowMs).toISOString(), zone).date;
  const at = day === '' ? null : plannedAt(day, time, zone);
  const here = at === null ? null : wallClockOf(at, formats.zone);
  return (
    <div className={styles.planned}>
      <div className={styles.choices}>
        <DatePicker
          label={t('campaigns.day')}
          value={day}
          min={today}
          // A day less: the same time of that day may be later than a year from now.
          max={addDays(today, MAX_DAYS - 1)}
          onChange={(next) => onChange({ day: next, time })}
        />
        <TimePicker label={t('campaigns.time')} value={time} onChange={(next) => onChange({ day, time: next })} />
      </div>
      {formats.zone !== zone && (
        <p className={styles.standing}>
          <Clock3 {...iconSize.small} />
          <span>
            {t('campaigns.zone', { zone: placeOfZone(zone) })}
            {at !== null && (here?.date !== day || here.time !== time) && (
              <> {t('campaigns.zoneHere', { when: formats.dateTime(at) })}</>
            )}
          </span>
        </p>
      )}
      {isPast(at, nowMs) && (
        <p role="alert" className={styles.wrong}>
          {t('campaigns.past')}
        </p>
      )}
    </div>
  );
}

export const isPast = (at: string | null, nowMs: number) => at !== null && Date.parse(at) <= nowMs;
