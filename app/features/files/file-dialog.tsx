import { useState, useSyncExternalStore } from 'react';
import { cleanFileName } from '../../../sync/rules/file-name';
import { MAX_FILE_LABEL_LENGTH, MAX_FILE_LABELS } from '../../../sync/collections/file';
import { fileKindOf } from '../../../sync/rules/file-types';
import { useDatabase } from '../../database/database-context';
import { editDocument } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { Button, LinkButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea, TextField } from '../../ui/text-field';
import { showToast } from '../../ui/toast';
import { onWaiting, waitingNow } from './bring-bytes';
import { useLocalAddress, type StoredFile } from './file-rows';
import styles from './files.module.css';

/** One file: what is in it, what it is called, and what can be done with it. */
export default function FileDialog({ file, onClose }: { file: StoredFile; onClose: () => void }) {
  const t = useText();
  const db = useDatabase();
  const [name, setName] = useState(file.name);
  const [note, setNote] = useState(file.note);
  const [labels, setLabels] = useState(file.labels.join(', '));
  const change = (values: Partial<StoredFile>, done: string, undo?: Partial<StoredFile>) =>
    editDocument(db, 'files', file.id, values).then(
      () => {
        onClose();
        showToast({
          text: t(done),
          ...(undo === undefined
            ? {}
            : { action: { label: t('files.undo'), onPress: () => void change(undo, 'files.restored') } }),
        });
      },
      () => showToast({ text: t('files.notStored'), tone: 'attention' }),
    );
  const save = () =>
    void change({ name: cleanFileName(name, file.name), note: note.trim(), labels: labelsIn(labels) }, 'files.saved');
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={file.name}
      size="large"
      footer={
        <>
          <Button
            variant="danger"
            onPress={() => void change({ deletedAt: db.clock.nowIso() }, 'files.deleted', { deletedAt: '' })}
          >
            {t('files.delete')}
          </Button>
          {file.state === 'stored' && (
            <LinkButton href={`/files/${file.id}?download`} target="_blank" rel="noreferrer">
              {t('files.download')}
            </LinkButton>
          )}
          <Button variant="primary" onPress={save}>
            {t('files.save')}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <Preview file={file} />
        <TextField label={t('files.field.name')} value={name} onChange={setName} maxLength={120} />
        <TextField label={t('files.labels')} value={labels} onChange={setLabels} maxLength={300} />
        <TextArea label={t('files.field.note')} value={note} onChange={setNote} maxLength={2_000} />
      </div>
    </Dialog>
  );
}

const labelsIn = (typed: string): string[] => [
  ...new Set(
    typed
      .split(',')
      .map((label) => label.trim().slice(0, MAX_FILE_LABEL_LENGTH))
      .filter((label) => label !== '')
      .slice(0, MAX_FILE_LABELS),
  ),
];

function Preview({ file }: { file: StoredFile }) {
  const t = useText();
  const waiting = useSyncExternalStore(onWaiting, waitingNow, waitingNow).get(file.id);
  const [isMissing, setIsMissing] = useState(false);
  const local = useLocalAddress(waiting?.bytes);
  const address = local ?? `/files/${file.id}`;
  const isImage = waiting?.bytes.type.startsWith('image/') ?? fileKindOf(file.type ?? '') === 'image';
  if (isMissing) return <p>{t('files.needsOffice')}</p>;
  if (isImage)
    return <img className={styles.preview} src={address} alt={file.name} onError={() => setIsMissing(true)} />;
  if (fileKindOf(waiting?.bytes.type ?? file.type ?? '') === 'audio')
    // eslint-disable-next-line jsx-a11y/media-has-caption -- what somebody said in a chat has no captions
    return <audio controls src={address} aria-label={file.name} onError={() => setIsMissing(true)} />;
  return <p>{t(file.state === 'stored' ? 'files.noPreview' : 'files.notYet')}</p>;
}
