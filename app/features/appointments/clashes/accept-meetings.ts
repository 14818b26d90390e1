import type { Meeting } from '../../../../sync/rules/clash-search';
import type { SahaDatabase } from '../../../database/saha-database';
import { plain } from '../../../database/use-document';
import { editDocument } from '../../../database/write';
import { acceptedOf, type ClashDecisions } from './clash-decisions';
import type { Appointment } from '../use-appointments';

/** Keeps on an appointment that somebody knowingly leaves it where it meets others. */
export async function acceptMeetings(
  db: SahaDatabase,
  { id, occurrence }: Appointment,
  meetings: readonly Meeting<Appointment>[],
  decisions: ClashDecisions,
): Promise<void> {
  const named = meetings.map((one) => ({ ...one, date: { ...one.date, on: occurrence?.on ?? '' } }));
  const more = acceptedOf(named, { ...decisions, byDate: {} }, db.me.memberId);
  if (more.length === 0) return;
  // Of an occurrence that was just changed there is a document now; else its series keeps it.
  const found = await db.collections.appointments.findByIds([id, occurrence?.seriesId ?? id]).exec();
  const document = found.get(id) ?? found.get(occurrence?.seriesId ?? id);
  if (document === undefined) return;
  const { accepts = [], id: documentId } = plain('appointments', document);
  await editDocument(db, 'appointments', documentId, { accepts: [...accepts, ...more] });
}
