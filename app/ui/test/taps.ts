import { act } from '@testing-library/react';

const A_MOMENT_MS = 300;

/** What a second tap did as well has happened by then. */
export function whatElse(): Promise<void> {
  return act(() => new Promise<void>((resolve) => setTimeout(() => resolve(), A_MOMENT_MS)));
}

/** Two taps before anything is drawn again, as a shaky finger makes them. */
export function tapTwice(button: HTMLElement): void {
  act(() => {
    button.click();
    button.click();
  });
}
