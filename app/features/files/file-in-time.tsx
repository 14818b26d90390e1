import { Paperclip } from 'lucide-react';
import { useState } from 'react';
import type { StoredByCollection } from '../../database/saha-database';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Entry } from '../../ui/entry';
import { Particulars } from '../../ui/particulars';
import FileDialog from './file-dialog';
import { reasonOf } from './file-rows';

/** A file in a customer's time; pressing it opens it. */
export function FileInTime({
  document: file,
  nameOf,
}: {
  document: StoredByCollection['files'];
  nameOf: (memberId: string) => string;
}) {
  const t = useText();
  const formats = useFormats();
  const [isOpen, setIsOpen] = useState(false);
  const reason = reasonOf(file);
  return (
    <Entry
      icon={Paperclip}
      tone="slate"
      title={t('files.timeline', { name: file.name })}
      at={file.createdAt}
      when={formats.time(file.createdAt)}
      whenTitle={formats.dateTime(file.createdAt)}
    >
      <Particulars
        texts={[
          nameOf(file.createdBy),
          ...(file.marks ?? []).map((mark) => t(`files.mark.${mark}`)),
          ...file.labels,
          reason === '' ? '' : t(`error.${reason}`, { megabytes: 25, megapixels: 60 }),
        ]}
        after={
          <Button variant="quiet" onPress={() => setIsOpen(true)} aria-label={t('files.openOf', { name: file.name })}>
            {t('files.open')}
          </Button>
        }
      />
      {isOpen && <FileDialog file={file} onClose={() => setIsOpen(false)} />}
    </Entry>
  );
}
