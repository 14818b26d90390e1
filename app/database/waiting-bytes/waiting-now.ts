/** What this tab knows of files on their way to the office, for whoever shows it or asks before it leaves. */
import { useSyncExternalStore } from 'react';

/** One that is `isSending` with the part that is there, from 0 to 1. */
export type Here = {
  readonly bytes: Blob;
  readonly isSending: boolean;
  readonly part: number;
  /** The office does not take it, and why: the code of an error. */
  readonly problem?: string;
};
export type Waiting = ReadonlyMap<string, Here>;
let waiting: Waiting = new Map();
const listeners = new Set<() => void>();
export const waitingNow = (): Waiting => waiting;
export function onWaiting(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export function tellWaiting(next: Waiting): void {
  waiting = next;
  for (const listener of listeners) listener();
}

let isStuck = false;
/** The office was not reached with some of them at the last try; it is tried again by itself. */
export function tellStuck(next: boolean): void {
  if (next === isStuck) return;
  isStuck = next;
  for (const listener of listeners) listener();
}
export const useStuckFiles = (): boolean =>
  useSyncExternalStore(
    onWaiting,
    () => isStuck,
    () => isStuck,
  );

let wake: () => void = () => undefined;
/** Who brings them says how it is woken. */
export function wokenBy(look: () => void): void {
  wake = look;
}
/** Somebody added one, wants it tried again, or knows of some that this tab has not seen. */
export function bringSoon(): void {
  wake();
}

const countOf = (isRefused: boolean) =>
  [...waiting.values()].filter(({ problem }) => (problem !== undefined) === isRefused).length;
const waitingCount = () => countOf(false);
const refusedCount = () => countOf(true);

/**
 * How many files this device holds whose bytes the office has not got, though it may know of them: on their way, and
 * those it does not take. Drawn anew where a number changes, not with every piece.
 */
export function useWaitingFiles(): { readonly waiting: number; readonly refused: number } {
  return {
    waiting: useSyncExternalStore(onWaiting, waitingCount, waitingCount),
    refused: useSyncExternalStore(onWaiting, refusedCount, refusedCount),
  };
}
