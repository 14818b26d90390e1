import type { Column, Report, Row } from './report-words';

const EVERYBODY = 'all';
export type Line = {
  readonly column: Column;
  readonly values: readonly [number | null, number | null];
  readonly tooFew: readonly [boolean, boolean];
  /** Of the left against the right; null where one of them cannot be said. */
  readonly difference: number | null;
};

/**
 * What two reports say of whom was chosen ('all': of everybody). Of two months that closed with other definitions only
 * what means the same is compared.
 */
export function sidesOf(left: Report, who: string, right: Report, whoElse: string): Line[] {
  const sides = [
    { report: left, who },
    { report: right, who: whoElse },
  ] as const;
  const isOfAgents = sides.some((side) => side.who !== EVERYBODY);
  const ids = isOfAgents ? ['agents', 'answers'] : ['summary'];
  const columns = [...new Set(left.groups.filter(({ id }) => ids.includes(id)).flatMap(({ columns: own }) => own))];
  const means = (report: Report, column: Column) => report.definitions[column]?.text.en;
  return columns
    .filter((column) => means(left, column) === means(right, column))
    .map((column): Line => {
      const [a, b] = sides.map((side) => rowOf(side.report, side.who, column));
      const values = [a?.cells[column] ?? null, b?.cells[column] ?? null] as const;
      return {
        column,
        values,
        tooFew: [a?.tooFew.includes(column) === true, b?.tooFew.includes(column) === true],
        difference: values[0] === null || values[1] === null ? null : Math.round((values[0] - values[1]) * 10) / 10,
      };
    })
    .filter(({ values, tooFew }) => values.some((value) => value !== null) || tooFew.includes(true));
}

/** An agent's row of the table that has the figure; of everybody the summary's. */
function rowOf({ groups }: Report, who: string, column: Column): Row | undefined {
  if (who === EVERYBODY) return groups.find(({ id }) => id === 'summary')?.rows[0];
  return groups
    .filter(({ id, columns }) => (id === 'agents' || id === 'answers') && columns.includes(column))
    .flatMap(({ rows }) => rows)
    .find(({ id }) => id === who);
}
