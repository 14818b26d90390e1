import {
  Check,
  CircleAlert,
  CircleCheck,
  CloudUpload,
  Film,
  FileText,
  Music,
  Pin,
  TabletSmartphone,
} from 'lucide-react';
import { memo, useCallback, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { fileKindOf } from '../../../sync/rules/file-types';
import type { StoredByCollection } from '../../database/saha-database';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { iconSize } from '../../ui/icon-size';
import { Particulars } from '../../ui/particulars';
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
  const Icon = STATES[state];
  const reason = reasonOf(file);
  const size = file.size ?? here?.bytes.size ?? 0;
  return (
    <Row isChosen={isChosen} onPress={() => onPress(file)}>
      {isChosen !== null && (
        <span className={styles.tick} data-chosen={isChosen}>
          {isChosen && <Check {...iconSize.small} />}
        </span>
      )}
      <Thumbnail file={file} bytes={here?.bytes} isOnDevice={onDevice !== undefined} />
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
        {reason !== '' && (
          <span className={styles.refused}>{t(`error.${reason}`, { megabytes: 25, megapixels: 60 })}</span>
        )}
        {here?.problem !== undefined && <span className={styles.refused}>{t('files.notTaken')}</span>}
        {onDevice !== undefined && (
          <span className={styles.detail}>
            {onDevice.isPinned && <Pin {...iconSize.small} />}
            {t(onDevice.isPinned ? 'files.pinned' : 'files.offline')}
          </span>
        )}
      </span>
      <span className={styles.state} data-state={state}>
        <Icon {...iconSize.small} />
        {state === 'sending'
          ? t('files.sending', { part: Math.round((here?.part ?? 0) * 100) })
          : t(file.state || here !== undefined ? `shell.record.${state}` : 'files.elsewhere')}
      </span>
    </Row>
  );
});

/** Opened by a press; while some are chosen it says of itself whether it is one of them. */
function Row({ isChosen, onPress, children }: { isChosen: boolean | null; onPress: () => void; children: ReactNode }) {
  return isChosen === null ? (
    <Button className={styles.row!} onPress={onPress}>
      {children}
    </Button>
  ) : (
    <ToggleButton className={styles.row!} isSelected={isChosen} onChange={onPress}>
      {children}
    </ToggleButton>
  );
}

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

const ICONS = { audio: Music, video: Film } as const;

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
  const Icon = ICONS[kind as keyof typeof ICONS] ?? FileText;
  if (address === null)
    return (
      <span className={styles.thumbnail}>
        <Icon {...iconSize.row} />
      </span>
    );
  return <img className={styles.thumbnail} src={address} alt="" loading="lazy" onError={() => setIsMissing(true)} />;
}
