import { Download, FileText } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from 'react-aria-components';
import { fileKindOf } from '../../../sync/rules/file-types';
import { useDocument } from '../../database/use-document';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import styles from './message-file.module.css';

const FileDialog = lazy(() => import('../files/file-dialog'));

/** The file of a message: a picture to be opened large, a document to be taken. Its bytes are the office's. */
export function MessageFile({ fileId, kind }: { fileId: string; kind: string }) {
  const t = useText();
  const formats = useFormats();
  const file = useDocument('files', fileId);
  const [isOpen, setOpen] = useState(false);
  const [isMissing, setMissing] = useState(false);
  // As high as what comes, so that the thread does not jump.
  if (file === undefined) return <span className={kind === 'image' ? styles.picture : styles.document} />;
  if (file === null || file.createdAt === undefined) return <p className={styles.note}>{t('chat.file.coming')}</p>;
  if (file.deletedAt !== '') return <p className={styles.note}>{t('chat.file.deleted')}</p>;
  const { name, type = '', size = 0, state } = file;
  if (state === 'refused')
    return (
      <p className={styles.note}>{t(`error.${file.reason || 'file.damaged'}`, { megabytes: 25, megapixels: 60 })}</p>
    );
  if (state !== 'stored') return <p className={styles.note}>{t('chat.file.coming')}</p>;
  const shownAs = fileKindOf(type);
  if (shownAs === 'audio')
    return (
      // eslint-disable-next-line jsx-a11y/media-has-caption -- what somebody has just spoken has no captions
      <audio className={styles.audio} controls preload="none" src={`/files/${fileId}`} aria-label={name} />
    );
  if (shownAs !== 'image')
    return (
      <a className={styles.document} href={`/files/${fileId}?download`} target="_blank" rel="noreferrer">
        <FileText {...iconSize.row} />
        <span className={styles.words}>
          <span className={styles.name}>{name}</span>
          {size > 0 && <span className={styles.note}>{formats.bytes(size)}</span>}
        </span>
        <Download {...iconSize.small} />
      </a>
    );
  return (
    <>
      <Button className={styles.open} aria-label={t('chat.file.open', { name })} onPress={() => setOpen(true)}>
        {isMissing ? (
          <span className={styles.picture}>{t('files.needsOffice')}</span>
        ) : (
          <img
            className={styles.picture}
            src={`/files/${fileId}/thumbnail`}
            alt=""
            loading="lazy"
            onError={() => setMissing(true)}
          />
        )}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <FileDialog file={file} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
