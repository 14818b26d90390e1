import { lazy, Suspense } from 'react';
import type { AdaptivePopoverProps } from './adaptive-popover-overlay';
import { PopoverContent, usePopoverState } from './popover-trigger';
import { useEverTrue } from './use-ever-true';

const AdaptivePopoverOverlay = lazy(() => import('./adaptive-popover-overlay'));

/**
 * Inside a PopoverTrigger: a popover with a pointer, a sheet from below with a finger. Waits for content that loads
 * lazily.
 */
export function AdaptivePopover(props: AdaptivePopoverProps) {
  const state = usePopoverState();
  if (!useEverTrue(state.isOpen)) return null;
  return (
    <PopoverContent>
      <Suspense fallback={null}>
        <AdaptivePopoverOverlay {...props} state={state} />
      </Suspense>
    </PopoverContent>
  );
}
