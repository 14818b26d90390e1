/**
 * What stays on the device when somebody signs out. A store can only be deleted when no page holds it open, so signing
 * out marks it and the next page, which opens none, deletes it.
 */
const REMOVAL_KEY = 'saha.toRemove';
/** Signing out without network: the office still has to hear of it before anybody else uses this browser's cookie. */
const SIGN_OUT_KEY = 'saha.signOutOwed';

/** This device's session was revoked and it wiped itself; whoever finds it reads one sentence, until somebody signs in. */
const WIPED_KEY = 'saha.wiped';
export const markWiped = () => localStorage.setItem(WIPED_KEY, '1');
export const forgetWiped = () => localStorage.removeItem(WIPED_KEY);
export const wasWiped = () => localStorage.getItem(WIPED_KEY) !== null;

export function markForRemoval(memberId: string): void {
  localStorage.setItem(REMOVAL_KEY, JSON.stringify([...new Set([...marked(), memberId])]));
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

/** Deletes the stores marked for removal. One that another page still holds is tried again by the next page. */
export async function removeMarkedStores(): Promise<void> {
  for (const memberId of marked()) {
    // Every store of a replica carries the person's id in its name (app/database).
    const person = memberId.replaceAll('-', '');
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '').filter((name) => name.includes(person));
    const results = await Promise.all(names.map(deleteStore));
    if (results.every((isDeleted) => isDeleted)) keepStore(memberId);
  }
}

function deleteStore(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve(true);
    request.onerror = () => resolve(false);
    request.onblocked = () => resolve(false);
  });
}

function marked(): string[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(REMOVAL_KEY) ?? '[]');
    return Array.isArray(list) ? list.filter((id): id is string => typeof id === 'string' && id.length >= 8) : [];
  } catch {
    return [];
  }
}
