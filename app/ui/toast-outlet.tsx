import { lazy, Suspense, useSyncExternalStore } from 'react';
import { isToastWaiting, subscribeToFirstToast } from './toast';

const Toaster = lazy(() => import('./toaster'));

/** Where toasts appear. Their code loads with the first one. */
export function ToastOutlet() {
  const isNeeded = useSyncExternalStore(subscribeToFirstToast, isToastWaiting, () => false);
  return isNeeded ? (
    <Suspense fallback={null}>
      <Toaster />
    </Suspense>
  ) : null;
}
