import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { useDocument } from '../../database/use-document';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { showToast } from '../../ui/toast';
import { sendStoredFile } from '../chat/send-file';
import { isStopped } from '../consent/reach-words';
import { addressOf, useReach } from '../consent/use-reach';
import type { StoredFile } from './file-rows';

/** Sends a file to its customer's chat with one tap; not there where the customer has no number, or said stop. */
export function ShareButton({ file }: { file: StoredFile }) {
  const customer = useDocument('customers', file.customerId === '' ? undefined : file.customerId);
  if (customer === undefined || customer === null || customer.deletedAt !== '') return null;
  return <Share file={file} customer={customer} />;
}

function Share({ file, customer }: { file: StoredFile; customer: StoredCustomer }) {
  const t = useText();
  const db = useDatabase();
  const reach = useReach(customer).find(({ channel }) => channel === 'whatsapp')?.reach ?? null;
  if (addressOf(customer, 'whatsapp') === '' || isStopped(reach)) return null;
  const send = () =>
    sendStoredFile(db, file, { caption: '' }).then(
      () => showToast({ text: t('files.sharedInChat') }),
      () => showToast({ text: t('files.notStored'), tone: 'attention' }),
    );
  return <Button onPress={() => void send()}>{t('files.shareInChat')}</Button>;
}
