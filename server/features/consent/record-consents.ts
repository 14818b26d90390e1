import type { Deps } from '../../deps';
import { insertConsents, type NewConsent } from './consent.store';

/**
 * Takes into the ledger what the office heard. Ids that are there already change nothing. Resolves when it is committed
 * and cannot be forgotten any more.
 */
export async function recordConsents(
  deps: Pick<Deps, 'pool' | 'journal' | 'hub'>,
  consents: readonly NewConsent[],
): Promise<void> {
  const lines = await insertConsents(deps.pool, consents);
  // Also what was there already: whoever wrote it may have died before the journal had it.
  await deps.journal.append(lines);
  deps.hub.publish(['customers']);
}
