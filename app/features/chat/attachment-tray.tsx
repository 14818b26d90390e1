import { FileText, Music, Video, X } from 'lucide-react';
import { fileKindOf } from '../../../sync/rules/file-types';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import styles from './attachment-tray.module.css';
import type { Attachments } from './use-attachments';

const ICONS = { video: Video, audio: Music } as const;

/** What is about to be sent, in its order, and what could not be taken. */
export function AttachmentTray({ attachments: { items, problems, remove } }: { attachments: Attachments }) {
  const t = useText();
  const formats = useFormats();
  return (
    <>
      {items.length > 0 && (
        <ul className={styles.tray} aria-label={t('chat.attach.list')}>
          {items.map(({ key, file, address }) => {
            const Icon = ICONS[fileKindOf(file.type) as keyof typeof ICONS] ?? FileText;
            return (
              <li key={key} className={styles.item}>
                {address === '' ? <Icon {...iconSize.row} /> : <img className={styles.picture} src={address} alt="" />}
                <span className={styles.words}>
                  <span className={styles.name}>{file.name}</span>
                  <span className={styles.size}>{formats.bytes(file.size)}</span>
                </span>
                <IconButton
                  label={t('chat.attach.remove', { name: file.name })}
                  icon={<X {...iconSize.small} />}
                  onPress={() => remove(key)}
                />
              </li>
            );
          })}
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
