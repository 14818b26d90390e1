import { lazy, Suspense, useMemo, useRef, useState, type DragEvent } from 'react';
import type { MangoQuery } from 'rxdb';
import { FILE_MARKS, type FileMark, type FileSource } from '../../../sync/collections/file';
import { cleanFileName } from '../../../sync/rules/file-name';
import { useDatabase } from '../../database/database-context';
import type { StoredByCollection, StoredCustomer } from '../../database/saha-database';
import { useDocuments } from '../../database/use-document';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { ToggleChip } from '../../ui/chip';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import { showToast } from '../../ui/toast';
import { addFile, refusalOfFile } from './add-files';
import { FileBrowser } from './file-browser';
import { DeletedFiles } from './deleted-files';
import { FileInput } from './file-input';
import styles from './files.module.css';

const PhotosToPdf = lazy(() => import('./photos-to-pdf'));

/** A customer's files, newest first; new ones are picked, photographed or dropped, with network or without. */
export function FilesTab({ customer }: { customer: StoredCustomer }) {
  const t = useText();
  const db = useDatabase();
  const picker = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const [mark, setMark] = useState<FileMark | null>(null);
  const [isScanning, setIsScanning] = useState(false);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const query = useMemo(
    (): MangoQuery<StoredByCollection['files']> => ({
      selector: { customerId: customer.id, createdAt: { $gte: '' } },
      sort: [{ customerId: 'asc' }, { createdAt: 'asc' }],
    }),
    [customer.id],
  );
  const found = useDocuments('files', query);
  const add = async (files: readonly File[], source: FileSource) => {
    const refused: string[] = [];
    for (const file of files) {
      const code = refusalOfFile(file);
      if (code !== null) refused.push(`${file.name}: ${t(`error.${code}`, { megabytes: 25 })}`);
      else
        await addFile(db, customer.id, file, source).catch(() =>
          refused.push(`${file.name}: ${t('error.file.noRoom')}`),
        );
    }
    setProblems(refused);
    if (refused.length < files.length) showToast({ text: t('files.added', { count: files.length - refused.length }) });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void add([...event.dataTransfer.files], 'upload');
  };
  if (found === undefined) return <Skeleton rows={3} />;
  const files = found.filter(({ deletedAt }) => deletedAt === '').reverse();
  const shown = mark === null ? files : files.filter((file) => file.marks?.includes(mark));
  const acts = (
    <span className={styles.acts}>
      <Button onPress={() => camera.current?.click()}>{t('files.photograph')}</Button>
      <Button onPress={() => setIsScanning(true)}>{t('files.pdf.open')}</Button>
      <Button onPress={() => picker.current?.click()}>{t('files.pick')}</Button>
    </span>
  );
  return (
    <div className={styles.tab} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <FileInput ref={picker} testId="files-upload" onPick={(picked) => void add(picked, 'upload')} />
      <FileInput
        ref={camera}
        testId="files-camera"
        accept="image/*"
        isCamera
        onPick={(taken) => void add(taken, 'camera')}
      />
      {problems.length > 0 && (
        <div role="alert" className={styles.refused}>
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </div>
      )}
      {files.length === 0 ? (
        <EmptyState illustration="field" title={t('files.none')} action={acts}>
          {t('files.noneText')}
        </EmptyState>
      ) : (
        <Panel title={t('files.title')} action={acts}>
          <FileBrowser
            files={shown}
            zipName={cleanFileName(`${customer.firstName} ${customer.lastName}`)}
            filters={FILE_MARKS.map((each) => (
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
    </div>
  );
}
