import { useDatabase } from '../../../database/database-context';
import type { Appointment } from '../use-appointments';
import { answerTo } from './customer-answers';
import { useHeardAnswers } from './heard-answers';

/** What the customer said to this appointment that still asks its reader for something; null where nothing does. */
export function useOpenAnswer(appointment: Appointment): 'asked' | 'declined' | null {
  const { me, clock } = useDatabase();
  const { isHeard } = useHeardAnswers(me.memberId);
  return appointment.startsAt <= clock.nowIso() || isHeard(appointment) ? null : answerTo(appointment);
}
