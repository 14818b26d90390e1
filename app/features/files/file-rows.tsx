import { CircleAlert, CircleCheck, CloudUpload, FileText, Music, TabletSmartphone } from 'lucide-react';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components';
import { fileKindOf } from '../../../sync/rules/file-types';
import type { StoredByCollection } from '../../database/saha-database';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { iconSize } from '../../ui/icon-size';
import { Particulars } from '../../ui/particulars';
import { useMembers } from '../members/use-members';
import { onWaiting, waitingNow } from './bring-bytes';
import styles from './files.module.css';

export type StoredFile = StoredByCollection['files'];
const STATES = { device: TabletSmartphone, sending: CloudUpload, office: CircleCheck, attention: CircleAlert } as const;

/** Files with what they are, whose and where they stand; pressing one opens it. */
export function FileRows({
  files,
  customerOf,
  onOpen,
}: {
  files: readonly StoredFile[];
  customerOf?: (file: StoredFile) => string;
  onOpen: (file: StoredFile) => void;
}) {
  const waiting = useSyncExternalStore(onWaiting, waitingNow, waitingNow);
  return (
    <ul className={styles.list}>
      {files.map((file) => (
        <li key={file.id}>
          <FileRow file={file} here={waiting.get(file.id)} customer={customerOf?.(file) ?? ''} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
}

type Here = { readonly bytes: Blob; readonly isSending: boolean; readonly part: number } | undefined;

function FileRow({
  file,
  here,
  customer,
  onOpen,
}: {
  file: StoredFile;
  here: Here;
  customer: string;
  onOpen: (file: StoredFile) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const { byId } = useMembers();
  const state = stateOf(file, here);
  const Icon = STATES[state];
  const size = file.size ?? here?.bytes.size ?? 0;
  return (
    <Button className={styles.row} onPress={() => onOpen(file)}>
      <Thumbnail file={file} bytes={here?.bytes} />
      <span className={styles.words}>
        <strong className={styles.name}>{file.name}</strong>
        <span className={styles.detail}>
          <Particulars
            texts={[
              customer,
              formats.dateTime(file.createdAt),
              byId.get(file.createdBy)?.fullName ?? '',
              size === 0 ? '' : formats.bytes(size),
            ]}
          />
        </span>
        {file.note !== '' && <span className={styles.detail}>{file.note}</span>}
        <span className={styles.labels}>
          {(file.marks ?? []).map((mark) => (
            <Badge key={mark}>{t(`files.mark.${mark}`)}</Badge>
          ))}
          {file.labels.map((label) => (
            <Badge key={label}>{label}</Badge>
          ))}
        </span>
        {file.state === 'refused' && (
          <span className={styles.refused}>
            {t(`error.${file.reason || 'file.damaged'}`, { megabytes: 25, megapixels: 60 })}
          </span>
        )}
      </span>
      <span className={styles.state} data-state={state}>
        <Icon {...iconSize.small} />
        {state === 'sending'
          ? t('files.sending', { part: Math.round((here?.part ?? 0) * 100) })
          : t(file.state || here !== undefined ? `customers.record.${state}` : 'files.elsewhere')}
      </span>
    </Button>
  );
}

/** In the four words of a record, for its bytes as for what is known of it. */
function stateOf(file: StoredFile, here: Here): keyof typeof STATES {
  if (file.state === 'refused' || file.outbox.startsWith('r') || file.conflicted !== '') return 'attention';
  if (here !== undefined) return here.isSending ? 'sending' : 'device';
  return file.outbox === '' && file.state === 'stored' ? 'office' : 'device';
}

function Thumbnail({ file, bytes }: { file: StoredFile; bytes: Blob | undefined }) {
  const [isMissing, setIsMissing] = useState(false);
  const local = useLocalAddress(bytes?.type.startsWith('image/') === true ? bytes : undefined);
  const kind = fileKindOf(file.type ?? '');
  const address = local ?? (kind === 'image' ? `/files/${file.id}/thumbnail` : null);
  if (address === null || isMissing)
    return (
      <span className={styles.thumbnail}>
        {kind === 'audio' ? <Music {...iconSize.row} /> : <FileText {...iconSize.row} />}
      </span>
    );
  return <img className={styles.thumbnail} src={address} alt="" loading="lazy" onError={() => setIsMissing(true)} />;
}

/** An address of bytes on this device, for as long as they are shown. */
export function useLocalAddress(bytes: Blob | undefined): string | null {
  const address = useMemo(() => (bytes === undefined ? null : URL.createObjectURL(bytes)), [bytes]);
  useEffect(() => () => (address === null ? undefined : URL.revokeObjectURL(address)), [address]);
  return address;
}
