import { createContext, useContext, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { ButtonContext } from 'react-aria-components';

export type PopoverState = {
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  triggerRef: RefObject<HTMLButtonElement>;
};

const PopoverStateContext = createContext<PopoverState | null>(null);

/**
 * Joins a Button or IconButton with the AdaptivePopover beside it. React Aria's own DialogTrigger does the same, but
 * brings all code of overlays with it; this one leaves that to the popover, which loads when it is first opened.
 */
export function PopoverTrigger({
  isOpen,
  onOpenChange,
  popup = 'dialog',
  children,
}: {
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  popup?: 'dialog' | 'menu';
  children: ReactNode;
}) {
  const [isOpenHere, setOpenHere] = useState(false);
  const triggerRef = useRef<HTMLButtonElement>(null);
  const shown = isOpen ?? isOpenHere;
  const state = useMemo<PopoverState>(
    () => ({ isOpen: shown, setOpen: onOpenChange ?? setOpenHere, triggerRef }),
    [shown, onOpenChange],
  );
  const trigger = useMemo(
    () => ({
      ref: triggerRef,
      onPress: () => state.setOpen(!state.isOpen),
      'aria-haspopup': popup,
      'aria-expanded': state.isOpen,
    }),
    [state, popup],
  );
  return (
    <PopoverStateContext.Provider value={state}>
      <ButtonContext.Provider value={trigger}>{children}</ButtonContext.Provider>
    </PopoverStateContext.Provider>
  );
}

/** What opens inside: the buttons in there are not the trigger any more. */
export function PopoverContent({ children }: { children: ReactNode }) {
  return <ButtonContext.Provider value={NO_TRIGGER}>{children}</ButtonContext.Provider>;
}
const NO_TRIGGER = {};

export function usePopoverState(): PopoverState {
  const state = useContext(PopoverStateContext);
  if (state === null) throw new Error('A popover needs a PopoverTrigger around it');
  return state;
}
