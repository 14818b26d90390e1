import { lazy, Suspense, useContext, type ReactNode } from 'react';
import { OverlayTriggerStateContext } from 'react-aria-components';
import { useEverTrue } from './use-ever-true';

export type AdaptivePopoverProps = { label: string; children: ReactNode | ((close: () => void) => ReactNode); className?: string };

const AdaptivePopoverOverlay = lazy(() => import('./adaptive-popover-overlay'));

/** Inside a DialogTrigger: a popover with a pointer, a sheet from below with a finger. Waits for content that loads lazily. */
export function AdaptivePopover(props: AdaptivePopoverProps) {
  const isOpen = useContext(OverlayTriggerStateContext)?.isOpen === true;
  return useEverTrue(isOpen) ? <Suspense fallback={null}><AdaptivePopoverOverlay {...props} /></Suspense> : null;
}
