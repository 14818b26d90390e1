import type { FormEvent, ReactNode } from 'react';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import styles from '../settings.module.css';

const FORM = 'setting';

/** A few fields about one thing, and the button that stores them. */
export function ThingDialog({
  title,
  onSave,
  onClose,
  children,
}: {
  title: string;
  onSave: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useText();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={title}
      size="small"
      isDismissable={false}
      footer={
        <Button type="submit" form={FORM} variant="primary">
          {t('settings.save')}
        </Button>
      }
    >
      <form id={FORM} onSubmit={submit} noValidate className={styles.form}>
        {children}
      </form>
    </Dialog>
  );
}
