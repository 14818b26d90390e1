import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { usePerson } from '../../database/use-person';
import { useText } from '../../i18n/use-text';
import { Button, LinkButton } from '../../ui/button';
import { showToast } from '../../ui/toast';
import { sendStoredFile } from '../chat/send-file';
import { isStopped } from '../consent/reach-words';
import { addressOf, useReach } from '../consent/use-reach';
import type { StoredFile } from './file-rows';

/**
 * Sends a file to its customer's chat with one tap, or opens a mail that takes it along; neither is there where the
 * customer has no address for it, or said stop.
 */
export function ShareButton({ file }: { file: StoredFile }) {
  const customer = usePerson(file.customerId === '' ? undefined : file.customerId);
  if (customer === undefined || customer === null || customer.deletedAt !== '') return null;
  return <Share file={file} customer={customer} />;
}

function Share({ file, customer }: { file: StoredFile; customer: StoredCustomer }) {
  const t = useText();
  const db = useDatabase();
  const reaches = useReach(customer);
  const isOpen = (wanted: 'whatsapp' | 'email') =>
    addressOf(customer, wanted) !== '' && !isStopped(reaches.find(({ channel }) => channel === wanted)?.reach ?? null);
  const send = () =>
    sendStoredFile(db, file, { caption: '' }).then(
      () => showToast({ text: t('files.sharedInChat') }),
      () => showToast({ text: t('files.notStored'), tone: 'attention' }),
    );
  return (
    <>
      {isOpen('whatsapp') && <Button onPress={() => void send()}>{t('files.shareInChat')}</Button>}
      {isOpen('email') && (
        <LinkButton href={`/customers/${customer.id}?write=email&file=${file.id}`}>{t('files.shareByMail')}</LinkButton>
      )}
    </>
  );
}
