/**
 * What may take a focus that has nowhere to be: regions, dialogs and columns that scroll, which are no stop of the Tab
 * key themselves.
 */
const HOLDER = '[tabindex="-1"]:is(main, section, div:not([role]), [role="region"], [role="group"], [role="dialog"])';
const HOME = '[data-focus-home]';

/** Marks the part of a screen where somebody goes on who came from elsewhere: not the list that stands beside it. */
export const focusHome = { 'data-focus-home': '', tabIndex: -1 } as const;

/** Whether the focus is here only because what had it is gone. */
export const isHolder = (element: Element | null): boolean => element?.matches(HOLDER) ?? false;

/** All that stands around `element` up to `screen` and could hold the focus, the nearest first. */
export function holdersOf(element: Element, screen: Element): readonly HTMLElement[] {
  const holders: HTMLElement[] = [];
  for (let one: Element | null = element; one !== null && screen.contains(one); one = one.parentElement)
    if (one !== element && one instanceof HTMLElement && isHolder(one)) holders.push(one);
  return holders;
}

/** Where one begins on `screen`. */
export const homeOf = (screen: HTMLElement): HTMLElement => screen.querySelector<HTMLElement>(HOME) ?? screen;

/** Gives the focus to the nearest of `holders` that is still there, or to where the screen begins. */
export function holdFocus(holders: readonly HTMLElement[], screen: HTMLElement): void {
  const holder = holders.find((one) => one.isConnected && one !== screen) ?? homeOf(screen);
  holder.focus({ preventScroll: true });
}

/** In two frames: what closes gives the focus back by itself in the next one, if what opened it is still there. */
export function inTwoFrames(then: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(then);
  });
  return () => cancelAnimationFrame(frame);
}
