import { api } from '../../api/client';
import type { Identity } from '../../database/saha-database';
import { readRemembered, rememberIdentity } from './identity-store';
import { forgetWiped, keepStore, oweSignOut, removeMarkedStores } from './kept-work';

/** Signs in at the office and makes this device the person's. Throws what the office refused with. */
export async function signIn(email: string, password: string): Promise<Identity> {
  const before = readRemembered();
  const identity = await api.auth.signIn.mutate({ email, password });
  oweSignOut(false);
  forgetWiped();
  await removeMarkedStores().catch(() => undefined);
  keepStore(identity.memberId);
  const isSomebodyElse = before !== null && before.identity.memberId !== identity.memberId;
  // Loaded when needed: signing in opens no store.
  if (isSomebodyElse) await import('../../shell/drafts').then(({ deleteAllDrafts }) => deleteAllDrafts()).catch(() => undefined);
  rememberIdentity(identity);
  // Without it a browser short of space may throw away what was not sent yet.
  void navigator.storage?.persist?.().catch(() => undefined);
  return identity;
}
