import type { Stage } from './settings';

/** Why a customer may not be moved to a stage; null where they may. */
export type MoveRefusal = 'same' | 'archived' | 'unknown' | 'deleted';

/** `to`: the stage as the settings have it, undefined where they do not know it. Whoever sees a customer moves them. */
export function moveRefusal(
  customer: { readonly stage: string; readonly deletedAt: string },
  toId: string,
  to: Pick<Stage, 'isArchived'> | undefined,
): MoveRefusal | null {
  if (customer.deletedAt !== '') return 'deleted';
  if (customer.stage === toId) return 'same';
  if (to === undefined) return 'unknown';
  return to.isArchived ? 'archived' : null;
}
