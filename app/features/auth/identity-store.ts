/**
 * Who this device works for. Kept on the device, so that it opens without network; the office is asked in the
 * background.
 * All tabs share it: what one tab decides, the others follow.
 */
import { useSyncExternalStore } from 'react';
import * as z from 'zod/mini';
import type { Identity } from '../../database/saha-database';
import { ROLES } from '../../../sync/collections/member';

export const IDENTITY_KEY = 'saha.identity';

const remembered = z.object({
  memberId: z.string().check(z.minLength(1)),
  fullName: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  teamId: z.string(),
  /** The office ended the session: screens stay covered until the same person signs in again. Their work stays. */
  isEnded: z.optional(z.boolean()),
});
export type Remembered = { readonly identity: Identity; readonly isEnded: boolean };

const listeners = new Set<() => void>();
let cached: { text: string | null; value: Remembered | null } = { text: null, value: null };

/** What is stored under IDENTITY_KEY; null for anything that is no identity. */
export function parseRemembered(text: string | null): Remembered | null {
  if (text === null) return null;
  try {
    const { isEnded, ...identity } = remembered.parse(JSON.parse(text));
    return { identity, isEnded: isEnded === true };
  } catch {
    return null;
  }
}

export function readRemembered(): Remembered | null {
  const text = localStorage.getItem(IDENTITY_KEY);
  if (text !== cached.text) cached = { text, value: parseRemembered(text) };
  return cached.value;
}

function write(value: Remembered | null): void {
  if (value === null) localStorage.removeItem(IDENTITY_KEY);
  else
    localStorage.setItem(
      IDENTITY_KEY,
      JSON.stringify({ ...value.identity, ...(value.isEnded ? { isEnded: true } : {}) }),
    );
  for (const listener of listeners) listener();
}

/** After signing in, and when the office tells something new about the person. */
export function rememberIdentity(identity: Identity): void {
  write({ identity, isEnded: false });
}

export function markSessionEnded(): void {
  const current = readRemembered();
  if (current !== null && !current.isEnded) write({ ...current, isEnded: true });
}

export function forgetIdentity(): void {
  write(null);
}

function subscribe(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === IDENTITY_KEY || event.key === null) listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', onStorage);
  };
}

/** Null: nobody works with this device. */
export function useRemembered(): Remembered | null {
  return useSyncExternalStore(subscribe, readRemembered, () => null);
}
