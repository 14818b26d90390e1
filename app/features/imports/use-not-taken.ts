import { api } from '../../api/client';
import { useText, type Text } from '../../i18n/use-text';
import { csvOf } from '../../ui/csv';
import { saveFile } from '../../ui/save-file';
import type { Import } from './import-words';

type Page = Awaited<ReturnType<typeof api.imports.exportRows.query>>;
type NotTaken = Page['rows'][number];

/** So much of a cell is said again: what is too long stands whole in its own column. */
const MOST_SAID = 60;
const shortened = (cell: string) => (cell.length > MOST_SAID ? `${cell.slice(0, MOST_SAID).trimEnd()}…` : cell);

/** Why a row was not taken, in one line: of each cell that could not be read the column, what stands in it, and why. */
export function whyNotTaken(
  { outcome, reason, problems, cells }: Pick<NotTaken, 'outcome' | 'reason' | 'problems' | 'cells'>,
  t: Text,
  columnOf: (at: number) => string,
): string {
  if (problems.length > 0)
    return problems
      .map(({ column, code }) => {
        const value = shortened((cells[column] ?? '').replaceAll(/\s+/g, ' ').trim());
        return t('imports.cellProblem', { column: columnOf(column), value, problem: t(`imports.cell.${code}`) });
      })
      .join(' ');
  return reason === '' ? t(`imports.outcome.${outcome}`) : t(`imports.reason.${reason}`);
}

/** Rows that were not taken, as they stood in the file and with the reason; resolves to what is said afterwards. */
export function useNotTaken({ id, fileName, headers }: Import): () => Promise<string> {
  const t = useText();
  return async () => {
    const rows: NotTaken[] = [];
    for (let after: number | null = 0; after !== null;) {
      const page: Page = await api.imports.exportRows.query({ id, after });
      rows.push(...page.rows);
      after = page.after;
    }
    const columnOf = (at: number) => headers[at]?.trim() || t('imports.columnNo', { no: at + 1 });
    const table = csvOf([
      [t('imports.column.line'), t('imports.column.why'), ...headers.map((_, at) => columnOf(at))],
      ...rows.map((row) => [row.line, whyNotTaken(row, t, columnOf), ...headers.map((_, at) => row.cells[at] ?? '')]),
    ]);
    const name = t('imports.notTakenName', { name: fileName.replace(/\.[^.]*$/, '') });
    const safe = `${name.replaceAll(/[\\/:*?"<>|]/g, ' ').trim()}.csv`;
    await saveFile(new File([table], safe, { type: 'text/csv' }));
    return t('imports.downloaded', { count: rows.length });
  };
}
