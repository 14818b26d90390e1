import { useText } from '../../i18n/use-text';
import { csvOf } from '../../ui/csv';
import { saveFile } from '../../ui/save-file';
import { targetWords } from './import-words';

const COLUMNS = ['firstName', 'lastName', 'email', 'phone', 'countryId', 'city', 'labels', 'notes'] as const;

/** A table with the headings that are understood by themselves, to be filled in. */
export function useSample(): () => Promise<void> {
  const t = useText();
  return async () => {
    const text = csvOf([COLUMNS.map((target) => targetWords(target, t))]);
    await saveFile(new File([text], `${t('imports.sampleName')}.csv`, { type: 'text/csv' }));
  };
}
