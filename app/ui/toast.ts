export type ToastMessage = {
  text: string;
  tone?: 'plain' | 'attention';
  /** For example undo. */
  action?: { label: string; onPress: () => void };
  /** 6 s; with an action 10 s. */
  timeoutMs?: number;
};

type Show = (message: ToastMessage) => void;
let show: Show | null = null;
const early: ToastMessage[] = [];
const listeners = new Set<() => void>();

/**
 * Says something in passing at the foot of the screen. Anything that must not be missed belongs on the screen itself.
 */
export function showToast(message: ToastMessage): void {
  if (show !== null) {
    show(message);
    return;
  }
  early.push(message);
  for (const listener of listeners) listener();
}

/** Called by the toaster once it is loaded; hands over what was said before. */
export function attachToaster(toaster: Show): void {
  show = toaster;
  for (const message of early.splice(0)) toaster(message);
}

export function subscribeToFirstToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const isToastWaiting = () => show !== null || early.length > 0;
