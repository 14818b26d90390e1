import type { Deps } from '../../deps';
import type { SignedInMember } from '../../lib/identity';
import { officeSettings } from '../settings/office-settings';
import * as store from './team-day.store';

export type TeamDay = {
  readonly at: string;
  readonly members: readonly (store.MemberFigures & {
    readonly name: string;
    readonly teamName: string;
    readonly appointments: readonly store.DayAppointment[];
  })[];
  /** Who left and is still down for customers of theirs. */
  readonly left: readonly store.LeftMember[];
  readonly funnel: readonly { readonly stage: string; readonly customers: number }[];
};

/** The day of a manager's own team, of every team for admins; whoever has no team sees nobody. */
export async function showTeamDay({ pool, now }: Pick<Deps, 'pool' | 'now'>, member: SignedInMember): Promise<TeamDay> {
  const nowMs = now();
  const at = new Date(nowMs).toISOString();
  if (member.role !== 'admin' && member.teamId === null) return { at, members: [], left: [], funnel: [] };
  const { office } = await officeSettings(pool);
  const teamId = member.role === 'admin' ? null : member.teamId;
  const [people, left] = await Promise.all([store.readTeamMembers(pool, teamId), store.readLeftMembers(pool, teamId)]);
  const memberIds = people.map(({ id }) => id);
  const asked = { memberIds, nowMs, zone: office.zone };
  const [figures, appointments, funnel] = await Promise.all([
    store.readMemberFigures(pool, asked),
    store.readAppointmentsOfDay(pool, asked),
    // Theirs are the team's customers as well, whoever takes them.
    store.readFunnel(pool, [...memberIds, ...left.map(({ id }) => id)]),
  ]);
  const byId = new Map(figures.map((one) => [one.id, one]));
  return {
    at,
    members: people.flatMap((person) => {
      const found = byId.get(person.id);
      return found === undefined
        ? []
        : [{ ...found, ...person, appointments: appointments.filter(({ agentId }) => agentId === person.id) }];
    }),
    left,
    funnel,
  };
}
