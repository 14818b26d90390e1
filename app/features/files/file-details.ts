import { fileShape, MAX_FILE_LABEL_LENGTH, MAX_FILE_LABELS } from '../../../sync/collections/file';
import { longestText } from '../../../sync/collections/longest-text';
import { cleanFileName } from '../../../sync/rules/file-name';
import type { StoredFile } from './file-rows';

/** What people say of a file, as it stands in fields. */
export type Details = { readonly name: string; readonly note: string; readonly labels: string };
export const NO_DETAILS: Details = { name: '', note: '', labels: '' };
const BETWEEN = ', ';
export const typedDetails = [
  { field: 'name', label: 'files.field.name', maxLength: longestText(fileShape.shape.name), isLong: false },
  {
    field: 'labels',
    label: 'files.labels',
    maxLength: MAX_FILE_LABELS * (MAX_FILE_LABEL_LENGTH + BETWEEN.length) - BETWEEN.length,
    isLong: false,
  },
  { field: 'note', label: 'files.field.note', maxLength: longestText(fileShape.shape.note), isLong: true },
] as const;

export const detailsOf = ({ name, note, labels }: StoredFile): Details => ({
  name,
  note,
  labels: labels.join(BETWEEN),
});

/** What is to be written of what was `shown`: the fields that somebody changed; null where that is none. */
export function valuesOf(
  typed: Details,
  shown: StoredFile,
): Partial<Pick<StoredFile, 'name' | 'note' | 'labels'>> | null {
  const before = detailsOf(shown);
  const values = {
    ...(typed.name === before.name ? {} : { name: cleanFileName(typed.name, shown.name) }),
    ...(typed.note === before.note ? {} : { note: typed.note.trim() }),
    ...(typed.labels === before.labels ? {} : { labels: labelsIn(typed.labels) }),
  };
  return Object.keys(values).length === 0 ? null : values;
}

/** What keeps labels from being stored as they were typed: a key of the messages and how many there may be. */
export function labelsProblem({ labels }: Details): { readonly key: string; readonly count: number } | null {
  const all = labelsIn(labels);
  if (all.some((label) => label.length > MAX_FILE_LABEL_LENGTH))
    return { key: 'files.labelTooLong', count: MAX_FILE_LABEL_LENGTH };
  return all.length > MAX_FILE_LABELS ? { key: 'files.labelsTooMany', count: MAX_FILE_LABELS } : null;
}

const labelsIn = (typed: string): string[] => [
  ...new Set(
    typed
      .split(',')
      .map((label) => label.trim())
      .filter((label) => label !== ''),
  ),
];
