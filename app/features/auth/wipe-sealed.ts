/**
 * A tablet whose person signed out and left work on it, and that was reported lost since. With nobody signed in it
 * does what wipe-device.ts does: it hands in the work, then forgets the person.
 */
import { forgetBelowDeleted } from '../../database/below-deleted';
import { forgetUnsent } from '../../database/lost-work';
import { forgetDatabase } from '../../database/forget-database';
import { openDatabase } from '../../database/open-database';
import { handInBytes } from '../../database/waiting-bytes/hand-in-bytes';
import { deleteDraftsOf } from '../../shell/draft-store';
import { readRemembered } from './identity-store';
import { keepStore, markForRemoval, markWiped } from './kept-work';

/** Throws when the office was not reached: nothing is deleted then, and it must be called again. */
export async function wipeSealed(memberId: string): Promise<void> {
  const stores = 'databases' in indexedDB ? await indexedDB.databases() : null;
  if (stores !== null && !stores.some(({ name }) => name?.includes(memberId.replaceAll('-', '')) === true)) return;
  const wipe = async () => {
    const database = openDatabase({ memberId, fullName: '', email: '', role: 'agent', teamId: '' });
    database.begin(); // no screen does it here
    await database.handInWork();
    await handInBytes(memberId);
    // Somebody signed in meanwhile, in another tab: by then it is nobody's lost device.
    if (readRemembered() !== null) return;
    markWiped();
    markForRemoval(memberId);
    await deleteDraftsOf(memberId).catch(() => undefined);
    await forgetDatabase({ memberId }).then(
      () => {
        forgetUnsent(memberId);
        forgetBelowDeleted(memberId);
        keepStore(memberId);
      },
      () => undefined,
    );
  };
  await (navigator.locks === undefined ? wipe() : navigator.locks.request('saha-wipe', wipe));
}
