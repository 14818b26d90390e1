import type { ArmedWindow } from './device';

/** Runs in the page. A filter goes on or off; milliseconds from the tap to the painted rows that stand then. */
export function toggleChip(words: string): Promise<number> {
  const armed = window as unknown as ArmedWindow;
  const chip = [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(words))!;
  const count = () => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount');
  const before = count();
  const startedAt = performance.now();
  chip.click();
  const hasRows = () => (document.querySelector('[role=row] [role=gridcell]')?.textContent ?? '') !== '';
  return armed.whenPainted(() => count() !== before && hasRows(), startedAt);
}

/** Runs in the page. Milliseconds from the key to the painted rows; what is shown must be other than before. */
export function typeSearch(words: string): Promise<number> {
  const armed = window as unknown as ArmedWindow;
  const shown = () =>
    `${document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')} ${document.querySelector('[role=row]')?.textContent}`;
  const before = shown();
  const startedAt = performance.now();
  armed.type(document.querySelector<HTMLInputElement>('input[type=search]')!, words);
  return armed.whenPainted(() => shown() !== before, startedAt);
}
