import { v7 as uuidv7 } from 'uuid';
import type { ConsentFields } from '../../../sync/collections/consent';
import { createDocuments } from '../../database/create-documents';
import type { SahaDatabase } from '../../database/saha-database';

export type Said = Pick<
  ConsentFields,
  'customerId' | 'channel' | 'address' | 'decision' | 'source' | 'wordingId' | 'wording' | 'evidence'
> & {
  /** The day it was said where that was not now, 'YYYY-MM-DD'; ''. */
  readonly saidOn: string;
};

/**
 * Writes down what was said at once, of one channel or several; resolves once it is safe on the device: all of it or,
 * where that fails, nothing, so that it may be tried again. Throws DatabaseError.
 */
export async function recordConsents(db: SahaDatabase, all: readonly Said[]): Promise<void> {
  const now = new Date(db.clock.nowMs()).toISOString();
  const documents = all.map(({ saidOn, ...said }) => ({
    ...said,
    occurredAt: saidOn === '' ? now : instantOf(saidOn, said.decision, now),
    recordedBy: db.me.memberId,
    createdAt: now,
  }));
  await createDocuments(db, 'consents', new Map(documents.map((one) => [uuidv7(), one])));
}

/** Nobody knows the hour: a yes counts from the beginning of its day and a no from the end of it, so that a no wins. */
function instantOf(dayOn: string, decision: Said['decision'], now: string): string {
  const [year = 0, month = 1, day = 1] = dayOn.split('-').map(Number);
  const at = decision === 'given' ? new Date(year, month - 1, day) : new Date(year, month - 1, day, 23, 59, 59);
  const instant = at.toISOString();
  return instant < now ? instant : now;
}
