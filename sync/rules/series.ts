/** What makes stored appointments a series, and a changed occurrence of one. */
import type { AppointmentFields } from '../collections/appointment';
import { derivedId } from './derived-id';
import type { Series } from './recurrence';

type Named = Pick<AppointmentFields, 'id' | 'rootId'>;

export const isSeries = ({ recurrence }: Pick<AppointmentFields, 'recurrence'>): boolean => (recurrence ?? '') !== '';

/** A changed occurrence: an appointment of its own that stands in the place of one that a series has. */
export const isOverride = ({ occurrenceOn }: Pick<AppointmentFields, 'occurrenceOn'>): boolean =>
  (occurrenceOn ?? '') !== '';

/** What a series has in common with everything split off it and changed in it; of a single appointment its own id. */
export const rootOf = ({ id, rootId }: Named): string => (rootId === undefined || rootId === '' ? id : rootId);

/** The id under which every device stores a change of this occurrence. */
export function occurrenceId(rootId: string, on: string): string {
  const name = `${rootId} ${on}`;
  let id = ids.get(name);
  if (id !== undefined) return id;
  if (ids.size >= MAX_IDS) ids.clear();
  id = derivedId('occurrence', rootId, on);
  ids.set(name, id);
  return id;
}
/** Deriving one takes as long as all else about an occurrence, and a calendar asks for the same ones again. */
const ids = new Map<string, string>();
const MAX_IDS = 20_000;

/**
 * The id of what "this and following" makes from this occurrence on: cut in the same place twice, it is the same one.
 */
export const followingId = (rootId: string, on: string): string => derivedId('following', rootId, on);

export const seriesOf = ({
  startsAt,
  endsAt,
  zone,
  recurrence,
}: Pick<AppointmentFields, 'startsAt' | 'endsAt' | 'zone' | 'recurrence'>): Series => ({
  startsAt,
  endsAt,
  zone,
  rrule: recurrence ?? '',
});
