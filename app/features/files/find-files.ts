import { foldText } from '../../../sync/rules/turkish-text';

type Findable = {
  readonly name: string;
  readonly note: string;
  readonly labels: readonly string[];
  readonly createdAt: string;
  readonly deletedAt: string;
};

/**
 * The files in which every typed word stands, newest first, without deleted ones. `alsoIn`: what is said of a file
 * besides its own name, note and labels.
 */
export function findFiles<F extends Findable>(
  files: readonly F[],
  typed: string,
  alsoIn: (file: F) => readonly string[],
): F[] {
  const words = foldText(typed).split(' ').filter(Boolean);
  return files
    .filter((file) => {
      if (file.deletedAt !== '') return false;
      const text = foldText([...alsoIn(file), file.name, file.note, ...file.labels].join(' '));
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}
