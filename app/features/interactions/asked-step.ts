import { askedOutcomeText } from '../../../sync/rules/asked-outcome';
import { localTimeOf } from '../../../sync/rules/wall-time';
import type { SahaDatabase } from '../../database/saha-database';
import { closeNextStep, isOpenStep, putBackNextStep, readStep } from './next-step';

/**
 * Whoever says how an appointment went has done what the office asked them, where its question is the customer's next
 * step. `zone`: the office's, in which it asks. Resolves to what opens it again. Throws DatabaseError.
 */
export async function closeAskedStep(
  db: SahaDatabase,
  { customerId, startsAt }: { readonly customerId: string; readonly startsAt: string },
  zone: string,
): Promise<() => Promise<void>> {
  const stands = await readStep(db, customerId);
  const isAsked = stands !== null && isOpenStep(stands) && stands.nextStepText === askedText(startsAt, zone);
  if (!isAsked) return () => Promise.resolve();
  const left = await closeNextStep(db, customerId, db.clock.nowMs(), stands);
  return () => putBackNextStep(db, customerId, stands, left);
}

const askedText = (startsAt: string, zone: string) => askedOutcomeText(localTimeOf(startsAt, zone));
