import type { AppointmentFields } from '../../../sync/collections/appointment';
import type { Shown } from '../../../sync/rules/occurrences';
import { isZone, localTimeOf } from '../../../sync/rules/wall-time';

/**
 * What a calendar program knows an appointment by (UID of RFC 5545 §3.8.4.7). The first date of a series keeps the id
 * that it had before it recurred, so that whoever has it in their calendar already does not get it twice. `begun`: the
 * appointment under the root's own id, where it is known.
 */
export function calendarIdOf(
  one: Shown<AppointmentFields>,
  begun: Pick<AppointmentFields, 'id' | 'startsAt' | 'zone'> | undefined,
): string {
  if (one.occurrence === null || begun === undefined || !isZone(begun.zone)) return one.id;
  return localTimeOf(begun.startsAt, begun.zone) === one.occurrence.on ? begun.id : one.id;
}
