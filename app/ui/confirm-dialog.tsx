import { lazy, Suspense } from 'react';
import type { ConfirmDialogProps } from './confirm-dialog-overlay';
import { useEverTrue } from './use-ever-true';

const ConfirmDialogOverlay = lazy(() => import('./confirm-dialog-overlay'));

/** Asks before something that cannot be taken back. The button says what happens, never "OK". */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return useEverTrue(props.isOpen) ? (
    <Suspense fallback={null}>
      <ConfirmDialogOverlay {...props} />
    </Suspense>
  ) : null;
}
