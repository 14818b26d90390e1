import { act } from '@testing-library/react';

/** Two taps before anything is drawn again, as a shaky finger makes them. */
export function tapTwice(button: HTMLElement): void {
  act(() => {
    button.click();
    button.click();
  });
}
