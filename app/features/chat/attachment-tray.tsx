import { FileText, Music, Video, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TemplateFile } from '../../../sync/collections/template';
import { fileKindOf } from '../../../sync/rules/file-types';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import styles from './attachment-tray.module.css';
import type { Attachments } from './use-attachments';

const ICONS = { video: Video, audio: Music } as const;

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
            <Item key={id} picture={<KindIcon type={type} />} name={name} size={size} onRemove={() => onLeaveOut(id)} />
          ))}
          {items.map(({ key, file, address }) => (
            <Item
              key={key}
              picture={
                address === '' ? <KindIcon type={file.type} /> : <img className={styles.picture} src={address} alt="" />
              }
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

function KindIcon({ type }: { type: string }) {
  const Icon = ICONS[fileKindOf(type) as keyof typeof ICONS] ?? FileText;
  return <Icon {...iconSize.row} />;
}

function Item({
  picture,
  name,
  size,
  onRemove,
}: {
  picture: ReactNode;
  name: string;
  size: number;
  onRemove: () => void;
}) {
  const t = useText();
  const formats = useFormats();
  return (
    <li className={styles.item}>
      {picture}
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.size}>{formats.bytes(size)}</span>
      </span>
      <IconButton label={t('chat.attach.remove', { name })} icon={<X {...iconSize.small} />} onPress={onRemove} />
    </li>
  );
}
