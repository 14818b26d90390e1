import { useSyncExternalStore } from 'react';
import { useDocument } from '../../database/use-document';
import { useText } from '../../i18n/use-text';
import { Dialog } from '../../ui/dialog';
import { onWaiting, waitingNow } from '../../database/waiting-bytes/waiting-now';
import { DownloadButton } from '../files/download-button';
import { FileViewer } from '../files/file-viewer';
import styles from './message-content.module.css';
import type { StoredMessage } from './read-thread';

/** The file of one message large, with what was said below it. */
export default function LargeFile({
  message,
  place,
  onMove,
  onClose,
}: {
  message: StoredMessage;
  /** Where it stands among those that are leafed through, from 1. */
  place: { readonly at: number; readonly of: number };
  onMove: (by: 1 | -1) => void;
  onClose: () => void;
}) {
  const t = useText();
  const { fileId = '', kind = 'document', body } = message;
  const known = useDocument('files', fileId);
  const here = useSyncExternalStore(onWaiting, waitingNow, waitingNow).get(fileId);
  // Its bytes may wait here before anything else is known of it.
  const isKnown = known !== undefined && known !== null && known.createdAt !== undefined;
  const file = isKnown
    ? known
    : { id: fileId, name: t(`chat.kind.${kind}`), type: here?.bytes.type ?? '', state: '' as const };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={kind === 'image' ? t('chat.viewer') : file.name}
      size="full"
      footer={<DownloadButton file={file} />}
    >
      <FileViewer file={file} place={place} isTall onMove={onMove} />
      {body !== '' && <p className={styles.text}>{body}</p>}
    </Dialog>
  );
}
