import type { MemberFields } from '../../../../sync/collections/member';
import type { SeriesScope } from '../../../../sync/rules/change-series';
import { canReschedule } from '../../../../sync/rules/appointment-status';
import type { Absence } from '../../../../sync/rules/settings';
import { localTimeOf } from '../../../../sync/rules/wall-time';
import type { Appointment } from '../use-appointments';

/** What somebody else has to take: one appointment, or of a series an occurrence and all that follow. */
export type ToHandOver = {
  readonly appointment: Appointment;
  readonly scope: Extract<SeriesScope, 'this' | 'following'>;
  /** All the times that are known of it, earliest first; the first is that of `appointment`. */
  readonly times: readonly Pick<Appointment, 'startsAt' | 'endsAt'>[];
};
export type LeavingAgent<M> = {
  readonly agent: M;
  /** Null: they do not work here any more. */
  readonly absence: Absence | null;
  readonly all: readonly ToHandOver[];
};

/**
 * Whose appointments somebody else has to take: of members who left all that is still to come, series as a whole; of
 * those who are away what falls into it, of series date by date, for they go on when their agent is back. One group per
 * absence, earliest first. `appointments` in order of time; `zone`: the office's, in which absences are meant.
 */
export function needingHandover<M extends Pick<MemberFields, 'id' | 'isActive'>>(
  appointments: readonly Appointment[],
  members: ReadonlyMap<string, M>,
  absences: ReadonlyMap<string, readonly Absence[]>,
  zone: string,
  nowIso: string,
): LeavingAgent<M>[] {
  const groups = new Map<string, { agent: M; absence: Absence | null; all: Map<string, Listed> }>();
  for (const one of appointments) {
    const agent = members.get(one.agentId);
    if (agent === undefined || one.endsAt <= nowIso || !canReschedule(one)) continue;
    const absence = agent.isActive ? awayAt(absences.get(agent.id) ?? [], one, zone) : null;
    if (agent.isActive && absence === null) continue;
    const key = `${agent.id} ${absence?.id ?? ''}`;
    const group = groups.get(key) ?? { agent, absence, all: new Map<string, Listed>() };
    groups.set(key, group);
    const series = absence === null ? seriesFollowedBy(one) : '';
    const listed = group.all.get(series || one.id);
    if (listed !== undefined) listed.times.push(one);
    else
      group.all.set(series || one.id, { appointment: one, scope: series === '' ? 'this' : 'following', times: [one] });
  }
  return [...groups.values()].map(({ agent, absence, all }) => ({ agent, absence, all: [...all.values()] }));
}

type Listed = ToHandOver & { readonly times: Appointment[] };

/**
 * The series that a change of it and the following reaches; '' of a single one and of what has its agent of its own.
 */
function seriesFollowedBy({ occurrence, own }: Appointment): string {
  if (occurrence === undefined || occurrence === null || occurrence.isStray) return '';
  return occurrence.isChanged && (own ?? []).includes('agentId') ? '' : occurrence.seriesId;
}

function awayAt(absences: readonly Absence[], { startsAt, endsAt }: Appointment, zone: string): Absence | null {
  const [from, to] = [localTimeOf(startsAt, zone), localTimeOf(endsAt, zone)];
  const touches = ({ fromOn, toOn, fromTime, toTime }: Absence) =>
    to > `${fromOn}T${fromTime === '' ? '00:00' : fromTime}` && from < `${toOn}T${toTime === '' ? '24:00' : toTime}`;
  return absences.find(touches) ?? null;
}
