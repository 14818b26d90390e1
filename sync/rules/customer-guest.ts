import type { Role } from '../collections/member';

/** '' and null both mean no team. */
type Person = { readonly id: string; readonly role: Role; readonly teamId: string | null };

/**
 * Whether somebody who sees the customer does so only because it was shared with them. A guest works with the customer,
 * but neither deletes it nor shares it on; they may leave (`mayGuestShare`).
 */
export function isGuestOf(person: Person, customer: { readonly ownerId: unknown; readonly teamId: unknown }): boolean {
  if (person.role === 'admin' || customer.ownerId === person.id) return false;
  return person.role !== 'manager' || (person.teamId ?? '') === '' || person.teamId !== customer.teamId;
}

/** Whether a guest may make `after` of the people a customer is shared with: nobody new, nobody gone but themselves. */
export function mayGuestShare(guestId: string, before: readonly string[], after: readonly string[]): boolean {
  const kept = new Set(after);
  return after.every((id) => before.includes(id)) && before.every((id) => id === guestId || kept.has(id));
}
