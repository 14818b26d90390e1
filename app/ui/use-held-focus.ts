import { useState } from 'react';
import type { ButtonProps } from 'react-aria-components';

type Held = Pick<ButtonProps, 'isDisabled' | 'isPending' | 'onFocusChange'>;

/**
 * A button that is disabled while it has the focus, as the one just pressed is while its work is under way, would lose
 * it to the page, and with it Escape and where the Tab key goes on. As long as the focus is on it, it takes no press
 * but stays where it is; `isHeld` says so, and that it looks disabled.
 */
export function useHeldFocus({ isDisabled = false, isPending = false, onFocusChange }: Held): {
  readonly isHeld: boolean;
  readonly held: Held;
} {
  const [hasFocus, setHasFocus] = useState(false);
  const isHeld = isDisabled && hasFocus;
  return {
    isHeld,
    held: {
      isDisabled: isDisabled && !isHeld,
      isPending: isPending || isHeld,
      onFocusChange: (isFocused) => {
        setHasFocus(isFocused);
        onFocusChange?.(isFocused);
      },
    },
  };
}
