import { saveFile } from '../../ui/save-file';
import { contentOf } from './file-content';
import type { StoredFile } from './file-rows';
import { zipNames } from './zip-names';

/**
 * Hands several files to the person as one archive, each fetched when its turn comes. Resolves with the names of those
 * that could not be read; where that is all of them, nothing is saved.
 */
export async function saveAsZip(memberId: string, files: readonly StoredFile[], zipName: string): Promise<string[]> {
  const { downloadZip } = await import('client-zip');
  const names = zipNames(files);
  const missing: string[] = [];
  async function* entries() {
    for (const [at, file] of files.entries()) {
      const bytes = await contentOf(memberId, file.id).catch(() => null);
      if (bytes === null) missing.push(file.name);
      else yield { name: names[at]!, input: bytes, lastModified: new Date(file.createdAt) };
    }
  }
  const zip = await downloadZip(entries()).blob();
  if (missing.length < files.length) await saveFile(new File([zip], zipName, { type: 'application/zip' }));
  return missing;
}
