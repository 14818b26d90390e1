import { api } from '../../api/client';
import { deleteAllDrafts } from '../../shell/drafts';
import { forgetIdentity } from './identity-store';
import { markForRemoval, oweSignOut } from './kept-work';

/**
 * Ends the session at the office, or leaves word to do so as soon as it is reached. `remove` deletes the person's
 * documents from this device, unsent ones included; `keep` leaves them for when the same person signs in again.
 */
export async function signOut(memberId: string, documents: 'remove' | 'keep'): Promise<void> {
  oweSignOut(true);
  await api.auth.signOut.mutate().then(() => oweSignOut(false), () => undefined);
  // Half-typed forms belong to nobody in particular: the next person must not find them.
  await deleteAllDrafts().catch(() => undefined);
  if (documents === 'remove') markForRemoval(memberId);
  forgetIdentity();
}
