/** Asks the reckoning (`reckon-sql.ts`) what a report must say. */
import type pg from 'pg';
import type { MonthOfOffice } from './office-log';
import { ASSUMED, MEASURES, MONTHS, RECKONING, TARGETS } from './reckon-sql';

export type ReckonedCell = {
  readonly grp: string;
  readonly line: string;
  readonly place: number;
  readonly measure: string;
  readonly value: number | null;
  readonly few: boolean;
  /** What it was counted from; null where it is not a count of things. */
  readonly ids: readonly string[] | null;
  /** Which of the rows it stands in, from 1, where their order says something. */
  readonly rank: number | null;
};
export type ReckonedTarget = {
  readonly team: string | null;
  readonly member: string | null;
  readonly measure: string;
  readonly value: number;
};
export type Reckoned = {
  /** Every figure that is reckoned of some office. */
  readonly measures: readonly string[];
  readonly cells: readonly ReckonedCell[];
  readonly lastMonth: readonly ReckonedCell[];
  readonly lastYear: readonly ReckonedCell[];
  /** Those that stand in the trend, oldest first, each with all that is reckoned of it. */
  readonly months: readonly { readonly month: string; readonly cells: readonly ReckonedCell[] }[];
  readonly assumed: number;
  readonly targets: readonly ReckonedTarget[];
};

/** `team` null: the office; `untilMs`: when it is counted, for a month that is not over. */
export async function reckon(
  owner: pg.ClientBase,
  { month, zone }: Pick<MonthOfOffice, 'month' | 'zone'>,
  team: string | null,
  nowMs: number,
): Promise<Reckoned> {
  const now = new Date(nowMs).toISOString();
  const cellsOf = async (which: string) => (await owner.query<ReckonedCell>(RECKONING, [which, zone, team, now])).rows;
  const other = async (months: number) => {
    const { rows } = await owner.query<{ month: string }>(
      `SELECT to_char(($1 || '-01')::date - make_interval(months => $2), 'YYYY-MM') AS month`,
      [month, months],
    );
    return rows[0]?.month ?? '';
  };
  const { rows: months } = await owner.query<{ month: string }>(MONTHS, [month, zone]);
  const known = new Map<string, readonly ReckonedCell[]>();
  for (const which of new Set([...months.map((one) => one.month), month, await other(1), await other(12)]))
    known.set(which, await cellsOf(which));
  const of = (which: string) => known.get(which) ?? [];
  return {
    measures: (await owner.query<{ measure: string }>(MEASURES)).rows.map(({ measure }) => measure),
    cells: of(month),
    lastMonth: of(await other(1)),
    lastYear: of(await other(12)),
    months: months.map((one) => ({ month: one.month, cells: of(one.month) })),
    assumed: (await owner.query<{ many: number }>(ASSUMED, [month, zone, team, now])).rows[0]?.many ?? 0,
    targets: (await owner.query<ReckonedTarget>(TARGETS, [month])).rows,
  };
}
