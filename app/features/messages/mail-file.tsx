import { Paperclip, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useSearchParams } from '@remix-run/react';
import { fitOneMail, type TemplateFile } from '../../../sync/collections/template';
import { MAX_MAIL_FILE_BYTES } from '../../../sync/rules/file-types';
import type { SahaDatabase } from '../../database/saha-database';
import { useDocument } from '../../database/use-document';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Particulars } from '../../ui/particulars';
import { sendNewFile, sendStoredFile, type FileMail } from '../chat/send-file';
import { refusalOfFile } from '../files/add-files';
import { FileInput } from '../files/file-input';
import styles from './mail-file.module.css';

/**
 * What a mail takes along: a file just picked, or one of the customer's that the address names (`file`), besides those
 * of its template.
 */
export function useMailFile(customerId: string, carried: readonly TemplateFile[]) {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const [picked, setPicked] = useState<File | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const storedId = picked === null ? (params.get('file') ?? '') : '';
  const stored = useDocument('files', storedId === '' ? undefined : storedId);
  const isTheirs = stored?.customerId === customerId && stored.deletedAt === '';
  const drop = () => {
    setPicked(null);
    setProblem(null);
    setParams((before) => (before.delete('file'), before), { replace: true, preventScrollReset: true });
  };
  const pick = ([file]: readonly File[]) => {
    if (file === undefined) return;
    const code = refusalOfFile(file);
    if (code === null && file.size <= MAX_MAIL_FILE_BYTES) {
      drop();
      setPicked(file);
    } else if (code === null || code === 'file.tooLarge')
      setProblem(t('messages.compose.fileTooLarge', { megabytes: MAX_MAIL_FILE_BYTES / 1024 / 1024 }));
    else setProblem(t(`error.${code}`));
  };
  const shown =
    picked !== null
      ? { name: picked.name, size: picked.size }
      : isTheirs
        ? { name: stored.name, size: stored.size ?? 0 }
        : null;
  const isTooLarge = !fitOneMail([...carried, { size: shown?.size ?? 0 }]);
  return {
    shown,
    problem: isTooLarge
      ? t(carried.length === 0 ? 'messages.compose.fileTooLarge' : 'messages.compose.filesTooLarge', {
          megabytes: MAX_MAIL_FILE_BYTES / 1024 / 1024,
        })
      : problem,
    isTooLarge,
    pick,
    drop,
    /** Null: it takes nothing along. */
    send:
      shown === null
        ? null
        : (db: SahaDatabase, mail: FileMail) =>
            picked !== null
              ? sendNewFile(db, customerId, picked, mail)
              : sendStoredFile(db, { id: storedId, customerId, type: stored?.type ?? '' }, mail),
  };
}

export function MailFile({ file }: { file: ReturnType<typeof useMailFile> }) {
  const t = useText();
  const formats = useFormats();
  const input = useRef<HTMLInputElement>(null);
  const { shown, problem } = file;
  return (
    <div className={styles.file}>
      <FileInput ref={input} testId="mail-file" isSingle onPick={file.pick} />
      {shown === null ? (
        <Button icon={<Paperclip {...iconSize.row} />} onPress={() => input.current?.click()}>
          {t('messages.compose.attach')}
        </Button>
      ) : (
        <p className={styles.shown}>
          <Paperclip {...iconSize.row} />
          <span className={styles.name}>
            <Particulars texts={[shown.name, shown.size === 0 ? '' : formats.bytes(shown.size)]} />
          </span>
          <IconButton
            label={t('messages.compose.detach', { name: shown.name })}
            icon={<X {...iconSize.row} />}
            onPress={file.drop}
          />
        </p>
      )}
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}
