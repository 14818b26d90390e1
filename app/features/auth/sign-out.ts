import { api } from '../../api/client';
import { forgetPushHere } from '../../shell/push-here';
import { deleteDraftsOf } from '../../shell/draft-store';
import { forgetIdentity } from './identity-store';
import { markForRemoval, oweSignOut } from './kept-work';

/**
 * Ends the session at the office, or leaves word to do so as soon as it is reached. `remove` deletes the person's
 * documents and half-typed forms from this device, unsent ones included; `keep` leaves them for when the same person
 * signs in again. Nobody else on this device ever sees them.
 */
export async function signOut(memberId: string, documents: 'remove' | 'keep'): Promise<void> {
  oweSignOut(true);
  await api.auth.signOut.mutate().then(
    () => oweSignOut(false),
    () => undefined,
  );
  if (documents === 'remove') {
    await deleteDraftsOf(memberId).catch(() => undefined);
    markForRemoval(memberId);
  }
  await forgetPushHere();
  forgetIdentity();
}
