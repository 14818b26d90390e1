import { lazy, Suspense, type ReactNode } from 'react';
import { useEverTrue } from './use-ever-true';

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

const ConfirmDialogOverlay = lazy(() => import('./confirm-dialog-overlay'));

/** Asks before something that cannot be taken back. The button says what happens, never "OK". */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return useEverTrue(props.isOpen) ? <Suspense fallback={null}><ConfirmDialogOverlay {...props} /></Suspense> : null;
}
