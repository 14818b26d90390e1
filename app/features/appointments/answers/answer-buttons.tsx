import { CalendarClock, Check } from 'lucide-react';
import { useDatabase } from '../../../database/database-context';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { iconSize } from '../../../ui/icon-size';
import type { Appointment } from '../use-appointments';
import { useMove } from '../calendar/use-move';
import { addMinutes, minutesBetween } from '../../../ui/wall-clock';
import { useHeardAnswers } from './heard-answers';

/** What to do about a customer's answer: take the time they proposed, or leave it as it is. */
export function AnswerButtons({ appointment, name }: { appointment: Appointment; name: string }) {
  const t = useText();
  const formats = useFormats();
  const db = useDatabase();
  const { moveTo } = useMove();
  const { hear } = useHeardAnswers(db.me.memberId);
  const { startsAt, endsAt, zone, proposedAt = '', customerAnswer } = appointment;
  const nowIso = db.clock.nowIso();
  return (
    <>
      {customerAnswer === 'asked' && proposedAt > nowIso && (
        <Button
          icon={<CalendarClock {...iconSize.small} />}
          onPress={() =>
            void moveTo(appointment, name, {
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
        icon={<Check {...iconSize.small} />}
        aria-label={t(customerAnswer === 'asked' ? 'today.answers.stay' : 'today.answers.seenOf', { name })}
        onPress={() => hear(appointment, nowIso)}
      >
        {t(customerAnswer === 'asked' ? 'today.answers.stays' : 'today.answers.seen')}
      </Button>
    </>
  );
}
