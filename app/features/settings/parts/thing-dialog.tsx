import type { FormEvent, ReactNode } from 'react';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { useOnce } from '../../../ui/use-once';
import styles from '../settings.module.css';

const FORM = 'setting';

/** A few fields about one thing, and the button that stores them once and closes. */
export function ThingDialog({
  title,
  onSave,
  onClose,
  children,
}: {
  title: string;
  /** Resolves to whether it is stored, which is told already; null where something is missing. */
  onSave: () => Promise<boolean> | null;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useText();
  const { isPending, once } = useOnce();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    once(() => {
      const storing = onSave();
      void storing?.then((isStored) => isStored && onClose());
      return storing;
    });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={title}
      size="small"
      isDismissable={false}
      footer={
        <Button type="submit" form={FORM} variant="primary" isPending={isPending}>
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
