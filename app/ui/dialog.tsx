import { lazy, Suspense } from 'react';
import type { DialogProps } from './dialog-overlay';
import { useEverTrue } from './use-ever-true';

const DialogOverlay = lazy(() => import('./dialog-overlay'));

/**
 * In the middle of the screen with a pointer, a sheet from below with a finger. Overlays load with the first one
 * opened.
 */
export function Dialog(props: DialogProps) {
  return useEverTrue(props.isOpen) ? (
    <Suspense fallback={null}>
      <DialogOverlay {...props} />
    </Suspense>
  ) : null;
}
