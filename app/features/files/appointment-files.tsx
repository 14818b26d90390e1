import { useMemo, useRef } from 'react';
import { useDocuments } from '../../database/use-document';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { FileBrowser } from './file-browser';
import { FileInput } from './file-input';
import { filesOfCustomer } from './files-of-customer';
import styles from './files.module.css';
import { ProblemList } from './problem-list';
import { useAddFiles } from './use-add-files';

/** What belongs to one appointment; the customer's files list it too. */
export default function AppointmentFiles({ customerId, appointmentId }: { customerId: string; appointmentId: string }) {
  const t = useText();
  const picker = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const { add, problems } = useAddFiles(customerId, appointmentId);
  const found = useDocuments(
    'files',
    useMemo(() => filesOfCustomer(customerId), [customerId]),
  );
  const files = (found ?? []).filter((file) => file.deletedAt === '' && file.appointmentId === appointmentId).reverse();
  return (
    <Panel
      title={t('files.appointment')}
      action={
        <span className={styles.acts}>
          <Button onPress={() => camera.current?.click()}>{t('files.photograph')}</Button>
          <Button onPress={() => picker.current?.click()}>{t('files.pick')}</Button>
        </span>
      }
    >
      <FileInput ref={picker} testId="appointment-upload" onPick={(picked) => void add(picked, 'upload')} />
      <FileInput
        ref={camera}
        testId="appointment-camera"
        accept="image/*"
        isCamera
        onPick={(taken) => void add(taken, 'camera')}
      />
      <ProblemList problems={problems} />
      {files.length === 0 ? (
        <p>{t('files.appointmentNone')}</p>
      ) : (
        <FileBrowser files={files} zipName={t('files.appointment')} />
      )}
    </Panel>
  );
}
