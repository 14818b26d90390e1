/**
 * A report beside its reckoning. Both must say the same and all of it: a figure, a table, a row or a part of the report
 * that the reckoning does not know is found as well as one that differs.
 */
import type { Report, ReportIds } from '../../features/reports/report';
import type { Reckoned, ReckonedCell } from './reckon';

/** Parts of a report that hold no figure, or are looked at below. */
const PARTS = {
  told: ['version', 'month', 'teamId', 'teamName', 'officeName', 'zone', 'isSoFar', 'madeAt', 'segmentName'],
  reckoned: ['groups', 'lastMonth', 'lastYear', 'trend', 'assumed', 'attention', 'definitions'],
};
const TREND = ['newCustomers', 'firstContactHours', 'won', 'conversion'];
const SILENT = ['newCustomers', 'won'];
/** Tables whose rows stand in an order that says something. */
const RANKED = ['sources', 'countries', 'cities'];
type Say = (what: string) => void;
type Cells = Readonly<Partial<Record<string, number | null>>>;

/** Answers how many figures were compared. */
export function compareReport(report: Report, ids: ReportIds, should: Reckoned, say: Say): number {
  const { told, reckoned } = PARTS;
  for (const part of Object.keys(report))
    if (![...told, ...reckoned].includes(part)) say(`nobody reckons what stands in "${part}"`);
  for (const measure of Object.keys(report.definitions))
    if (!should.measures.includes(measure)) say(`nobody reckons the figure "${measure}"`);
  let compared = compareGroups(report, ids, should.cells, say);
  compared += compareTargets(report, should, say);
  compared += compareBeside('last month', report.lastMonth?.cells ?? null, should.lastMonth, say);
  compared += compareBeside('last year', report.lastYear?.cells ?? null, should.lastYear, say);
  compared += compareTrend(report, should, say);
  if (report.assumed !== should.assumed) say(`assumed of ${report.assumed}, not ${should.assumed}`);
  return compared + 1;
}

function compareGroups(report: Report, ids: ReportIds, cells: readonly ReckonedCell[], say: Say): number {
  const should = new Map(cells.map((cell) => [`${cell.grp}/${cell.line}/${cell.measure}`, cell]));
  let compared = 0;
  for (const group of report.groups) {
    const lines = new Map(cells.filter(({ grp }) => grp === group.id).map((cell) => [cell.line, cell.rank ?? 0]));
    const ranked = [...lines].sort(([, a], [, b]) => a - b).map(([line]) => line);
    const rows = group.rows.map(({ id }) => id);
    if (RANKED.includes(group.id) && rows.join() !== ranked.join())
      say(`${group.id}: the rows ${rows.join()}, not ${ranked.join()}`);
    for (const row of group.rows) {
      const columns = new Set<string>([...group.columns, ...Object.keys(row.cells)]);
      for (const column of columns) {
        const key = `${group.id}/${row.id}/${column}`;
        const one = should.get(key);
        should.delete(key);
        compared += 1;
        const value = (row.cells as Cells)[column];
        const isFew = (row.tooFew as readonly string[]).includes(column);
        if (one === undefined) say(`nobody reckons ${key}, which says ${value}`);
        else {
          if (value !== one.value) say(`${key}: ${value}, not ${one.value}`);
          if (isFew !== one.few) say(`${key}: ${isFew ? '' : 'not '}said to be of too few`);
          const behind = [...(ids[key] ?? [])].sort().join();
          if (one.ids !== null && behind !== [...one.ids].sort().join())
            say(`${key} opens ${behind || 'nothing'}, not ${one.ids.join()}`);
        }
      }
    }
  }
  for (const [key, { value }] of should) say(`${key} is not in the report: ${value}`);
  return compared;
}

function compareTargets(report: Report, { targets }: Reckoned, say: Say): number {
  const should = new Map(
    targets
      .filter(({ team, member }) => member !== null || team === report.teamId)
      .map(({ member, measure, value }) => [`${member === null ? 'all' : member}/${measure}`, value]),
  );
  const shown = new Set(
    report.groups.filter(({ id }) => id === 'agents').flatMap(({ rows }) => rows.map(({ id }) => id)),
  );
  let compared = 0;
  for (const { id, rows } of report.groups)
    for (const row of rows)
      for (const [measure, value] of Object.entries(row.targets ?? {})) {
        compared += 1;
        const key = `${row.id}/${measure}`;
        if ((id !== 'summary' && id !== 'agents') || value !== should.get(key))
          say(`${id}/${key}: a target of ${value}, not ${should.get(key)}`);
        should.delete(key);
      }
  for (const [key, value] of should)
    if (key.startsWith('all/') || shown.has(key.split('/')[0] ?? '')) say(`${key}: no target of ${value}`);
  return compared;
}

/** A month that stands beside the report's own; null where nothing happened in it. */
function compareBeside(what: string, cells: Cells | null, reckoned: readonly ReckonedCell[], say: Say): number {
  const summary = reckoned.filter(({ grp }) => grp === 'summary');
  const should = summary.some(({ value }) => (value ?? 0) > 0) ? summary : [];
  for (const column of Object.keys(cells ?? {}))
    if (!should.some(({ measure }) => measure === column)) say(`nobody reckons ${column} of ${what}`);
  for (const { measure, value } of should)
    if (cells?.[measure] !== value) say(`${measure} of ${what}: ${cells?.[measure]}, not ${value}`);
  return should.length;
}

/** Every source of every month; a source that was silent in one had none there. */
function compareTrend({ trend }: Report, { months }: Reckoned, say: Say): number {
  if (months.length < 2 || trend === undefined) {
    if (months.length >= 2 || trend !== undefined) say('the trend is missing, or nobody reckons it');
    return 0;
  }
  if (trend.months.join() !== months.map(({ month }) => month).join()) say(`a trend of ${trend.months.join()}`);
  if (trend.columns.join() !== TREND.join()) say(`nobody reckons a trend of ${trend.columns.join()}`);
  const sizes = new Map<string, number>();
  for (const { cells } of months)
    for (const { grp, line, measure, value } of cells)
      if (grp === 'sources' && measure === 'newCustomers') sizes.set(line, (sizes.get(line) ?? 0) + (value ?? 0));
  const ranked = [...sizes].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)).map(([id]) => id);
  const rows = trend.rows.map(({ id }) => id).join();
  if (rows !== ['all', ...ranked].join()) say(`a trend of ${rows}, not of ${ranked.join()}`);
  let compared = 0;
  for (const [at, { month, cells }] of months.entries())
    for (const row of trend.rows)
      for (const column of TREND) {
        const [grp, line] = row.id === 'all' ? ['summary', 'all'] : ['sources', row.id];
        const one = cells.find((cell) => cell.grp === grp && cell.line === line && cell.measure === column);
        const should = one === undefined && SILENT.includes(column) ? 0 : (one?.value ?? null);
        const is = (row.cells[at] as Cells | undefined)?.[column];
        compared += 1;
        if (is !== should) say(`trend of ${month} ${row.id}/${column}: ${is}, not ${should}`);
      }
  return compared;
}
