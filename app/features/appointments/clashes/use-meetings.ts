import { useMemo, useRef } from 'react';
import type { AppointmentFields } from '../../../../sync/collections/appointment';
import { datesOf, meetingsOf, type CandidateDate, type Meeting } from '../../../../sync/rules/clash-search';
import type { Attending } from '../free-time/free-time';
import { shownOf, useStoredBetween, type Appointment } from '../use-appointments';
import { useRootOf, useRoots } from '../../../database/use-person';
import { windowAround, type Window } from '../free-time/window-around';

export type CandidateAppointment = Pick<
  AppointmentFields,
  'agentId' | 'customerId' | 'startsAt' | 'endsAt' | 'zone'
> & {
  readonly recurrence: string;
  /** The root of what is being changed; '' of what is new. */
  readonly rootId: string;
  readonly accepts: NonNullable<AppointmentFields['accepts']>;
  /** While it is saved: what was shown then stands, and is not looked for again because of what is being written. */
  readonly isHeld?: boolean;
};

export type Meetings = {
  readonly meetings: readonly Meeting<Appointment>[];
  /** Whatever the agent or the customer has before, between and after the dates. */
  readonly around: readonly Appointment[];
  readonly dates: readonly CandidateDate[];
  /** Everything on this device was looked at; until then nothing can be said. */
  readonly isKnown: boolean;
};

/** Where nothing is, until there is something to look for. */
const NOWHERE: Window = { fromAt: '9999-01-01T00:00:00.000Z', toAt: '9999-01-01T00:00:00.000Z' };
const NO_DATES: CandidateDate[] = [];
const NOTHING: readonly Appointment[] = [];

/** What an appointment or series that is being made meets, as far as this device knows; live. */
export function useMeetings(candidate: CandidateAppointment): Meetings {
  const { startsAt, endsAt, zone, recurrence, agentId, rootId, accepts, isHeld } = candidate;
  const customerId = useRootOf(candidate.customerId);
  const dates = useMemo(
    () => (startsAt < endsAt ? datesOf({ startsAt, endsAt, zone }, recurrence) : NO_DATES),
    [startsAt, endsAt, zone, recurrence],
  );
  const { around, isKnown } = useAround(dates, { agentId, customerId }, isHeld);
  const meetings = useMemo(
    () => meetingsOf(dates, { rootId, agentId, customerId, accepts }, around),
    [dates, rootId, agentId, customerId, accepts, around],
  );
  return { meetings, around, dates, isKnown };
}

/**
 * What these people have around these dates. What was read once for more of them is not read again for fewer: the rule
 * of a series is picked before its end, and an endless one has years of dates. Only what is asked for now is walked.
 */
export function useAround(
  dates: readonly CandidateDate[],
  who: Attending,
  isHeld = false,
): Pick<Meetings, 'around' | 'isKnown'> {
  const read = useRef<Window | null>(null);
  read.current = windowAround(dates, read.current);
  const { fromAt, toAt } = read.current ?? NOWHERE;
  const stored = useStoredBetween(fromAt, toAt, isHeld);
  const roots = useRoots();
  const [agentId, customerId] = [who.agentId, useRootOf(who.customerId)];
  const around = useMemo(() => {
    const asked = windowAround(dates, null);
    return stored === undefined || asked === null ? NOTHING : shownOf(stored, asked, roots, { agentId, customerId });
  }, [stored, dates, roots, agentId, customerId]);
  return { around, isKnown: stored !== undefined || dates.length === 0 };
}
