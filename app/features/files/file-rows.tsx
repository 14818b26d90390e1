import { CircleAlert, CircleCheck, CloudUpload, Pin, TabletSmartphone } from 'lucide-react';
import { memo, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { fileKindOf } from '../../../sync/rules/file-types';
import type { StoredByCollection } from '../../database/saha-database';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { FileDetail, FilePicture, FileTile } from '../../ui/file-tile';
import { iconSize } from '../../ui/icon-size';
import { useMembers } from '../members/use-members';
import { onWaiting, waitingNow, type Here } from '../../database/waiting-bytes/waiting-now';
import styles from './files.module.css';
import { useLocalAddress } from './local-address';
import type { ShelfFact } from './plan-shelf';
import { bytesOnShelf, onShelf, shelfNow } from './shelf';
import { useDatabase } from '../../database/database-context';

export type StoredFile = StoredByCollection['files'];
const STATES = { device: TabletSmartphone, sending: CloudUpload, office: CircleCheck, attention: CircleAlert } as const;

/** Files with what they are, whose and where they stand. `chosen`: those that are, or null while nobody chooses. */
export function FileRows({
  files,
  customerOf,
  chosen,
  onPress,
}: {
  files: readonly StoredFile[];
  customerOf?: (file: StoredFile) => string;
  chosen: ReadonlySet<string> | null;
  onPress: (file: StoredFile) => void;
}) {
  const waiting = useSyncExternalStore(onWaiting, waitingNow, waitingNow);
  const shelf = useSyncExternalStore(onShelf, shelfNow, shelfNow);
  // A row is drawn anew where it changed, not with every piece that some other one has sent.
  const latest = useRef(onPress);
  useEffect(() => {
    latest.current = onPress;
  });
  const press = useCallback((file: StoredFile) => latest.current(file), []);
  return (
    <ul className={styles.list}>
      {files.map((file) => (
        <li key={file.id}>
          <FileRow
            file={file}
            here={waiting.get(file.id)}
            onDevice={shelf.find(({ fileId }) => fileId === file.id)}
            customer={customerOf?.(file) ?? ''}
            isChosen={chosen === null ? null : chosen.has(file.id)}
            onPress={press}
          />
        </li>
      ))}
    </ul>
  );
}

const FileRow = memo(function FileRow({
  file,
  here,
  onDevice,
  customer,
  isChosen,
  onPress,
}: {
  file: StoredFile;
  here: Here | undefined;
  onDevice: ShelfFact | undefined;
  customer: string;
  isChosen: boolean | null;
  onPress: (file: StoredFile) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const { byId } = useMembers();
  const state = stateOf(file, here);
  const reason = reasonOf(file);
  const size = file.size ?? here?.bytes.size ?? 0;
  const labels = [...(file.marks ?? []).map((mark) => t(`files.mark.${mark}`)), ...file.labels];
  return (
    <FileTile
      picture={<Thumbnail file={file} bytes={here?.bytes} isOnDevice={onDevice !== undefined} />}
      name={file.name}
      facts={[
        customer,
        formats.dateTime(file.createdAt),
        byId.get(file.createdBy)?.fullName ?? '',
        size === 0 ? '' : formats.bytes(size),
      ]}
      problem={
        here?.problem !== undefined
          ? t('files.notTaken')
          : reason === ''
            ? ''
            : t(`error.${reason}`, { megabytes: 25, megapixels: 60 })
      }
      state={{
        icon: STATES[state],
        isWrong: state === 'attention',
        words:
          state === 'sending'
            ? t('files.sending', { part: Math.round((here?.part ?? 0) * 100) })
            : t(file.state || here !== undefined ? `shell.record.${state}` : 'files.elsewhere'),
      }}
      isChosen={isChosen}
      onPress={() => onPress(file)}
    >
      {file.note !== '' && <FileDetail>{file.note}</FileDetail>}
      {labels.length > 0 && (
        <span className={styles.labels}>
          {labels.map((label) => (
            <Badge key={label}>{label}</Badge>
          ))}
        </span>
      )}
      {onDevice !== undefined && (
        <FileDetail>
          {onDevice.isPinned && <Pin {...iconSize.small} />}
          {t(onDevice.isPinned ? 'files.pinned' : 'files.offline')}
        </FileDetail>
      )}
    </FileTile>
  );
});

/** Why nobody can open it: refused, or there once and no more. The code of an error, '' where nothing is wrong. */
export const reasonOf = ({ state, reason = '' }: Pick<StoredFile, 'state' | 'reason'>): string =>
  state === 'refused' && reason === '' ? 'file.damaged' : reason;

/** In the four words of a record, for its bytes as for what is known of it. */
function stateOf(file: StoredFile, here: Here | undefined): keyof typeof STATES {
  if (here?.problem !== undefined) return 'attention';
  if (reasonOf(file) !== '' || file.outbox.startsWith('r') || file.conflicted !== '') return 'attention';
  if (here !== undefined) return here.isSending ? 'sending' : 'device';
  return file.outbox === '' && file.state === 'stored' ? 'office' : 'device';
}

function Thumbnail({ file, bytes, isOnDevice }: { file: StoredFile; bytes: Blob | undefined; isOnDevice: boolean }) {
  const { me } = useDatabase();
  const [isMissing, setIsMissing] = useState(false);
  const [kept, setKept] = useState<Blob>();
  const kind = fileKindOf(file.type ?? '');
  // Without a network the little picture is drawn from the large one that stays readable here.
  const isFromDevice = isMissing && isOnDevice && kind === 'image';
  useEffect(() => {
    if (!isFromDevice) return undefined;
    let isLeft = false;
    bytesOnShelf(me.memberId, file.id).then(
      (found) => isLeft || setKept(found ?? undefined),
      () => isLeft || setKept(undefined),
    );
    return () => {
      isLeft = true;
    };
  }, [isFromDevice, me.memberId, file.id]);
  const local = useLocalAddress(bytes?.type.startsWith('image/') === true ? bytes : kept);
  const address = local ?? (kind === 'image' && !isMissing ? `/files/${file.id}/thumbnail` : null);
  return <FilePicture type={file.type ?? ''} address={address} onError={() => setIsMissing(true)} />;
}
