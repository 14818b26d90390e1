import { ROLES, type MemberFields } from '../../../sync/collections/member';
import { foldText } from '../../../sync/rules/turkish-text';

/** `key` names the group: a team's id, '' for people without one, 'closed' for closed accounts. */
export type TeamGroup = { readonly key: string; readonly teamName: string; readonly members: readonly MemberFields[] };
export const CLOSED = 'closed';

/**
 * Teams by name, each with its managers first; then people without a team; then closed accounts. `everyone` comes
 * sorted by name.
 */
export function groupByTeam(
  everyone: readonly MemberFields[],
  search: string,
  compareNames: (a: string, b: string) => number,
): TeamGroup[] {
  const words = foldText(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  const groups = new Map<string, { teamName: string; members: MemberFields[] }>();
  for (const member of everyone) {
    const text = foldText(`${member.fullName} ${member.email ?? ''} ${member.teamName}`);
    if (!words.every((word) => text.includes(word))) continue;
    const key = member.isActive ? member.teamId : CLOSED;
    const group = groups.get(key) ?? { teamName: member.isActive ? member.teamName : '', members: [] };
    group.members.push(member);
    groups.set(key, group);
  }
  const place = (key: string) => (key === CLOSED ? 2 : key === '' ? 1 : 0);
  return [...groups]
    .map(([key, { teamName, members }]) => ({
      key,
      teamName,
      members: members.sort((a, b) => ROLES.indexOf(b.role) - ROLES.indexOf(a.role)),
    }))
    .sort((a, b) => place(a.key) - place(b.key) || compareNames(a.teamName, b.teamName));
}
