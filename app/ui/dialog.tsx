import { lazy, Suspense, type ReactNode } from 'react';
import { useEverTrue } from './use-ever-true';

export type DialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  size?: 'small' | 'medium' | 'large';
  /** Tapping outside closes it; leave off where something half done would be lost. */
  isDismissable?: boolean;
  /** Buttons, kept in sight below the scrolling content. */
  footer?: ReactNode;
  children: ReactNode;
};

const DialogOverlay = lazy(() => import('./dialog-overlay'));

/** In the middle of the screen with a pointer, a sheet from below with a finger. Overlays load with the first one opened. */
export function Dialog(props: DialogProps) {
  return useEverTrue(props.isOpen) ? <Suspense fallback={null}><DialogOverlay {...props} /></Suspense> : null;
}
