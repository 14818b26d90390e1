import { useMemo } from 'react';
import { takesTime } from '../../../../sync/rules/appointment-status';
import { asShown, inOrder, useAppointmentsFrom } from '../use-appointments-from';
import type { Appointment } from '../use-appointments';

/** Appointments that begin at `fromAt` or later, whose customers want another time or cannot come, earliest first. */
export function useCustomerAnswers(fromAt: string): readonly Appointment[] | undefined {
  const found = useAppointmentsFrom(fromAt, ANSWERED);
  return useMemo(
    () =>
      found === undefined
        ? undefined
        : inOrder(found.single.map((one) => asShown(one, found.series)).filter((one) => answerTo(one) !== null)),
    [found],
  );
}
const ANSWERED = { customerAnswer: { $in: ['asked', 'declined'] } };

/** What the customer said that still stands: to this very time, of what has not been decided otherwise since. */
export function answerTo(one: Appointment): 'asked' | 'declined' | null {
  const { customerAnswer, answeredFor, startsAt, status } = one;
  if (answeredFor !== startsAt) return null;
  if (customerAnswer === 'declined') return status === 'cancelled' ? 'declined' : null;
  return customerAnswer === 'asked' && takesTime(one) ? 'asked' : null;
}
