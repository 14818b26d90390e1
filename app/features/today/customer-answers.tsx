import { CalendarClock, ExternalLink } from 'lucide-react';
import { useNavigate } from '@remix-run/react';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { TwoLines } from '../../ui/two-lines';
import type { CalendarEntry } from '../appointments/calendar-entries';
import { useMove } from '../appointments/use-move';
import { addMinutes, minutesBetween } from '../appointments/wall-clock';
import styles from './outcomes-missing.module.css';

/** Customers who asked for another time: one tap to the one they proposed. */
export function CustomerAnswers({ entries, nowMs }: { entries: readonly CalendarEntry[]; nowMs: number }) {
  const t = useText();
  const formats = useFormats();
  const navigate = useNavigate();
  const { moveTo } = useMove();
  const now = new Date(nowMs).toISOString();
  const asked = entries.filter(
    ({ appointment }) =>
      appointment.startsAt > now &&
      appointment.customerAnswer === 'asked' &&
      appointment.answeredFor === appointment.startsAt,
  );
  if (asked.length === 0) return null;
  return (
    <Panel isFlush title={t('today.answers.title', { count: asked.length })}>
      <ul className={styles.list}>
        {asked.map(({ appointment, customer }) => {
          const { id, startsAt, endsAt, zone, proposedAt = '', answerNote = '' } = appointment;
          return (
            <li key={id} className={styles.item}>
              <TwoLines
                className={styles.words}
                name={`${customer} · ${formats.weekdayTime(startsAt)}`}
                about={answerNote === '' ? t('today.answers.asked') : answerNote}
              />
              <span className={styles.buttons}>
                {proposedAt > now && (
                  <Button
                    icon={<CalendarClock {...iconSize.small} />}
                    onPress={() =>
                      void moveTo(appointment, customer, {
                        startsAt: proposedAt,
                        endsAt: addMinutes(proposedAt, minutesBetween(startsAt, endsAt)),
                        zone,
                      })
                    }
                  >
                    {t('today.answers.move', { when: formats.weekdayTime(proposedAt) })}
                  </Button>
                )}
                <Button
                  icon={<ExternalLink {...iconSize.small} />}
                  aria-label={t('today.answers.openOf', { name: customer })}
                  onPress={() => navigate(`/appointments/${id}`)}
                >
                  {t('today.answers.open')}
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
