import { Paperclip, X } from 'lucide-react';
import type { TemplateFile } from '../../../sync/collections/template';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Particulars } from '../../ui/particulars';
import styles from './mail-file.module.css';

/** What a mail takes along of a template's files; each can be left out. */
export function CarriedList({
  files,
  onRemove,
}: {
  files: readonly TemplateFile[];
  onRemove: (fileId: string) => void;
}) {
  const t = useText();
  const formats = useFormats();
  return (
    <ul className={styles.carried} aria-label={t('templates.files')}>
      {files.map(({ id, name, size }) => (
        <li key={id} className={styles.shown}>
          <Paperclip {...iconSize.row} />
          <span className={styles.name}>
            <Particulars texts={[name, formats.bytes(size)]} />
          </span>
          <IconButton
            label={t('messages.compose.detach', { name })}
            icon={<X {...iconSize.row} />}
            onPress={() => onRemove(id)}
          />
        </li>
      ))}
    </ul>
  );
}
