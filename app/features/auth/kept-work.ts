import { forgetBelowDeleted } from '../../database/below-deleted';
import { done } from '../../database/indexed-db';
import { forgetUnsent } from '../../database/lost-work';
import { forgetNotHandedIn } from '../../database/waiting-bytes/hand-in-bytes';
import { deleteDraftsOf } from '../../shell/draft-store';
import { readRemembered } from './identity-store';

/**
 * What stays on the device when somebody signs out. A store can only be deleted when no page holds it open, so signing
 * out marks it and the next page, which opens none, deletes it.
 */
const REMOVAL_KEY = 'saha.toRemove';
/** Signing out without network: the office still has to hear of it before anybody else uses this browser's cookie. */
const SIGN_OUT_KEY = 'saha.signOutOwed';

/**
 * This device's session was revoked and it wiped itself; whoever finds it reads one sentence, until somebody signs in.
 */
const WIPED_KEY = 'saha.wiped';
export const markWiped = () => localStorage.setItem(WIPED_KEY, '1');
export const forgetWiped = () => {
  localStorage.removeItem(WIPED_KEY);
  forgetNotHandedIn();
};
export const wasWiped = () => localStorage.getItem(WIPED_KEY) !== null;

export function markForRemoval(memberId: string): void {
  localStorage.setItem(REMOVAL_KEY, JSON.stringify([...new Set([...marked(), memberId])]));
}

/**
 * A revoked device was marked, and whoever works with it has not been forgotten yet. Nobody who signs in is taken for
 * that.
 */
export const isBeingWiped = (memberId: string) => wasWiped() && isMarkedForRemoval(memberId);

export const isMarkedForRemoval = (memberId: string) => marked().includes(memberId);

/** Calls `listener` when another tab marks what this device holds for the person. Returns how to stop. */
export function onMarkedForRemoval(memberId: string, listener: () => void): () => void {
  const onStorage = ({ key, newValue }: StorageEvent) => {
    if (key === REMOVAL_KEY && markedIn(newValue).includes(memberId)) listener();
  };
  window.addEventListener('storage', onStorage);
  return () => window.removeEventListener('storage', onStorage);
}

/** The person came back before their store was deleted: it stays. */
export function keepStore(memberId: string): void {
  const rest = marked().filter((id) => id !== memberId);
  if (rest.length === 0) localStorage.removeItem(REMOVAL_KEY);
  else localStorage.setItem(REMOVAL_KEY, JSON.stringify(rest));
}

export function oweSignOut(isOwed: boolean): void {
  if (isOwed) localStorage.setItem(SIGN_OUT_KEY, '1');
  else localStorage.removeItem(SIGN_OUT_KEY);
}

export const isSignOutOwed = () => localStorage.getItem(SIGN_OUT_KEY) !== null;

/** Deletes what is marked for removal. A store that another page still holds is gone as soon as that page lets go. */
export async function removeMarked(): Promise<void> {
  for (const memberId of marked()) {
    if (readRemembered()?.identity.memberId === memberId) continue;
    await deleteDraftsOf(memberId).catch(() => undefined);
    // Every store of a replica carries the person's id in its name (app/database).
    const person = memberId.replaceAll('-', '');
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '').filter((name) => name.includes(person));
    const deletions = names.map(deleteStore);
    const results = await Promise.all(deletions.map(({ isDeletedNow }) => isDeletedNow));
    forgetUnsent(memberId);
    forgetBelowDeleted(memberId);
    if (results.every((isDeleted) => isDeleted)) keepStore(memberId);
    else
      void Promise.all(deletions.map(({ gone }) => gone))
        .then(removeMarked)
        .catch(() => undefined);
  }
}

/** A page that sleeps does not even say that it holds a store; whoever signs in does not wait for it. */
const DELETE_PATIENCE_MS = 2_000;

/**
 * `isDeletedNow` is false when another page holds the store; `gone` waits until it lets go, and rejects when it cannot
 * be deleted.
 */
function deleteStore(name: string): { isDeletedNow: Promise<boolean>; gone: Promise<unknown> } {
  const request = indexedDB.deleteDatabase(name);
  const gone = done(request);
  const held = new Promise<false>((resolve) => {
    request.onblocked = () => resolve(false);
    setTimeout(() => resolve(false), DELETE_PATIENCE_MS);
  });
  return {
    gone,
    isDeletedNow: Promise.race([
      gone.then(
        () => true,
        () => false,
      ),
      held,
    ]),
  };
}

const marked = () => markedIn(localStorage.getItem(REMOVAL_KEY));

function markedIn(text: string | null): string[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list.filter((id): id is string => typeof id === 'string' && id.length >= 8) : [];
  } catch {
    return [];
  }
}
