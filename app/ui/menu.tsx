import { lazy, Suspense, type ReactNode } from 'react';
import type { MenuAction } from './menu-overlay';
import { PopoverContent, PopoverTrigger, usePopoverState } from './popover-trigger';
import { useEverTrue } from './use-ever-true';

const MenuOverlay = lazy(() => import('./menu-overlay'));

/** A button (`trigger`: a Button or IconButton) that opens a few actions. */
export function Menu({
  label,
  trigger,
  actions,
}: {
  label: string;
  trigger: ReactNode;
  actions: readonly MenuAction[];
}) {
  return (
    <PopoverTrigger popup="menu">
      {trigger}
      <OpenedMenu label={label} actions={actions} />
    </PopoverTrigger>
  );
}

function OpenedMenu(props: { label: string; actions: readonly MenuAction[] }) {
  const state = usePopoverState();
  if (!useEverTrue(state.isOpen)) return null;
  return (
    <PopoverContent>
      <Suspense fallback={null}>
        <MenuOverlay {...props} state={state} />
      </Suspense>
    </PopoverContent>
  );
}
