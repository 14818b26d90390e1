import type { MemberFields } from '../../../../sync/collections/member';
import { canReschedule } from '../../../../sync/rules/appointment-status';
import type { Absence } from '../../../../sync/rules/settings';
import { localTimeOf } from '../../../../sync/rules/wall-time';
import type { Appointment } from '../use-appointments';

export type LeavingAgent<M> = {
  readonly agent: M;
  /** Null: they do not work here any more. */
  readonly absence: Absence | null;
  readonly appointments: readonly Appointment[];
};

/**
 * Whose appointments somebody else has to take: of members who left all that is still to come, of those who are away what
 * falls into it. One group per absence, earliest first. `zone`: the office's, in which absences are meant.
 */
export function needingHandover<M extends Pick<MemberFields, 'id' | 'isActive'>>(
  appointments: readonly Appointment[],
  members: ReadonlyMap<string, M>,
  absences: ReadonlyMap<string, readonly Absence[]>,
  zone: string,
  nowIso: string,
): LeavingAgent<M>[] {
  const groups = new Map<string, { agent: M; absence: Absence | null; appointments: Appointment[] }>();
  for (const one of appointments) {
    const agent = members.get(one.agentId);
    if (agent === undefined || one.endsAt <= nowIso || !canReschedule(one)) continue;
    const absence = agent.isActive ? awayAt(absences.get(agent.id) ?? [], one, zone) : null;
    if (agent.isActive && absence === null) continue;
    const key = `${agent.id} ${absence?.id ?? ''}`;
    const group = groups.get(key) ?? { agent, absence, appointments: [] };
    group.appointments.push(one);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function awayAt(absences: readonly Absence[], { startsAt, endsAt }: Appointment, zone: string): Absence | null {
  const [from, to] = [localTimeOf(startsAt, zone), localTimeOf(endsAt, zone)];
  const touches = ({ fromOn, toOn, fromTime, toTime }: Absence) =>
    to > `${fromOn}T${fromTime === '' ? '00:00' : fromTime}` && from < `${toOn}T${toTime === '' ? '24:00' : toTime}`;
  return absences.find(touches) ?? null;
}
