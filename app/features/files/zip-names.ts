import { FILE_TYPES } from '../../../sync/rules/file-types';
import { cleanFileName, endingOf, nameWithEnding } from '../../../sync/rules/file-name';
import { foldText } from '../../../sync/rules/turkish-text';

/**
 * A name of its own for each, in their order: what several are called alike is numbered, however letters are written.
 */
export function zipNames(files: readonly { readonly name: string; readonly type?: string | undefined }[]): string[] {
  const taken = new Set<string>();
  return files.map(({ name, type = '' }) => {
    const whole = nameWithEnding(cleanFileName(name), FILE_TYPES[type]?.endings ?? []);
    const ending = endingOf(whole);
    const stem = ending === '' ? whole : whole.slice(0, -ending.length - 1);
    let own = whole;
    for (let at = 2; taken.has(foldText(own)); at += 1)
      own = ending === '' ? `${stem} (${at})` : `${stem} (${at}).${ending}`;
    taken.add(foldText(own));
    return own;
  });
}
