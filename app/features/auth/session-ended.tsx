import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useDatabase, type Identity } from '../../database/database-context';
import { useSyncStatus } from '../../database/use-sync-status';
import { useText } from '../../i18n/use-text';
import { Logo } from '../../ui/logo';
import styles from './session-ended.module.css';
import { SignInForm } from './sign-in-form';

/**
 * Over every screen when the session ran out or a new password ended it. Nothing below it can be
 * read or reached; nothing stored is touched, and half-typed forms stand where they were.
 */
export default function SessionEnded({ identity }: { identity: Identity }) {
  const t = useText();
  const database = useDatabase();
  const { waiting, refused } = useSyncStatus();
  const unsent = waiting + refused;
  return (
    <ModalOverlay isOpen isKeyboardDismissDisabled className={styles.cover}>
      <Modal className={styles.modal}>
        <Dialog role="alertdialog" className={styles.dialog}>
          <Logo size={44} />
          <Heading slot="title" className={styles.title}>
            {t('auth.ended.title')}
          </Heading>
          <p className={styles.words}>{t('auth.ended.text', { name: identity.fullName })}</p>
          {unsent > 0 && <p className={styles.unsent}>{t('auth.ended.unsent', { count: unsent })}</p>}
          <SignInForm email={identity.email} onSignedIn={() => database.syncNow()} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
