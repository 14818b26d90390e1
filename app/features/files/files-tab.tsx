import { lazy, Suspense, useState } from 'react';
import { FILE_MARKS, type FileMark } from '../../../sync/collections/file';
import { cleanFileName } from '../../../sync/rules/file-name';
import type { StoredCustomer } from '../../database/saha-database';
import { useReceiving } from '../../database/use-sync-status';
import { useDocumentsOfPerson } from '../../database/use-documents-of';
import { useText } from '../../i18n/use-text';
import { ToggleChip } from '../../ui/chip';
import { classNames } from '../../ui/class-names';
import { DropZone } from '../../ui/drop-zone';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import { FileBrowser } from './file-browser';
import { DeletedFiles } from './deleted-files';
import styles from './files.module.css';
import { ProblemList } from './problem-list';
import { useAddFiles } from './use-add-files';
import { usePickFiles } from './use-pick-files';

const PhotosToPdf = lazy(() => import('./photos-to-pdf'));

/** A customer's files, newest first; new ones are picked, photographed or dropped, with network or without. */
export function FilesTab({ customer }: { customer: StoredCustomer }) {
  const t = useText();
  const [mark, setMark] = useState<FileMark | null>(null);
  const [isScanning, setIsScanning] = useState(false);
  const found = useDocumentsOfPerson('files', customer.id, 'createdAt');
  const { isReceiving, text } = useReceiving();
  const { add, problems } = useAddFiles(customer.id);
  const { inputs, buttons } = usePickFiles('files', add, () => setIsScanning(true));
  if (found === undefined) return <Skeleton rows={3} />;
  const files = found.filter(({ deletedAt }) => deletedAt === '').reverse();
  const shown = mark === null ? files : files.filter((file) => file.marks?.includes(mark));
  // Nothing is sorted out by a mark that no file bears.
  const marks = FILE_MARKS.filter((each) => mark === each || files.some((file) => file.marks?.includes(each)));
  return (
    <DropZone
      className={classNames(styles.tab, files.length === 0 && styles.empty)}
      hint={t('files.dropHere')}
      onDrop={(dropped) => void add(dropped, 'upload')}
    >
      {inputs}
      <ProblemList problems={problems} />
      {files.length === 0 ? (
        <EmptyState illustration="field" title={t(isReceiving ? 'files.receiving' : 'files.none')} action={buttons}>
          {t(isReceiving ? text : 'files.noneText')}
        </EmptyState>
      ) : (
        <Panel title={t('files.title')} action={buttons}>
          <FileBrowser
            files={shown}
            zipName={cleanFileName(`${customer.firstName} ${customer.lastName}`)}
            filters={marks.map((each) => (
              <ToggleChip key={each} isSelected={mark === each} onChange={(isOn) => setMark(isOn ? each : null)}>
                {t(`files.mark.${each}`)}
              </ToggleChip>
            ))}
          />
        </Panel>
      )}
      <DeletedFiles customerId={customer.id} />
      {isScanning && (
        <Suspense fallback={null}>
          <PhotosToPdf customerId={customer.id} onClose={() => setIsScanning(false)} />
        </Suspense>
      )}
    </DropZone>
  );
}
