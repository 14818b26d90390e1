import type { Deps } from '../../deps';
import { officeSettings } from '../settings/office-settings';
import { attentionOf } from './attention';
import { readFacts, type Facts } from './facts.store';
import { DEFINITIONS } from './measure-words';
import type { Compared, ReportInFull } from './report';
import { groupsOf, ofTeam, type Asked } from './report-groups';
import { addMonths, windowOf, type MonthWindow } from './report-month';
import { readBatches, readClosed, readCountries, readMembers, readTeams } from './reports.store';
import { STAGE_DEFINITIONS } from './stage-words';
import { withTargets } from './targets';
import { readTargets } from './targets.store';

/** Another number where figures are counted otherwise: closed months keep the definitions they were closed by. */
export const REPORT_VERSION = 1;

type Reading = Pick<Deps, 'pool' | 'now'>;

/**
 * A month for the office (`null`) and each of the teams asked for, counted now. A month that is not over counts to this
 * moment. 'YYYY-MM'.
 */
export async function makeReports(
  { pool, now }: Reading,
  month: string,
  teamIds: readonly (string | null)[],
  isCompared = true,
): Promise<ReportInFull[]> {
  const settings = await officeSettings(pool);
  const [members, countries, teams] = [await readMembers(pool), await readCountries(pool), await readTeams(pool)];
  const batches = await readBatches(pool, settings.office.zone);
  const { zone, name: officeName } = settings.office;
  const nowMs = now();
  const facts = new Map<string, { facts: Facts; window: MonthWindow; untilMs: number }>();
  const factsOf = async (which: string) => {
    const window = windowOf(which, zone);
    const untilMs = Math.min(window.untilMs, nowMs);
    const known = facts.get(which) ?? { facts: await readFacts(pool, window.fromMs, untilMs), window, untilMs };
    facts.set(which, known);
    return known;
  };
  const count = async (which: string, teamId: string | null) => {
    const { facts, window, untilMs } = await factsOf(which);
    const until = new Date(untilMs - 1).toISOString().slice(0, 10);
    const days = untilMs < window.untilMs ? window.days.filter((on) => on <= until) : window.days;
    const asked: Asked = { settings, members, countries, batches, teamId, days, untilMs };
    return { ...groupsOf(ofTeam(facts, teamId), asked), facts: ofTeam(facts, teamId) };
  };
  const compared = async (which: string, teamId: string | null): Promise<Compared> => {
    const closed = await readClosed(pool, teamId, which, REPORT_VERSION);
    const groups = closed?.report.groups ?? (await count(which, teamId)).groups;
    const cells = groups.find(({ id }) => id === 'summary')?.rows[0]?.cells ?? {};
    return Object.values(cells).some((value) => (value ?? 0) > 0) ? { month: which, cells } : null;
  };
  const isSoFar = nowMs < windowOf(month, zone).untilMs;
  const targets = await readTargets(pool, month);
  const made: ReportInFull[] = [];
  for (const teamId of teamIds) {
    const { groups: counted, ids, facts: own } = await count(month, teamId);
    const groups = withTargets(counted, targets, teamId);
    const lastMonth = isCompared ? await compared(addMonths(month, -1), teamId) : null;
    const lastYear = isCompared ? await compared(addMonths(month, -12), teamId) : null;
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
        attention: attentionOf(groups, lastMonth, isSoFar),
        assumed: own.leads.filter(({ assumed }) => assumed).length,
        definitions: { ...DEFINITIONS, ...STAGE_DEFINITIONS },
      },
    });
  }
  return made;
}
