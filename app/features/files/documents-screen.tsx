import { useMemo, useState } from 'react';
import type { DocumentQuery } from '../../database/document-query';
import type { StoredByCollection } from '../../database/saha-database';
import { useReceiving } from '../../database/use-sync-status';
import { useDocuments } from '../../database/use-document';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { EmptyState } from '../../ui/empty-state';
import { SearchField } from '../../ui/search-field';
import { Skeleton } from '../../ui/skeleton';
import { useCustomers } from '../appointments/use-customers';
import { FileBrowser } from './file-browser';
import { findFiles } from './find-files';
import { ShelfLine } from './shelf-line';

const SHOWN = 200;
const ALL: DocumentQuery<StoredByCollection['files']> = { selector: {} };

/** Those of templates are nobody's; who may see them (admins) finds them there. */
const isOfCustomer = ({ customerId, conversationId, source }: StoredByCollection['files']) =>
  customerId !== '' || conversationId !== '' || source === 'chat';

/** Files of all customers one sees, found by customer, name, note and label. */
export default function DocumentsScreen() {
  const t = useText();
  const [typed, setTyped] = useState('');
  const { isReceiving, text } = useReceiving();
  const found = useDocuments('files', ALL);
  const owners = useMemo(() => (found ?? []).map(({ customerId }) => customerId).filter(Boolean), [found]);
  const { nameOf } = useCustomers(owners);
  const all = useMemo(
    () =>
      findFiles((found ?? []).filter(isOfCustomer), typed, (file) => [
        customerOf(file, nameOf),
        ...(file.marks ?? []).map((mark) => t(`files.mark.${mark}`)),
      ]),
    [found, typed, t, nameOf],
  );
  const shown = all.slice(0, SHOWN);
  return (
    <Screen title={t('files.all')} back="/more">
      <Stack>
        <SearchField label={t('files.search')} placeholder={t('files.search')} value={typed} onChange={setTyped} />
        {found === undefined && <Skeleton rows={5} />}
        {found !== undefined && shown.length === 0 && (
          <EmptyState
            illustration="search"
            title={t(isReceiving ? 'files.receiving' : typed === '' ? 'files.none' : 'files.noneFound')}
          >
            {isReceiving ? t(text) : typed === '' ? t('files.noneAnywhere') : undefined}
          </EmptyState>
        )}
        <FileBrowser files={shown} customerOf={(file) => customerOf(file, nameOf)} zipName={t('files.all')} />
        {all.length > SHOWN && <p>{t('files.moreThanShown', { shown: SHOWN, count: all.length })}</p>}
        <ShelfLine />
      </Stack>
    </Screen>
  );
}

const customerOf = ({ customerId }: { customerId: string }, nameOf: (customerId: string) => string) =>
  customerId === '' ? '' : nameOf(customerId);
