import type { MemberFields } from '../../../../sync/collections/member';
import type { CalendarEntry } from '../calendar/calendar-entries';

type Person = Pick<MemberFields, 'id' | 'role' | 'teamId' | 'fullName'>;

/**
 * Whose columns a team's day has: those chosen, or else the agents of the team (`teamId` '': of all teams) and whoever
 * has something that day. By name.
 */
export function teamOf<P extends Person>(
  people: readonly P[],
  chosen: readonly string[],
  entries: readonly Pick<CalendarEntry, 'appointment'>[],
  teamId: string,
): P[] {
  const busy = new Set(entries.map(({ appointment }) => appointment.agentId));
  const isShown = (one: P) =>
    chosen.length > 0
      ? chosen.includes(one.id)
      : busy.has(one.id) || (one.role === 'agent' && (teamId === '' || one.teamId === teamId));
  return people.filter(isShown).sort((a, b) => a.fullName.localeCompare(b.fullName, 'tr'));
}
