import type { Role } from '../collections/role';

/** '' and null both mean no team. */
export type Viewer = { readonly id: string; readonly role: Role; readonly teamId: string | null };
export type CustomerVisibility = {
  readonly ownerId: string;
  readonly teamId: string | null;
  readonly sharedWith: readonly string[];
};

/** An agent sees customers owned by or shared with them, a manager also those of the team, an admin all. */
export function maySeeCustomer(viewer: Viewer, customer: CustomerVisibility): boolean {
  if (viewer.role === 'admin' || customer.ownerId === viewer.id || customer.sharedWith.includes(viewer.id)) return true;
  return (
    viewer.role === 'manager' && viewer.teamId !== null && viewer.teamId !== '' && viewer.teamId === customer.teamId
  );
}
