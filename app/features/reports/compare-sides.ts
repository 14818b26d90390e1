import type { Column, Group, Report, Row } from './report-words';

const EVERYBODY = 'all';
export type Place = { readonly group: Group['id']; readonly row: string };
export type Line = {
  readonly column: Column;
  readonly values: readonly [number | null, number | null];
  readonly tooFew: readonly [boolean, boolean];
  /** Where each stands in its report. */
  readonly places: readonly [Place, Place];
  /** Of the left against the right; null where one of them cannot be said. */
  readonly difference: number | null;
};

/**
 * What two reports say of whom was chosen ('all': of everybody). Of two months that closed with other definitions only
 * what means the same is compared.
 */
export function sidesOf(left: Report, who: string, right: Report, whoElse: string): Line[] {
  const isOfAgents = who !== EVERYBODY || whoElse !== EVERYBODY;
  const ids = isOfAgents ? ['agents', 'answers'] : ['summary'];
  const columns = [...new Set(left.groups.filter(({ id }) => ids.includes(id)).flatMap(({ columns: own }) => own))];
  const means = (report: Report, column: Column) => report.definitions[column]?.text.en;
  return columns
    .filter((column) => means(left, column) === means(right, column))
    .map((column): Line => {
      const places = [placeOf(left, who, column), placeOf(right, whoElse, column)] as const;
      const [a, b] = [rowAt(left, places[0]), rowAt(right, places[1])];
      const values = [a?.cells[column] ?? null, b?.cells[column] ?? null] as const;
      return {
        column,
        values,
        places,
        tooFew: [a?.tooFew.includes(column) === true, b?.tooFew.includes(column) === true],
        difference: values[0] === null || values[1] === null ? null : Math.round((values[0] - values[1]) * 10) / 10,
      };
    })
    .filter(({ values, tooFew }) => values.some((value) => value !== null) || tooFew.includes(true));
}

const OF_ALL: Place = { group: 'summary', row: 'all' };

/** An agent's row of the table that has the figure; of everybody the summary's. */
function placeOf({ groups }: Report, who: string, column: Column): Place {
  if (who === EVERYBODY) return OF_ALL;
  const group = groups.find(
    ({ id, columns, rows }) =>
      (id === 'agents' || id === 'answers') && columns.includes(column) && rows.some((row) => row.id === who),
  );
  return { group: group?.id ?? 'agents', row: who };
}

function rowAt({ groups }: Report, place: Place): Row | undefined {
  const rows = groups.find(({ id }) => id === place.group)?.rows;
  return place.group === 'summary' ? rows?.[0] : rows?.find(({ id }) => id === place.row);
}
