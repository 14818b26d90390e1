/** A month's report, as it is shown, printed and kept. */
import type { Definition, Words } from './definition';
import type { MeasureId } from './measure-words';
import type { GroupId } from './report-names';
import type { StageMeasureId } from './stage-words';

export type ColumnId = MeasureId | StageMeasureId;
export type ReportRow = {
  /** What it is of: a member, a source, a stage …; `~median` and `~mean` of the rows above. */
  readonly id: string;
  readonly name: Words;
  /** null: cannot be said; with a name in `tooFew`, for want of numbers. */
  readonly cells: Readonly<Partial<Record<ColumnId, number | null>>>;
  readonly tooFew: readonly ColumnId[];
  /** What managers set out to reach. */
  readonly targets?: Readonly<Partial<Record<ColumnId, number>>>;
};
export type ReportGroup = {
  readonly id: GroupId;
  readonly name: Words;
  readonly columns: readonly ColumnId[];
  readonly rows: readonly ReportRow[];
};
export type Compared = {
  /** 'YYYY-MM' */
  readonly month: string;
  readonly cells: ReportRow['cells'];
} | null;
/** Where customers came from, month by month; the last month is the report's own. */
export type Trend = {
  /** 'YYYY-MM', oldest first. */
  readonly months: readonly string[];
  readonly columns: readonly ColumnId[];
  /** All of them first, then by source; `cells` by month, in their order. */
  readonly rows: readonly {
    readonly id: string;
    readonly name: Words;
    readonly cells: readonly ReportRow['cells'][];
  }[];
};
export type Report = {
  readonly version: number;
  readonly month: string;
  /** null: the office. */
  readonly teamId: string | null;
  readonly teamName: string;
  readonly officeName: string;
  readonly zone: string;
  /** It counts to `madeAt` and not to the end of the month. */
  readonly isSoFar: boolean;
  readonly madeAt: string;
  readonly groups: readonly ReportGroup[];
  readonly lastMonth: Compared;
  readonly lastYear: Compared;
  /** Left out: there is one month alone, or it closed before this was counted. */
  readonly trend?: Trend;
  /** Of the customers of one segment alone, as who is in it and in the viewer's scope now; left out: of all. */
  readonly segmentName?: string;
  readonly attention: readonly Words[];
  /** Of how many of its new customers the history is not known and was assumed. */
  readonly assumed: number;
  readonly definitions: Readonly<Partial<Record<ColumnId, Definition>>>;
};
/** The ids behind each figure, by `group/row/column`. */
export type ReportIds = Readonly<Record<string, readonly string[]>>;
export type ReportInFull = { readonly report: Report; readonly ids: ReportIds };
export const cellKey = (group: string, row: string, column: string) => `${group}/${row}/${column}`;
