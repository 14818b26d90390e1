import { useMemo } from 'react';
import { useDocuments } from '../../database/use-document';
import { useText } from '../../i18n/use-text';
import { Panel } from '../../ui/panel';
import { FileBrowser } from './file-browser';
import { filesOfCustomer } from './files-of-customer';
import { ProblemList } from './problem-list';
import { useAddFiles } from './use-add-files';
import { usePickFiles } from './use-pick-files';

/** What belongs to one appointment; the customer's files list it too. */
export default function AppointmentFiles({ customerId, appointmentId }: { customerId: string; appointmentId: string }) {
  const t = useText();
  const { add, problems } = useAddFiles(customerId, appointmentId);
  const { inputs, buttons } = usePickFiles('appointment', add);
  const found = useDocuments(
    'files',
    useMemo(() => filesOfCustomer(customerId), [customerId]),
  );
  const files = (found ?? []).filter((file) => file.deletedAt === '' && file.appointmentId === appointmentId).reverse();
  return (
    <Panel title={t('files.appointment')} action={buttons}>
      {inputs}
      <ProblemList problems={problems} />
      {files.length === 0 ? (
        <p>{t('files.appointmentNone')}</p>
      ) : (
        <FileBrowser files={files} zipName={t('files.appointment')} />
      )}
    </Panel>
  );
}
