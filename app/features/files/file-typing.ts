import { detailsOf, type Details } from './file-details';
import type { StoredFile } from './file-rows';

type Field = keyof Details;

/** What is being typed of a file, and per field the file as it was shown when the typing began. */
export type Typing = {
  readonly fileId: string;
  readonly typed: Partial<Details>;
  readonly begun: Partial<Record<Field, StoredFile>>;
};

export const nothingTyped = (fileId: string): Typing => ({ fileId, typed: {}, begun: {} });

export const withTyped = (typing: Typing, file: StoredFile, field: Field, typed: string): Typing => ({
  ...typing,
  typed: { ...typing.typed, [field]: typed },
  begun: { [field]: file, ...typing.begun },
});

/** What stands now was looked at: from here on it is typed over that. */
export const withSeen = (typing: Typing, file: StoredFile, field: Field): Typing => ({
  ...typing,
  begun: { ...typing.begun, [field]: file },
});

export const withoutTyped = ({ fileId, typed, begun }: Typing, field: Field): Typing => ({
  fileId,
  typed: without(typed, field),
  begun: without(begun, field),
});

const without = <T extends object>(all: T, field: Field): T =>
  Object.fromEntries(Object.entries(all).filter(([name]) => name !== field)) as T;

/** What the fields show (what nobody types follows the file), and the file as each was when its typing began. */
export function typedOver({ typed, begun }: Typing, file: StoredFile): { draft: Details; shown: StoredFile } {
  const { name = file, note = file, labels = file } = begun;
  return {
    draft: { ...detailsOf(file), ...typed },
    shown: { ...file, name: name.name, note: note.note, labels: labels.labels },
  };
}
