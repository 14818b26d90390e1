import type { DocumentFields } from '../../sync/collections/definition';
import { readsTheSame, type Basis } from '../../sync/rules/document';

/** What the store of drafts keeps, and asks about here. */
type Draft = { readonly values: DocumentFields; readonly bases?: Readonly<Record<string, Basis>> };

/** What a text was begun with says nothing without the text. */
const IS_NO_WORK: readonly string[] = ['templateId'];
const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  (typeof value === 'string' && value.trim() === '') ||
  (typeof value === 'object' && Object.values(value).every(isNothing));

/** The fields of a draft that hold something its person would miss: what differs from what it was typed over. */
export function fieldsWorthKeeping({ values, bases = {} }: Draft): string[] {
  const begun: DocumentFields = Object.assign({}, ...Object.values(bases).map((basis) => basis.values));
  return Object.keys(values).filter((field) => {
    if (IS_NO_WORK.includes(field)) return false;
    // What was typed is there to be saved, also where it is that nothing shall stand.
    if (field in begun) return !readsTheSame({ [field]: values[field] }, { [field]: begun[field] });
    return !isNothing(values[field]);
  });
}
