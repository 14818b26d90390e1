import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../../i18n/use-text';
import { updateNow } from '../../shell/updates';
import { Button } from '../../ui/button';
import { Logo } from '../../ui/logo';
import styles from './session-ended.module.css';

/**
 * When this device's records belong to a newer version than the one that is open: nothing is read and nothing is
 * written.
 */
export default function Outdated() {
  const t = useText();
  const [state, setState] = useState<'idle' | 'updating' | 'failed'>('idle');
  const update = () => {
    setState('updating');
    updateNow().catch(() => setState('failed'));
  };
  return (
    <ModalOverlay isOpen isKeyboardDismissDisabled className={styles.cover}>
      <Modal className={styles.modal}>
        <Dialog role="alertdialog" className={styles.dialog}>
          <Logo size={44} />
          <Heading slot="title" className={styles.title}>
            {t('device.outdated.title')}
          </Heading>
          <p className={styles.words}>{t('device.outdated.text')}</p>
          {state === 'failed' && (
            <p className={styles.unsent} role="status">
              {t('device.outdated.failed')}
            </p>
          )}
          <Button variant="primary" isPending={state === 'updating'} onPress={update}>
            {t('device.outdated.update')}
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
