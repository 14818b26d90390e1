import { lazy, Suspense, useContext, type ReactNode } from 'react';
import { MenuTrigger, OverlayTriggerStateContext } from 'react-aria-components';
import { useEverTrue } from './use-ever-true';

export type MenuAction = {
  id: string; label: string; detail?: string; icon?: ReactNode; tone?: 'plain' | 'danger'; isDisabled?: boolean; href?: string; onAction?: () => void;
};

const MenuOverlay = lazy(() => import('./menu-overlay'));

/** A button (`trigger`: a Button or IconButton) that opens a few actions. */
export function Menu({ label, trigger, actions }: { label: string; trigger: ReactNode; actions: readonly MenuAction[] }) {
  return (
    <MenuTrigger>
      {trigger}
      <OpenedMenu label={label} actions={actions} />
    </MenuTrigger>
  );
}

function OpenedMenu(props: { label: string; actions: readonly MenuAction[] }) {
  const isOpen = useContext(OverlayTriggerStateContext)?.isOpen === true;
  return useEverTrue(isOpen) ? <Suspense fallback={null}><MenuOverlay {...props} /></Suspense> : null;
}
