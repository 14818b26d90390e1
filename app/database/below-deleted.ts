/**
 * Customers who had been deleted by somebody else when work logged here below them reached the office: it is there, but
 * nobody would look for it. Kept per person until they have read it, for all of their tabs.
 */
const keyOf = (memberId: string) => `saha.belowDeleted.${memberId}`;
const NONE: readonly string[] = [];

export function readBelowDeleted(memberId: string): readonly string[] {
  const ids = (localStorage.getItem(keyOf(memberId)) ?? '').split(',').filter((id) => id !== '');
  return ids.length === 0 ? NONE : ids;
}

export function addBelowDeleted(memberId: string, customerIds: readonly string[]): void {
  const all = new Set([...readBelowDeleted(memberId), ...customerIds]);
  localStorage.setItem(keyOf(memberId), [...all].join(','));
}

/** The person has read it, or leaves this device. */
export function forgetBelowDeleted(memberId: string): void {
  localStorage.removeItem(keyOf(memberId));
}

/** Calls `listener` when another tab changed it. Returns how to stop. */
export function onBelowDeleted(memberId: string, listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === keyOf(memberId)) listener();
  };
  window.addEventListener('storage', onStorage);
  return () => window.removeEventListener('storage', onStorage);
}
