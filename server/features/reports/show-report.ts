import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import { findInSegment } from '../segments/find-in-segment';
import { officeSettings } from '../settings/office-settings';
import { mayRead } from './may-read';
import { makeReports, REPORT_VERSION } from './make-report';
import type { Report, ReportInFull } from './report';
import { monthAt } from './report-month';
import * as store from './reports.store';

export type ReportList = {
  /** Newest first; `closedAt` null: not over, counted whenever it is asked for. */
  readonly months: readonly { readonly month: string; readonly closedAt: string | null }[];
  /** Whose the viewer may see; `id` null: the office's. */
  readonly scopes: readonly { readonly id: string | null; readonly name: string }[];
};
export type ShownReport = { readonly report: Report; readonly corrections: readonly store.CorrectionLine[] };
type Reading = Pick<Deps, 'pool' | 'now'>;
/** A segment that a report is narrowed to: what it asks, and what it is called. */
export type OfSegment = { readonly rule: SegmentRule; readonly name: string };
export type WhichReport = {
  readonly teamId: string | null;
  /** 'YYYY-MM' */
  readonly month: string;
  readonly segment?: OfSegment | null | undefined;
};

/** Managers read their own team's, admins every team's and the office's. */
export async function listReports({ pool, now }: Reading, member: SignedInMember): Promise<ReportList> {
  const { office } = await officeSettings(pool);
  const isTheirs = (teamId: string | null) => mayRead(member, teamId);
  const closed = new Map(
    (await store.readClosedMonths(pool, REPORT_VERSION))
      .filter(({ teamId }) => isTheirs(teamId))
      .map(({ month, closedAt }) => [month, closedAt]),
  );
  const scopes = [{ id: null, name: '' }, ...(await store.readTeams(pool))];
  return {
    months: [
      { month: monthAt(now(), office.zone), closedAt: null },
      ...[...closed].map(([month, closedAt]) => ({ month, closedAt })),
    ],
    scopes: scopes.filter(({ id }) => isTheirs(id)),
  };
}
/**
 * Of a segment it is counted now, of the customers whom the viewer sees in it now. Throws report.unknown for a month
 * that is neither closed nor the present one, and for teams out of their scope; report.segmentUnreadable for a rule
 * that says nothing.
 */
export async function readReport(
  deps: Reading,
  member: SignedInMember,
  { teamId, month, segment }: WhichReport,
): Promise<ReportInFull & { id: string | null }> {
  if (!mayRead(member, teamId)) throw unknown();
  const closed = await store.readClosed(deps.pool, teamId, month, REPORT_VERSION);
  if (closed !== null && !segment) return closed;
  const { office } = await officeSettings(deps.pool);
  if (closed === null && month !== monthAt(deps.now(), office.zone)) throw unknown();
  if (teamId !== null && !(await store.readTeams(deps.pool)).some(({ id }) => id === teamId)) throw unknown();
  const only = segment ? await customersOf(deps, member, segment.rule) : null;
  // A month that closed is that of the clocks that it closed by.
  const [made] = await makeReports(deps, month, [teamId], { only, zone: closed?.report.zone });
  if (made === undefined) throw unknown();
  const { report, ids } = made;
  return { report: segment ? { ...report, segmentName: segment.name } : report, ids, id: null };
}
async function customersOf(deps: Reading, member: SignedInMember, rule: SegmentRule): Promise<ReadonlySet<string>> {
  const { ids, problems } = await findInSegment(deps, member, rule, EVERYBODY);
  if (problems.length > 0) throw new CodedError('report.segmentUnreadable');
  return new Set(ids);
}
const EVERYBODY = 10_000_000;
const unknown = () => new CodedError('report.unknown', {}, 404);

export async function showReport(deps: Reading, member: SignedInMember, which: WhichReport): Promise<ShownReport> {
  const { id, report } = await readReport(deps, member, which);
  return { report, corrections: id === null ? [] : await store.readCorrections(deps.pool, id) };
}
