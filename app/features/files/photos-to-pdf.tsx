import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { cleanFileName, MAX_FILE_NAME_LENGTH } from '../../../sync/rules/file-name';
import { useSubmit } from '../../api/use-submit';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { FilePicture, FileTile } from '../../ui/file-tile';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { TextField } from '../../ui/text-field';
import { addFile, refusalOfFile } from './add-files';
import { FileInput } from './file-input';
import styles from './files.module.css';
import { useLocalAddress } from './local-address';
import { ProblemList } from './problem-list';
import { pdfOfPictures, type PicturePage } from './picture-pages';
import { scalePicture } from './scale-picture';

const ENDING = '.pdf';
const FORM = 'photos-to-pdf';
type Page = PicturePage & { readonly key: number };

/** Several photos become one document of the customer, on this device alone: put in order, left out, named, saved. */
export default function PhotosToPdf({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const t = useText();
  const db = useDatabase();
  const formats = useFormats();
  const camera = useRef<HTMLInputElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const made = useRef(0);
  const [pages, setPages] = useState<readonly Page[]>([]);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [isAdding, setIsAdding] = useState(false);
  const [name, setName] = useState(() => t('files.pdf.name', { day: formats.date(db.clock.nowIso().slice(0, 10)) }));
  const add = async (files: readonly File[]) => {
    setIsAdding(true);
    forgetRefusal();
    const failed: string[] = [];
    // One after the other: the whole of a photo takes a tablet fifty times its bytes.
    for (const file of files)
      await scalePicture(file).then(
        (page) => setPages((before) => [...before, { ...page, key: (made.current += 1) }]),
        () => failed.push(file.name),
      );
    setProblems(failed.map((each) => t('files.pdf.notPicture', { name: each })));
    setIsAdding(false);
  };
  const move = (at: number, by: 1 | -1) =>
    setPages((before) => {
      const [page] = before.slice(at, at + 1);
      const rest = before.filter((_, each) => each !== at);
      return page === undefined ? before : [...rest.slice(0, at + by), page, ...rest.slice(at + by)];
    });
  // Tried again it is the same file: its bytes may be stored already.
  const [fileId] = useState(() => uuidv7());
  const toSave = useRef<File | null>(null);
  const { isPending, refusal, forgetRefusal, submit } = useSubmit(
    async () => {
      await addFile(db, customerId, toSave.current!, 'camera', undefined, '', fileId);
      onClose();
      return t('files.pdf.saved', { count: pages.length });
    },
    {
      check: () => {
        const title = cleanFileName(name).replace(/\.pdf$/i, '');
        toSave.current = new File([pdfOfPictures(pages, title)], `${title}${ENDING}`, { type: 'application/pdf' });
        const code = refusalOfFile(toSave.current);
        return code === null ? null : `error.${code}`;
      },
      refusalOf: () => 'error.file.noRoom',
    },
  );
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      isDismissable={pages.length === 0}
      title={t('files.pdf.title')}
      size="large"
      footer={
        <>
          <Button onPress={() => picker.current?.click()}>{t('files.pdf.pick')}</Button>
          <Button onPress={() => camera.current?.click()}>{t('files.photograph')}</Button>
          <Button
            type="submit"
            form={FORM}
            variant="primary"
            isDisabled={pages.length === 0 || name.trim() === ''}
            isPending={isAdding || isPending}
          >
            {t('files.pdf.save', { count: pages.length })}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <FileInput ref={picker} testId="pdf-upload" accept="image/*" onPick={(files) => void add(files)} />
        <FileInput ref={camera} testId="pdf-camera" accept="image/*" isCamera onPick={(files) => void add(files)} />
        <form id={FORM} onSubmit={submit} noValidate>
          <TextField
            label={t('files.field.name')}
            value={name}
            onChange={setName}
            maxLength={MAX_FILE_NAME_LENGTH - ENDING.length}
          />
        </form>
        <ProblemList problems={refusal === null ? problems : [...problems, t(refusal, { megabytes: 25 })]} />
        {pages.length === 0 && <p>{t('files.pdf.none')}</p>}
        <ol className={styles.list}>
          {pages.map((page, at) => (
            <li key={page.key}>
              <FileTile
                picture={<PagePicture page={page} />}
                name={t('files.page', { page: at + 1, pages: pages.length })}
                actions={
                  <>
                    <IconButton
                      label={t('files.pdf.up', { page: at + 1 })}
                      icon={<ArrowUp {...iconSize.row} />}
                      isDisabled={at === 0}
                      onPress={() => move(at, -1)}
                    />
                    <IconButton
                      label={t('files.pdf.down', { page: at + 1 })}
                      icon={<ArrowDown {...iconSize.row} />}
                      isDisabled={at === pages.length - 1}
                      onPress={() => move(at, 1)}
                    />
                    <IconButton
                      label={t('files.pdf.leaveOut', { page: at + 1 })}
                      icon={<Trash2 {...iconSize.row} />}
                      onPress={() => setPages((before) => before.filter(({ key }) => key !== page.key))}
                    />
                  </>
                }
              />
            </li>
          ))}
        </ol>
      </div>
    </Dialog>
  );
}

function PagePicture({ page }: { page: Page }) {
  const bytes = useMemo(() => new Blob([page.jpeg], { type: 'image/jpeg' }), [page.jpeg]);
  const address = useLocalAddress(bytes);
  return <FilePicture type="image/jpeg" address={address} />;
}
