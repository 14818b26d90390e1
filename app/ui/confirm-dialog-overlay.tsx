import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../i18n/use-text';
import { Button } from './button';
import { classNames } from './class-names';
import { CloseOnBack } from './close-on-back';
import overlay from './overlay.module.css';
import styles from './confirm-dialog.module.css';

export type ConfirmDialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  message: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  tone?: 'primary' | 'danger';
  isPending?: boolean;
  onConfirm: () => void;
};

/** The drawn part of ConfirmDialog. */
export default function ConfirmDialogOverlay({
  isOpen,
  onOpenChange,
  title,
  message,
  confirmLabel,
  cancelLabel,
  tone = 'primary',
  isPending,
  onConfirm,
}: ConfirmDialogProps) {
  const t = useText();
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={onOpenChange} className={overlay.scrim}>
      <Modal className={classNames(overlay.modal, overlay.small)}>
        <CloseOnBack />
        <AriaDialog role="alertdialog" className={overlay.dialog}>
          <div className={styles.body}>
            <Heading slot="title" className={overlay.title}>
              {title}
            </Heading>
            <div className={styles.message}>{message}</div>
          </div>
          <footer className={classNames(overlay.foot, overlay.stacked)} data-foot>
            <Button autoFocus onPress={() => onOpenChange(false)}>
              {cancelLabel ?? t('ui.cancel')}
            </Button>
            <Button variant={tone} isPending={isPending} onPress={onConfirm}>
              {confirmLabel}
            </Button>
          </footer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
