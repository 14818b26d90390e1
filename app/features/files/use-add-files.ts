import { useState } from 'react';
import type { FileSource } from '../../../sync/collections/file';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { showToast } from '../../ui/toast';
import { addFile, refusalOfFile } from './add-files';

/** Adds what was picked to a customer's files; `problems` says of the last ones which were not taken, and why. */
export function useAddFiles(customerId: string, appointmentId = '') {
  const t = useText();
  const db = useDatabase();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const add = async (files: readonly File[], source: FileSource) => {
    const refused: string[] = [];
    for (const file of files) {
      const code = refusalOfFile(file);
      if (code !== null) refused.push(`${file.name}: ${t(`error.${code}`, { megabytes: 25 })}`);
      else
        await addFile(db, customerId, file, source, undefined, appointmentId).catch(() =>
          refused.push(`${file.name}: ${t('error.file.noRoom')}`),
        );
    }
    setProblems(refused);
    if (refused.length < files.length) showToast({ text: t('files.added', { count: files.length - refused.length }) });
  };
  return { add, problems };
}
