import type { ImportTarget } from '../../../sync/rules/import';
import { useText } from '../../i18n/use-text';
import { useValueWords } from '../audit/use-value-words';
import { usePhoneWords } from '../customers/use-phone-words';
import { targetWords, type Import, type ImportRow } from './import-words';

const NAMES: readonly ImportTarget[] = ['fullName', 'firstName', 'lastName'];
type Cells = { readonly cells: readonly string[] };

/** What the file calls a row: the name in it, else an address, else the first cell that says anything. */
export function nameInFile({ cells }: Cells, columns: readonly (ImportTarget | null)[]): string {
  const cell = (target: ImportTarget) => {
    const at = columns.indexOf(target);
    return at < 0 ? '' : (cells[at] ?? '').trim();
  };
  const name = [cell('firstName'), cell('lastName')].filter((part) => part !== '').join(' ');
  const named = [cell('fullName'), name, cell('email'), cell('phone'), cell('altPhone')].find((one) => one !== '');
  return named ?? cells.map((one) => one.trim()).find((one) => one !== '') ?? '';
}

/** Values of rows as people say them. */
export function useRowWords({ columns, headers }: Pick<Import, 'columns' | 'headers'>): {
  readonly valueOf: (field: string, value: string) => string;
  readonly nameOf: (row: ImportRow) => string;
  /** Of a row whose customer is nobody yet. */
  readonly nameInFile: (row: Cells) => string;
  readonly columnOf: (at: number) => string;
  /** Whether the file says it; everything else new customers have is chosen for all of them. */
  readonly isOfFile: (field: string) => boolean;
  /** The cells that are taken beside the name, by what they are. */
  readonly saidOf: (row: Cells) => readonly { readonly label: string; readonly value: string }[];
} {
  const t = useText();
  const words = useValueWords('customers');
  const phoneOf = usePhoneWords();
  const named = (row: Cells) => nameInFile(row, columns) || t('customers.unnamed');
  return {
    valueOf: (field, value) => {
      if (value === '') return t('imports.empty');
      if (field === 'phone' || field === 'altPhone') return phoneOf(value);
      return words.wordsOf(field, field === 'labels' ? value.split(' ') : value);
    },
    nameOf: (row) =>
      row.customer === null || row.outcome === 'new'
        ? named(row)
        : `${row.customer.firstName} ${row.customer.lastName}`.trim() || t('customers.unnamed'),
    nameInFile: named,
    columnOf: (at) => headers[at]?.trim() || t('imports.columnNo', { no: at + 1 }),
    isOfFile: (field) => field === 'phone' || columns.some((target) => target === field),
    saidOf: ({ cells }) =>
      columns.flatMap((target, at) => {
        const value = (cells[at] ?? '').trim();
        return target === null || NAMES.includes(target) || value === ''
          ? []
          : [{ label: targetWords(target, t), value }];
      }),
  };
}
