import { useMemo, useState } from 'react';
import type { MangoQuery } from 'rxdb';
import { foldText } from '../../../sync/rules/turkish-text';
import type { StoredByCollection } from '../../database/saha-database';
import { useDocuments } from '../../database/use-document';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { EmptyState } from '../../ui/empty-state';
import { SearchField } from '../../ui/search-field';
import { Skeleton } from '../../ui/skeleton';
import FileDialog from './file-dialog';
import { FileRows } from './file-rows';

const SHOWN = 200;
const ALL: MangoQuery<StoredByCollection['files']> = { selector: {} };

/** Files of all customers one sees, found by name, note and label. */
export default function DocumentsScreen() {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [openId, setOpenId] = useState<string | null>(null);
  const found = useDocuments('files', ALL);
  const shown = useMemo(() => {
    const words = foldText(typed).split(' ').filter(Boolean);
    return (found ?? [])
      .filter((file) => {
        if (file.deletedAt !== '') return false;
        const marks = (file.marks ?? []).map((mark) => t(`files.mark.${mark}`));
        const text = foldText([file.name, file.note, ...file.labels, ...marks].join(' '));
        return words.every((word) => text.includes(word));
      })
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
      .slice(0, SHOWN);
  }, [found, typed, t]);
  const opened = shown.find(({ id }) => id === openId);
  return (
    <Screen title={t('files.all')} back="/more">
      <Stack>
        <SearchField label={t('files.search')} placeholder={t('files.search')} value={typed} onChange={setTyped} />
        {found === undefined && <Skeleton rows={5} />}
        {found !== undefined && shown.length === 0 && <EmptyState illustration="search" title={t('files.noneFound')} />}
        <FileRows files={shown} onOpen={({ id }) => setOpenId(id)} />
      </Stack>
      {opened !== undefined && <FileDialog key={opened.id} file={opened} onClose={() => setOpenId(null)} />}
    </Screen>
  );
}
