/**
 * The list of changes as a screen keeps it: pages come one after the other, and only differences worth a line are
 * shown.
 */
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../../server/trpc/root-router';

export type ChangePage = inferRouterOutputs<AppRouter>['audit']['ofDocument'];
export type ChangeEntry = ChangePage['entries'][number];
export type FieldChange = ChangeEntry['changes'][number];

/** Clocks this near are the same moment. */
const SAME_MOMENT_MS = 60_000;

/** `isSilent`: written with every record, by the program; nobody reads a change in it. */
export function shownChanges(
  { action, changes }: Pick<ChangeEntry, 'action' | 'changes'>,
  isSilent: (field: string) => boolean,
): readonly FieldChange[] {
  // That a record was deleted or came back stands in the line above.
  const isSaid = (field: string) => field === 'deletedAt' && (action === 'delete' || action === 'restore');
  return changes.filter(({ field }) => !isSilent(field) && !isSaid(field));
}

/** The device's time, where it tells something the office's does not: the change was made earlier than it arrived. */
export function ownTime({ at, deviceAt }: Pick<ChangeEntry, 'at' | 'deviceAt'>): string | null {
  return deviceAt !== '' && Math.abs(Date.parse(at) - Date.parse(deviceAt)) > SAME_MOMENT_MS ? deviceAt : null;
}
