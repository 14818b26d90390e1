import type { AppointmentFields } from '../../../sync/collections/appointment';
import { SETTLED_CARDS } from '../../../sync/collections/definition';
import type { PushRow } from '../../../sync/protocol/messages';
import { INHERITED_UNITS } from '../../../sync/rules/occurrence-merge';
import { occurrenceId, rootOf } from '../../../sync/rules/series';
import { laterStamp } from '../../../sync/rules/stamp';
import { localTimeOf } from '../../../sync/rules/wall-time';
import type { Redirect } from '../../lib/noun-replication';

/** The number of shapes that brought series. */
const KNOWS_SERIES = 3;
const FIELDS = ['customerId', 'agentId', 'title', 'kind', 'location', 'notes', 'status', 'cancelReason'] as const;

/**
 * A build that knows no series shows one as the appointment with which it begins. What it pushes is meant for that one,
 * and becomes a change of it: the series stays as it is.
 */
export const redirectToOccurrence: Redirect = (row, stands, { shapes, memberId, nowIso }) => {
  if (shapes >= KNOWS_SERIES || (stands['recurrence'] ?? '') === '' || SETTLED_CARDS in row.patch) return null;
  const series = stands as AppointmentFields;
  const own = INHERITED_UNITS.filter((unit) => unit in row.patch);
  const isRemoved = (row.patch['deletedAt']?.values['deletedAt'] ?? '') !== '';
  if (own.length === 0 && !isRemoved) return null;
  const units = Object.values(row.patch);
  const stamp = units.reduce((latest, unit) => laterStamp(latest, unit.stamp), '');
  const rootId = rootOf({ ...series, id: row.id });
  const made = (values: Record<string, unknown>) => ({ seq: 1, stamp, base: '', values });
  const patch: PushRow['patch'] = {};
  for (const field of FIELDS) patch[field] = made({ [field]: series[field] });
  const { startsAt, endsAt, zone } = series;
  patch['schedule'] = made({ startsAt, endsAt, zone });
  for (const unit of own) patch[unit] = { ...row.patch[unit]!, seq: 1 };
  if (isRemoved) patch['status'] = made({ status: 'cancelled' });
  const place = {
    createdBy: memberId,
    createdAt: nowIso,
    deletedAt: '',
    rootId,
    seriesId: row.id,
    occurrenceOn: localTimeOf(startsAt, zone),
    own: isRemoved ? [...new Set([...own, 'status'])] : own,
  };
  for (const [field, value] of Object.entries(place)) patch[field] = made({ [field]: value });
  return { id: occurrenceId(rootId, place.occurrenceOn), patch };
};
