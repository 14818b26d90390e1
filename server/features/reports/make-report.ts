import { localTimeOf } from '../../../sync/rules/wall-time';
import type { Deps } from '../../deps';
import { officeSettings } from '../settings/office-settings';
import { attentionOf } from './attention';
import { readFacts, type Facts } from './facts.store';
import { DEFINITIONS } from './measure-words';
import type { Compared, ReportGroup, ReportInFull } from './report';
import { groupsOf, ofCustomers, ofTeam, type Asked } from './report-groups';
import { addMonths, monthAt, windowOf, type MonthWindow } from './report-month';
import {
  firstCustomerAt,
  readBatches,
  readClosed,
  readClosedGroups,
  readCountries,
  readMembers,
  readTeams,
} from './reports.store';
import { STAGE_DEFINITIONS } from './stage-words';
import { withTargets } from './targets';
import { readTargets } from './targets.store';
import { TREND_MONTHS, trendOf } from './trend';

/** Another number where figures are counted otherwise: closed months keep the definitions they were closed by. */
export const REPORT_VERSION = 1;

type Reading = Pick<Deps, 'pool' | 'now'>;
export type Narrowed = {
  /** Without other months beside it. */
  readonly isAlone?: boolean;
  /** Of these customers alone, and without targets, which are everybody's; null: of all. */
  readonly only?: ReadonlySet<string> | null;
  /** By these clocks; left out: by those that the office has now. */
  readonly zone?: string | undefined;
};
/** What the trend asks of a month that has not closed. */
const OF_TREND = ['leads', 'moves'] as const;

/**
 * A month for the office (`null`) and each of the teams asked for, counted now. A month that is not over counts to this
 * moment. 'YYYY-MM'.
 */
export async function makeReports(
  { pool, now }: Reading,
  month: string,
  teamIds: readonly (string | null)[],
  { isAlone = false, only = null, zone: asked }: Narrowed = {},
): Promise<ReportInFull[]> {
  const settings = await officeSettings(pool);
  const [members, countries, teams] = [await readMembers(pool), await readCountries(pool), await readTeams(pool)];
  const { name: officeName } = settings.office;
  const zone = asked ?? settings.office.zone;
  const batches = await readBatches(pool, zone);
  const nowMs = now();
  const facts = new Map<string, { facts: Facts; window: MonthWindow; untilMs: number }>();
  const factsOf = async (which: string, kinds?: readonly (keyof Facts)[]) => {
    const key = `${which} ${kinds?.join() ?? ''}`;
    const window = windowOf(which, zone);
    const untilMs = Math.min(window.untilMs, nowMs);
    const known = facts.get(key) ?? { facts: await readFacts(pool, window.fromMs, untilMs, kinds), window, untilMs };
    facts.set(key, known);
    return known;
  };
  const count = async (which: string, teamId: string | null, kinds?: readonly (keyof Facts)[]) => {
    const { facts: all, window, untilMs } = await factsOf(which, kinds);
    const own = only === null ? ofTeam(all, teamId) : ofCustomers(ofTeam(all, teamId), only);
    // The day that has begun by the office's own clocks is the last one.
    const until = localTimeOf(new Date(untilMs - 1).toISOString(), zone).slice(0, 10);
    const days = untilMs < window.untilMs ? window.days.filter((on) => on <= until) : window.days;
    const asked: Asked = { settings, members, countries, batches, teamId, days, untilMs };
    return { ...groupsOf(own, asked), facts: own };
  };
  const compared = async (which: string, teamId: string | null): Promise<Compared> => {
    const closed = only === null ? await readClosed(pool, teamId, which, REPORT_VERSION) : null;
    const groups = closed?.report.groups ?? (await count(which, teamId)).groups;
    const cells = groups.find(({ id }) => id === 'summary')?.rows[0]?.cells ?? {};
    return Object.values(cells).some((value) => (value ?? 0) > 0) ? { month: which, cells } : null;
  };
  const firstAt = isAlone ? null : await firstCustomerAt(pool);
  const trend = async (teamId: string | null, own: ReportGroup[]) => {
    const before = Array.from({ length: TREND_MONTHS - 1 }, (_, at) => addMonths(month, at + 1 - TREND_MONTHS));
    const since = firstAt === null ? month : monthAt(Date.parse(firstAt), zone);
    const worked = before.filter((which) => which >= since);
    const closed = only === null ? await readClosedGroups(pool, teamId, worked, REPORT_VERSION) : new Map();
    const months: { month: string; groups: readonly ReportGroup[] }[] = [];
    for (const which of worked)
      months.push({ month: which, groups: closed.get(which) ?? (await count(which, teamId, OF_TREND)).groups });
    return trendOf([...months, { month, groups: own }]);
  };
  const isSoFar = nowMs < windowOf(month, zone).untilMs;
  const targets = await readTargets(pool, month);
  const made: ReportInFull[] = [];
  for (const teamId of teamIds) {
    const { groups: counted, ids, facts: own } = await count(month, teamId);
    const groups = only === null ? withTargets(counted, targets, teamId) : counted;
    const lastMonth = isAlone ? null : await compared(addMonths(month, -1), teamId);
    const lastYear = isAlone ? null : await compared(addMonths(month, -12), teamId);
    const months = isAlone ? undefined : await trend(teamId, counted);
    made.push({
      ids,
      report: {
        version: REPORT_VERSION,
        month,
        teamId,
        teamName: teams.find(({ id }) => id === teamId)?.name ?? '',
        officeName,
        zone,
        isSoFar,
        madeAt: new Date(nowMs).toISOString(),
        groups,
        lastMonth,
        lastYear,
        ...(months === undefined ? {} : { trend: months }),
        attention: attentionOf(groups, lastMonth, isSoFar),
        assumed: own.leads.filter(({ assumed }) => assumed).length,
        definitions: { ...DEFINITIONS, ...STAGE_DEFINITIONS },
      },
    });
  }
  return made;
}
