import { useMemo } from 'react';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import { datesOf, meetingsOf, type CandidateDate, type Meeting } from '../../../sync/rules/clash-search';
import { useAppointmentsBetween, type Appointment } from './use-appointments';

export type CandidateAppointment = Pick<
  AppointmentFields,
  'agentId' | 'customerId' | 'startsAt' | 'endsAt' | 'zone'
> & {
  readonly recurrence: string;
  /** The root of what is being changed; '' of what is new. */
  readonly rootId: string;
  readonly accepts: NonNullable<AppointmentFields['accepts']>;
};

const NOTHING: CandidateDate[] = [];

/** What an appointment or series that is being made meets, as far as this device knows; live. */
export function useMeetings(candidate: CandidateAppointment): {
  readonly meetings: readonly Meeting<Appointment>[];
  readonly around: readonly Appointment[];
} {
  const { startsAt, endsAt, zone, recurrence, agentId, customerId, rootId, accepts } = candidate;
  const dates = useMemo(
    () => (startsAt < endsAt ? datesOf({ startsAt, endsAt, zone }, recurrence) : NOTHING),
    [startsAt, endsAt, zone, recurrence],
  );
  const around = useAppointmentsBetween(dates[0]?.startsAt ?? startsAt, dates.at(-1)?.endsAt ?? endsAt);
  const meetings = useMemo(
    () => meetingsOf(dates, { rootId, agentId, customerId, accepts }, around ?? []),
    [dates, rootId, agentId, customerId, accepts, around],
  );
  return { meetings, around: around ?? [] };
}
