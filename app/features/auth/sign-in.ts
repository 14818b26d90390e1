import { api, errorCode } from '../../api/client';
import type { Identity } from '../../database/saha-database';
import { rememberIdentity } from './identity-store';
import { forgetWiped, keepStore, oweSignOut, removeMarked } from './kept-work';

/**
 * Signs in at the office and makes this device the person's. With a temporary password the device stays nobody's, and
 * `mustChangePassword` says so: the person chooses one of their own first. Throws what the office refused with.
 */
export async function signIn(email: string, password: string): Promise<{ mustChangePassword: boolean }> {
  const { mustChangePassword, ...identity } = await api.auth.signIn.mutate({ email, password });
  oweSignOut(false);
  if (!mustChangePassword) await takeDevice(identity);
  return { mustChangePassword };
}

/** Replaces the temporary password somebody just signed in with, and goes on as if they had come with their own. */
export async function replaceTemporaryPassword(email: string, temporary: string, chosen: string): Promise<void> {
  try {
    await api.auth.changePassword.mutate({ currentPassword: temporary, newPassword: chosen });
  } catch (error) {
    // The answer to an earlier try was lost: the chosen one holds already. With the answer the session's new token was
    // lost, and the one that the temporary password opened is over.
    const isOver = errorCode(error) === 'auth.required';
    if (!isOver && errorCode(error) !== 'auth.wrongPassword') throw error;
    await signIn(email, chosen).catch((refusal: unknown) => {
      throw isOver && errorCode(refusal) === 'auth.wrongCredentials' ? error : refusal;
    });
    return;
  }
  await takeDevice(await api.auth.me.query());
}

async function takeDevice(identity: Identity): Promise<void> {
  forgetWiped();
  await removeMarked().catch(() => undefined);
  keepStore(identity.memberId);
  rememberIdentity(identity);
  // Without it a browser short of space may throw away what was not sent yet.
  void navigator.storage?.persist?.().catch(() => undefined);
}
