/**
 * A device whose session was revoked: it hands in what it had not sent, then forgets the person altogether. One tab
 * does it for all; the others follow when the identity is gone.
 */
import { api } from '../../api/client';
import { forgetDatabase } from '../../database/forget-database';
import { handInBytes } from '../../database/waiting-bytes/hand-in-bytes';
import type { SahaDatabase } from '../../database/saha-database';
import { deleteDraftsOf } from '../../shell/draft-store';
import { forgetIdentity, readRemembered } from './identity-store';
import { markForRemoval, markWiped, oweSignOut } from './kept-work';

/** A tab that does not let go of the stores in this time is left behind: the next page deletes them. */
const DELETE_PATIENCE_MS = 8_000;

/** Throws when the office was not reached: nothing is deleted then, and it must be called again. */
export async function wipeDevice(database: SahaDatabase): Promise<void> {
  const { memberId } = database.me;
  const wipe = async () => {
    if (readRemembered()?.identity.memberId !== memberId) return;
    await database.handInWork();
    await handInBytes(memberId);
    markWiped();
    oweSignOut(true);
    markForRemoval(memberId);
    await deleteDraftsOf(memberId).catch(() => undefined);
    sessionStorage.clear();
    await Promise.race([
      forgetDatabase({ memberId }),
      new Promise((resolve) => {
        setTimeout(resolve, DELETE_PATIENCE_MS);
      }),
    ]).catch(() => undefined);
    await api.auth.signOut.mutate().then(
      () => oweSignOut(false),
      () => undefined,
    );
    // The page starts anew: whatever was on the screen or in memory goes with it. The sign-in screen takes the mark
    // off.
    forgetIdentity();
  };
  await (navigator.locks === undefined ? wipe() : navigator.locks.request('saha-wipe', wipe));
}
