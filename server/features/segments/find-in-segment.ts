import type { SegmentRule } from '../../../sync/rules/segment-rule';
import { readRule, type SegmentProblem } from '../../../sync/rules/segment-tests';
import type { Deps } from '../../deps';
import type { SignedInMember } from '../../lib/identity';
import { officeSettings } from '../settings/office-settings';
import { selectInSegment } from './segments.store';

export const MAX_IDS = 5_000;
/** `count`: all of them; `ids`: the first `limit`, in their order. With problems there is nobody. */
export type InSegment = {
  readonly count: number;
  readonly ids: readonly string[];
  readonly problems: readonly SegmentProblem[];
};

/** The customers of a rule among those this member sees, now. */
export async function findInSegment(
  { pool, now }: Pick<Deps, 'pool' | 'now'>,
  member: SignedInMember,
  rule: SegmentRule,
  limit: number,
): Promise<InSegment> {
  const { office } = await officeSettings(pool);
  const nowMs = now();
  const viewer = { id: member.id, teamId: member.teamId ?? '' };
  const { tree, problems } = readRule(rule, { viewer, zone: office.zone, nowMs });
  if (problems.length > 0) return { count: 0, ids: [], problems };
  return { ...(await selectInSegment(pool, member, tree, nowMs, limit)), problems };
}
