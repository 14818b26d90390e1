import { interactionShape, type InteractionFields, type InteractionKind } from '../../../sync/collections/interaction';
import { longestText } from '../../../sync/collections/longest-text';
import type { SahaDatabase } from '../../database/database-context';
import { createDocument } from '../../database/write';
import type { PickedTime } from './when-picker';

export const MAX_BODY_LENGTH = longestText(interactionShape.shape.body);

export type InteractionEntry = {
  kind: InteractionKind;
  outcome: InteractionFields['outcome'];
  body: string;
  occurredAt: string;
};

/**
 * Logs a call, visit or note about a customer; resolves to its id once it is safe on the device. The customer's last
 * contact follows by itself (app/database/write.ts).
 */
export function logInteraction(
  db: SahaDatabase,
  customerId: string,
  entry: InteractionEntry,
  nowMs: number,
): Promise<string> {
  return createDocument(db, 'interactions', {
    customerId,
    authorId: db.me.memberId,
    kind: entry.kind,
    outcome: entry.outcome,
    body: entry.body.trim(),
    durationMinutes: 0,
    occurredAt: entry.occurredAt,
    createdAt: new Date(nowMs).toISOString(),
  });
}

/** The day and time of an instant as the pickers show them, in the zone of this device. */
export function pickedTime(atMs: number, dayOf: (atMs: number) => string): PickedTime {
  const at = new Date(atMs);
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return { dayOn: dayOf(atMs), clock: `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}` };
}

/**
 * Takes an entry back that this person logged: by a later entry, as what was logged stays as it was. Resolves to the
 * later one's id.
 */
export function takeBack(
  db: SahaDatabase,
  { id, customerId }: Pick<InteractionFields, 'id' | 'customerId'>,
  nowMs: number,
): Promise<string> {
  const now = new Date(nowMs).toISOString();
  return createDocument(db, 'interactions', {
    customerId,
    authorId: db.me.memberId,
    kind: 'note',
    outcome: '',
    body: '',
    durationMinutes: 0,
    occurredAt: now,
    createdAt: now,
    retracts: id,
  });
}

/** The instant of a picked day ('YYYY-MM-DD') and time ('HH:mm') in the zone of this device. */
export function pickedInstant(dayOn: string, clock: string): string {
  const [year, month, day] = dayOn.split('-').map(Number);
  const [hour, minute] = clock.split(':').map(Number);
  return new Date(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0).toISOString();
}
