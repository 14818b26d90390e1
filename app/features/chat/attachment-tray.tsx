import { X } from 'lucide-react';
import type { TemplateFile } from '../../../sync/collections/template';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { FilePicture, FileTile } from '../../ui/file-tile';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import styles from './attachment-tray.module.css';
import type { Attachments } from './use-attachments';

/** What is about to be sent, in its order, and what could not be taken. */
export function AttachmentTray({
  attachments: { items, problems, remove },
  carried,
  onLeaveOut,
}: {
  attachments: Attachments;
  /** What the template takes along. */
  carried: readonly TemplateFile[];
  onLeaveOut: (fileId: string) => void;
}) {
  const t = useText();
  return (
    <>
      {(items.length > 0 || carried.length > 0) && (
        <ul className={styles.tray} aria-label={t('chat.attach.list')}>
          {carried.map(({ id, name, size, type }) => (
            <Item key={id} type={type} address="" name={name} size={size} onRemove={() => onLeaveOut(id)} />
          ))}
          {items.map(({ key, file, address }) => (
            <Item
              key={key}
              type={file.type}
              address={address}
              name={file.name}
              size={file.size}
              onRemove={() => remove(key)}
            />
          ))}
        </ul>
      )}
      {problems.length > 0 && (
        <div role="alert" className={styles.problems}>
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </div>
      )}
    </>
  );
}

function Item({
  type,
  address,
  name,
  size,
  onRemove,
}: {
  type: string;
  /** Of a picture of it; '' where there is none. */
  address: string;
  name: string;
  size: number;
  onRemove: () => void;
}) {
  const t = useText();
  const formats = useFormats();
  return (
    <li className={styles.item}>
      <FileTile
        density="compact"
        picture={<FilePicture type={type} address={address === '' ? null : address} />}
        name={<span className={styles.name}>{name}</span>}
        facts={[formats.bytes(size)]}
        actions={
          <IconButton label={t('chat.attach.remove', { name })} icon={<X {...iconSize.small} />} onPress={onRemove} />
        }
      />
    </li>
  );
}
