import { LEADERS_TARGETS, type ImportDefaults, type ImportMode, type ImportTarget } from '../../../sync/rules/import';
import type { Import } from './import-words';

/** What somebody says of the columns, and what is to be done with the rows. */
export type ColumnChoices = {
  readonly columns: readonly (ImportTarget | null)[];
  readonly mode: ImportMode;
  readonly defaults: ImportDefaults;
};

export const choicesOf = ({
  columns,
  mode,
  defaults,
}: Pick<Import, 'columns' | 'mode' | 'defaults'>): ColumnChoices => ({
  columns,
  mode,
  defaults,
});

export const isSameChoice = (a: ColumnChoices, b: ColumnChoices): boolean =>
  a.mode === b.mode &&
  a.columns.length === b.columns.length &&
  a.columns.every((target, at) => target === b.columns[at]) &&
  (Object.keys(a.defaults) as (keyof ImportDefaults)[]).every((part) => a.defaults[part] === b.defaults[part]);

const NAMING: readonly ImportTarget[] = ['firstName', 'lastName', 'fullName', 'email', 'phone', 'altPhone'];

/** `twice`: places of columns that lead where another one does; `isNobodyNamed`: no column says who somebody is. */
export function choiceProblems({ columns }: Pick<ColumnChoices, 'columns'>): {
  readonly twice: ReadonlySet<number>;
  readonly isNobodyNamed: boolean;
} {
  const twice = new Set(
    columns.flatMap((target, at) =>
      target !== null && columns.indexOf(target) !== columns.lastIndexOf(target) ? [at] : [],
    ),
  );
  return { twice, isNobodyNamed: !columns.some((target) => target !== null && NAMING.includes(target)) };
}

export const isForRole = (role: string) => (target: ImportTarget) =>
  role !== 'agent' || !LEADERS_TARGETS.includes(target);
