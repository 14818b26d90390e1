/** What managers set out to reach, beside what was reached. */
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { officeSettings } from '../settings/office-settings';
import type { ReportGroup } from './report';
import { monthAt } from './report-month';
import { mayRead } from './may-read';
import { readMembers } from './reports.store';
import { insertTarget, type Target, type TargetMeasure } from './targets.store';

export type TargetToSet = {
  /** Both null: the office. At most one of them is given. */
  readonly teamId: string | null;
  readonly memberId: string | null;
  readonly measure: TargetMeasure;
  /** null: none any more. */
  readonly value: number | null;
};

/**
 * Holds from the present month on: what has closed keeps the targets of its day. Managers set those of their team and
 * its people, admins every one. Throws auth.forbidden.
 */
export async function setTarget(
  { pool, now, newId }: Pick<Deps, 'pool' | 'now' | 'newId'>,
  member: SignedInMember,
  target: TargetToSet,
): Promise<void> {
  const { office } = await officeSettings(pool);
  const whose =
    target.memberId === null
      ? target.teamId
      : (await readMembers(pool)).find(({ id }) => id === target.memberId)?.teamId || undefined;
  if (whose === undefined || (target.memberId !== null && target.teamId !== null) || !mayRead(member, whose))
    throw new CodedError('auth.forbidden', {}, 403);
  await insertTarget(pool, {
    ...target,
    id: newId(),
    fromMonth: monthAt(now(), office.zone),
    setBy: member.id,
    setAt: new Date(now()).toISOString(),
  });
}

/** Puts targets to the rows that they are of. */
export function withTargets(
  groups: readonly ReportGroup[],
  targets: readonly Target[],
  teamId: string | null,
): ReportGroup[] {
  const of = (fits: (target: Target) => boolean) =>
    Object.fromEntries(targets.filter(fits).map(({ measure, value }) => [measure, value]));
  const withOf = (group: ReportGroup, fits: (row: string) => (target: Target) => boolean): ReportGroup => ({
    ...group,
    rows: group.rows.map((row) => {
      const found = of(fits(row.id));
      return Object.keys(found).length === 0 ? row : { ...row, targets: found };
    }),
  });
  return groups.map((group) =>
    group.id === 'summary'
      ? withOf(group, () => (target) => target.memberId === null && target.teamId === teamId)
      : group.id === 'agents'
        ? withOf(group, (row) => (target) => target.memberId === row)
        : group,
  );
}
