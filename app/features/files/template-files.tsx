import { Paperclip, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { MAX_CARRIED_FILES } from '../../../sync/collections/message';
import { fitOneMail, type TemplateFile } from '../../../sync/collections/template';
import { cleanFileName } from '../../../sync/rules/file-name';
import { MAX_MAIL_FILE_BYTES } from '../../../sync/rules/file-types';
import { api } from '../../api/client';
import { sendBytes } from '../../database/waiting-bytes/send-bytes';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { FilePicture, FileTile } from '../../ui/file-tile';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import { refusalOfFile } from './add-files';
import { FileInput } from './file-input';
import { ProblemList } from './problem-list';
import styles from './template-files.module.css';

const MEGABYTES = MAX_MAIL_FILE_BYTES / 1024 / 1024;
type Sending = { readonly name: string; readonly part: number };

/**
 * What a template takes along: files of the office's own, brought there at once, since any device may send them next.
 */
export function TemplateFiles({
  files,
  onChange,
  onBusy,
  isReadOnly,
}: {
  files: readonly TemplateFile[];
  onChange: (change: (before: readonly TemplateFile[]) => readonly TemplateFile[]) => void;
  /** What is on its way is not saved yet. */
  onBusy: (isBusy: boolean) => void;
  isReadOnly: boolean;
}) {
  const t = useText();
  const formats = useFormats();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const add = async (picked: readonly File[]) => {
    const taken = [...files];
    const refused: string[] = [];
    onBusy(true);
    for (const file of picked) {
      const problem = problemOf(file, taken);
      const brought = problem ?? (await bring(file, (part) => setSending({ name: file.name, part })));
      if (typeof brought === 'string') refused.push(`${file.name}: ${t(brought, { megabytes: MEGABYTES, ...LIMITS })}`);
      else if (fitOneMail([...taken, brought])) {
        taken.push(brought);
        onChange((before) => [...before, brought]);
      } else refused.push(`${file.name}: ${t('templates.files.tooLarge', { megabytes: MEGABYTES })}`);
    }
    setSending(null);
    setProblems(refused);
    onBusy(false);
  };
  if (isReadOnly && files.length === 0) return null;
  return (
    <Panel
      title={t('templates.files')}
      action={
        !isReadOnly && (
          <Button
            icon={<Paperclip {...iconSize.small} />}
            isPending={sending !== null}
            isDisabled={files.length >= MAX_CARRIED_FILES}
            onPress={() => input.current?.click()}
          >
            {t('templates.files.add')}
          </Button>
        )
      }
    >
      <div className={styles.files}>
        <FileInput ref={input} testId="template-files" onPick={(picked) => void add(picked)} />
        {files.length > 0 && (
          <ul className={styles.list} aria-label={t('templates.files')}>
            {files.map(({ id, name, type, size }) => (
              <li key={id}>
                <FileTile
                  density="compact"
                  picture={<FilePicture type={type} address={null} />}
                  name={
                    <a className={styles.name} href={`/files/${id}`} target="_blank" rel="noreferrer">
                      {name}
                    </a>
                  }
                  facts={[formats.bytes(size)]}
                  actions={
                    !isReadOnly && (
                      <IconButton
                        label={t('templates.files.remove', { name })}
                        icon={<X {...iconSize.row} />}
                        onPress={() => onChange((before) => before.filter((file) => file.id !== id))}
                      />
                    )
                  }
                />
              </li>
            ))}
          </ul>
        )}
        {sending !== null && (
          <p role="status" className={styles.about}>
            {t('templates.files.sending', { name: sending.name, part: Math.round(sending.part * 100) })}
          </p>
        )}
        <ProblemList problems={problems} />
        <p className={styles.about}>{t('templates.files.text')}</p>
      </div>
    </Panel>
  );
}

const LIMITS = { megapixels: 60, count: MAX_CARRIED_FILES } as const;

/** What can be told before anything is sent, as a key of words. */
function problemOf(file: File, taken: readonly TemplateFile[]): string | null {
  if (taken.length >= MAX_CARRIED_FILES) return 'templates.files.tooMany';
  const code = refusalOfFile(file);
  if (code !== null) return `error.${code}`;
  return file.size > MAX_MAIL_FILE_BYTES ? 'templates.files.tooLarge' : null;
}

/** The file as the office keeps it, or a key of words for why it does not. */
async function bring(file: File, tell: (part: number) => void): Promise<TemplateFile | string> {
  const id = uuidv7();
  try {
    await api.files.offer.mutate({ id, name: cleanFileName(file.name) });
    const answer = await sendBytes(id, file, (_, { part }) => tell(part));
    if (typeof answer === 'object') return `error.${answer.code}`;
    const { state, reason, name, type, size } = await api.files.offered.query({ id });
    if (state === 'stored') return { id, name, type, size };
    return `error.${reason === '' ? 'file.damaged' : reason}`;
  } catch {
    return 'templates.files.needsOffice';
  }
}
