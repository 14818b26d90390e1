/** What speaks softly against a time: hours, holidays, absences and the way between two places. Pure. */
import type { AppointmentFields } from '../collections/appointment';
import { takesTime } from './appointment-status';
import type { Settings } from './settings';
import { localTimeOf } from './wall-time';
import { absencesOn, holidayOn, isWithin, workOf } from './work-time';

export type WorkWarning =
  | { readonly kind: 'holiday'; readonly nameTr: string; readonly nameEn: string }
  | { readonly kind: 'away' }
  | { readonly kind: 'outside' }
  | { readonly kind: 'travel'; readonly beside: TimedPlace };
type TimedPlace = Pick<
  AppointmentFields,
  'id' | 'agentId' | 'startsAt' | 'endsAt' | 'location' | 'status' | 'deletedAt'
>;

/** Less than this between two places is too little. */
const TRAVEL_MS = 15 * 60_000;

export function workWarnings(
  candidate: Pick<AppointmentFields, 'agentId' | 'startsAt' | 'endsAt' | 'location'>,
  around: readonly TimedPlace[],
  settings: Settings,
): WorkWarning[] {
  const { agentId, startsAt, endsAt, location } = candidate;
  const [from, to] = [localTimeOf(startsAt, settings.office.zone), localTimeOf(endsAt, settings.office.zone)];
  const on = from.slice(0, 10);
  const until = to.slice(0, 10) === on ? to.slice(11) : '24:00';
  const warnings: WorkWarning[] = [];
  const holiday = holidayOn(settings, on);
  if (holiday !== null && holiday.since < until) {
    const { nameTr, nameEn } = holiday;
    warnings.push({ kind: 'holiday', nameTr, nameEn });
  }
  const isAway = absencesOn(settings, agentId, on).some(
    ({ fromTime, toTime }) => toTime === '' || (fromTime < until && from.slice(11) < toTime),
  );
  if (isAway) warnings.push({ kind: 'away' });
  if (warnings.length === 0 && !isWithin(workOf(settings, agentId, on), from.slice(11), until))
    warnings.push({ kind: 'outside' });
  const beside = around.find(
    (one) =>
      one.agentId === agentId &&
      takesTime(one) &&
      one.location !== '' &&
      location !== '' &&
      one.location !== location &&
      (gapMs(one.endsAt, startsAt) || gapMs(endsAt, one.startsAt)),
  );
  if (beside !== undefined) warnings.push({ kind: 'travel', beside });
  return warnings;
}

const gapMs = (from: string, to: string) => {
  const gap = Date.parse(to) - Date.parse(from);
  return gap >= 0 && gap < TRAVEL_MS;
};
