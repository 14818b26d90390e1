import { isLoggedKind, isSystemKind, type InteractionFields } from '../../../sync/collections/interaction';
import { takenBack } from '../../../sync/rules/last-contact';

/** Undone this soon it was a slip of the finger, and nobody wants to read about it. */
const SLIP_MS = 60_000;

const LATER = new WeakMap<object, ReadonlyMap<string, InteractionFields>>();

/** takenBack, worked out once for the same entries: every one of them asks. */
export function laterOf(entries: readonly InteractionFields[]): ReadonlyMap<string, InteractionFields> {
  let later = LATER.get(entries);
  if (later === undefined) LATER.set(entries, (later = takenBack(entries)));
  return later;
}

/** Whether an entry is shown among a customer's others: what takes another back is none of its own, a slip is none. */
export function isShownEntry(entry: InteractionFields, entries: readonly InteractionFields[]): boolean {
  if ((entry.retracts ?? '') !== '') return false;
  if (isSystemKind(entry.kind)) return true;
  const by = laterOf(entries).get(entry.id);
  return by === undefined || Date.parse(by.createdAt) - Date.parse(entry.createdAt) >= SLIP_MS;
}

/** What still stands, for whoever wants to know how it went the last times. */
export function standingEntries<E extends InteractionFields>(entries: readonly E[]): E[] {
  return entries.filter(
    (entry) => isLoggedKind(entry.kind) && (entry.retracts ?? '') === '' && !laterOf(entries).has(entry.id),
  );
}
