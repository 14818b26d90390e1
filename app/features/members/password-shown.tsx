import { Copy } from 'lucide-react';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { iconSize } from '../../ui/icon-size';
import { showToast } from '../../ui/toast';
import styles from './team-screen.module.css';

/** The one time a temporary password is seen; it closes by its button, not by a slip beside it. */
export function PasswordShown({
  fullName,
  password,
  onClose,
}: {
  fullName: string;
  password: string;
  onClose: () => void;
}) {
  const t = useText();
  const copy = () =>
    navigator.clipboard.writeText(password).then(
      () => showToast({ text: t('members.password.copied') }),
      () => undefined,
    );
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('members.password.title')}
      size="small"
      isDismissable={false}
      footer={
        <Button variant="primary" onPress={onClose}>
          {t('members.password.done')}
        </Button>
      }
    >
      <p>{t('members.password.text', { name: fullName })}</p>
      <p className={styles.password}>
        <code>{password}</code>
        <Button icon={<Copy {...iconSize.row} />} onPress={() => void copy()}>
          {t('members.password.copy')}
        </Button>
      </p>
    </Dialog>
  );
}
