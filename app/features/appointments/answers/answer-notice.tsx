import { useDatabase } from '../../../database/database-context';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import styles from '../approval/requests.module.css';
import type { Appointment } from '../use-appointments';
import { AnswerButtons } from './answer-buttons';
import { answerTo } from './customer-answers';
import { useHeardAnswers } from './heard-answers';

/** What the customer said to this appointment, beside it, with what can be done about it. */
export function AnswerNotice({ appointment, name }: { appointment: Appointment; name: string }) {
  const t = useText();
  const formats = useFormats();
  const { me, clock } = useDatabase();
  const { isHeard } = useHeardAnswers(me.memberId);
  const answer = answerTo(appointment);
  const { startsAt, proposedAt = '', answerNote = '' } = appointment;
  if (answer === null || startsAt <= clock.nowIso() || isHeard(appointment)) return null;
  const words =
    answer === 'declined'
      ? t('appointments.answers.noticeDeclined')
      : proposedAt === ''
        ? t('appointments.answers.noticeAsked')
        : t('appointments.answers.noticeProposed', { when: formats.weekdayTime(proposedAt) });
  return (
    <div className={styles.notice} data-is-no={answer === 'declined'}>
      <p>
        {words}
        {answerNote !== '' && ` “${answerNote}”`}
      </p>
      <div className={styles.noticeActions}>
        <AnswerButtons appointment={appointment} name={name} />
      </div>
    </div>
  );
}
