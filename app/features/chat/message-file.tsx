import { Download, FileText } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components';
import { fileIdOf } from '../../../sync/collections/file';
import { fileKindOf } from '../../../sync/rules/file-types';
import { useDocument } from '../../database/use-document';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { classNames } from '../../ui/class-names';
import { iconSize } from '../../ui/icon-size';
import { onWaiting, waitingNow } from '../../database/waiting-bytes/waiting-now';
import { reasonOf, type StoredFile } from '../files/file-rows';
import { useLocalAddress } from '../files/local-address';
import { useTemplateFiles } from '../templates/use-template-files';
import styles from './message-file.module.css';
import type { StoredMessage } from './read-thread';
import { useOpenFile } from './thread-viewer';
import { VoiceMessage } from './voice-message';

/** The file of a message: a picture to be opened large, a voice to be heard, a film, a document to be taken. */
export function MessageFile({ message, name }: { message: StoredMessage; /** Who said it. */ name: string }) {
  const t = useText();
  const { id, fileId = '', kind = 'text', direction, carriedIds = [] } = message;
  const file = useDocument('files', fileId);
  const here = useSyncExternalStore(onWaiting, waitingNow, waitingNow).get(fileId);
  const local = useLocalAddress(here?.bytes);
  // As high as what comes, so that the thread does not jump.
  if (file === undefined && here === undefined)
    return <span className={kind === 'image' ? styles.picture : styles.document} />;
  const isKnown = file !== undefined && file !== null && file.createdAt !== undefined;
  if (isKnown && file.deletedAt !== '') return <p className={styles.note}>{t('chat.file.deleted')}</p>;
  if (isKnown && reasonOf(file) !== '')
    return <p className={styles.note}>{t(`error.${reasonOf(file)}`, { megabytes: 25, megapixels: 60 })}</p>;
  const isThere = isKnown && file.state === 'stored';
  const carriedId = carriedIds.find((each) => fileIdOf(id, each) === fileId);
  if (!isThere && local === null && carriedId !== undefined) return <NotFiled carriedId={carriedId} />;
  if (!isThere && local === null)
    return <p className={styles.note}>{t(direction === 'in' ? 'chat.file.coming' : 'chat.file.elsewhere')}</p>;
  const address = local ?? `/files/${fileId}`;
  return (
    <>
      <Shown
        message={message}
        name={name}
        file={isKnown ? file : null}
        type={here?.bytes.type || (isKnown ? (file.type ?? '') : '')}
        size={here?.bytes.size ?? (isKnown ? (file.size ?? 0) : 0)}
        address={address}
        isThere={local === null}
      />
      {!isThere && here !== undefined && (
        <p className={styles.note} role="status">
          {here.isSending ? t('chat.file.sending', { part: Math.round(here.part * 100) }) : t('chat.file.here')}
          {here.isSending && <progress className={styles.progress} value={here.part} max={1} aria-hidden="true" />}
        </p>
      )}
    </>
  );
}

/** One more that a mail took along of the office's own. */
export function CarriedFile({ message, carriedId }: { message: StoredMessage; carriedId: string }) {
  const t = useText();
  const fileId = fileIdOf(message.id, carriedId);
  const file = useDocument('files', fileId);
  if (file === undefined) return <span className={styles.document} />;
  if (file === null || file.createdAt === undefined) return <NotFiled carriedId={carriedId} />;
  if (file.deletedAt !== '') return <p className={styles.note}>{t('chat.file.deleted')}</p>;
  if (reasonOf(file) !== '') return <p className={styles.note}>{t(`error.${reasonOf(file)}`)}</p>;
  return <DocumentLink title={file.name} address={`/files/${fileId}`} size={file.size ?? 0} />;
}

/** The office has its bytes and files it when it hears of the message: nothing has to be brought. */
function NotFiled({ carriedId }: { carriedId: string }) {
  const t = useText();
  const file = useTemplateFiles().get(carriedId);
  return (
    <span className={styles.document}>
      <FileText {...iconSize.row} />
      <span className={styles.words}>
        <span className={styles.name}>{file?.name ?? t('chat.kind.document')}</span>
        <span className={styles.note}>{t('chat.file.fromOffice')}</span>
      </span>
    </span>
  );
}

type ShownProps = {
  message: StoredMessage;
  name: string;
  /** Null: this device knows nothing of it but its bytes. */
  file: StoredFile | null;
  type: string;
  size: number;
  address: string;
  /** Read from the office. */
  isThere: boolean;
};

function Shown({ message, name, file, type, size, address, isThere }: ShownProps) {
  const t = useText();
  const { kind: wanted = 'text', id, seconds = 0, peaks = [] } = message;
  const kind = fileKindOf(type.split(';', 1)[0] ?? '') ?? (type.startsWith('image/') ? 'image' : null);
  const title = file?.name ?? t(`chat.kind.${wanted}`);
  if (kind === 'audio') return <VoiceMessage id={id} address={address} name={name} seconds={seconds} peaks={peaks} />;
  if (wanted === 'sticker' && kind === 'image')
    return <img className={styles.sticker} src={address} alt={t('chat.kind.sticker')} loading="lazy" />;
  if (kind === 'image') return <Picture message={message} title={title} address={address} isThere={isThere} />;
  if (kind === 'video') return <Film title={title} address={address} size={size} />;
  if (kind === 'pdf') return <Pages message={message} title={title} size={size} />;
  return <DocumentLink title={title} address={address} size={size} />;
}

/** A document that is looked at here, page by page; it is taken along from there. */
function Pages({ message, title, size }: { message: StoredMessage; title: string; size: number }) {
  const t = useText();
  const formats = useFormats();
  const open = useOpenFile();
  return (
    <Button
      className={classNames(styles.open, styles.document)}
      aria-label={t('chat.file.open', { name: title })}
      onPress={() => open(message)}
    >
      <FileText {...iconSize.row} />
      <span className={styles.words}>
        <span className={styles.name}>{title}</span>
        {size > 0 && <span className={styles.note}>{formats.bytes(size)}</span>}
      </span>
    </Button>
  );
}

function Picture({
  message,
  title,
  address,
  isThere,
}: {
  message: StoredMessage;
  title: string;
  address: string;
  isThere: boolean;
}) {
  const t = useText();
  const open = useOpenFile();
  const [isMissing, setMissing] = useState(false);
  return (
    <Button className={styles.open} aria-label={t('chat.file.open', { name: title })} onPress={() => open(message)}>
      {isMissing ? (
        <span className={styles.picture}>{t('files.needsOffice')}</span>
      ) : (
        <img
          className={styles.picture}
          src={isThere ? `${address}/thumbnail` : address}
          alt=""
          loading="lazy"
          onError={() => setMissing(true)}
        />
      )}
    </Button>
  );
}

function Film({ title, address, size }: { title: string; address: string; size: number }) {
  const t = useText();
  const [isBroken, setBroken] = useState(false);
  if (isBroken)
    return (
      <>
        <p className={styles.note}>{t('chat.file.cannotPlay')}</p>
        <DocumentLink title={title} address={address} size={size} />
      </>
    );
  return (
    // eslint-disable-next-line jsx-a11y/media-has-caption -- what somebody has just filmed has no captions
    <video
      className={styles.film}
      controls
      preload="metadata"
      playsInline
      src={address}
      aria-label={title}
      onError={() => setBroken(true)}
    />
  );
}

function DocumentLink({ title, address, size }: { title: string; address: string; size: number }) {
  const t = useText();
  const formats = useFormats();
  const isLocal = address.startsWith('blob:');
  return (
    <a
      className={styles.document}
      href={address}
      {...(isLocal ? { download: title } : { target: '_blank', rel: 'noreferrer' })}
      aria-label={t('chat.file.download', { name: title })}
    >
      <FileText {...iconSize.row} />
      <span className={styles.words}>
        <span className={styles.name}>{title}</span>
        {size > 0 && <span className={styles.note}>{formats.bytes(size)}</span>}
      </span>
      <Download {...iconSize.small} />
    </a>
  );
}
