import type { api } from '../../../api/client';

export type TeamDay = Awaited<ReturnType<typeof api.reports.teamDay.query>>;
export type TeamMember = TeamDay['members'][number];

/** Who left and has customers still; none in an answer that was kept from an office that did not say it. */
export const leftOf = (day: Omit<TeamDay, 'left'> & Partial<Pick<TeamDay, 'left'>>): TeamDay['left'] => day.left ?? [];

/** Two days off are no silence yet. */
export const SILENT_FROM_DAYS = 3;
const DAY_MS = 86_400_000;

/** Whole days since they last logged anything, where that is long; null where it is not. Never counts as for ever. */
export function silentDays({ lastLoggedAt }: Pick<TeamMember, 'lastLoggedAt'>, at: string): number | null {
  const days = lastLoggedAt === '' ? Infinity : Math.floor((Date.parse(at) - Date.parse(lastLoggedAt)) / DAY_MS);
  return days >= SILENT_FROM_DAYS ? days : null;
}
