import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import styles from '../approval/requests.module.css';
import type { Appointment } from '../use-appointments';
import { AnswerButtons } from './answer-buttons';
import { useOpenAnswer } from './use-open-answer';

/** What the customer said to this appointment, beside it, with what can be done about it. */
export function AnswerNotice({ appointment, name }: { appointment: Appointment; name: string }) {
  const t = useText();
  const formats = useFormats();
  const answer = useOpenAnswer(appointment);
  const { proposedAt = '', answerNote = '' } = appointment;
  if (answer === null) return null;
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
