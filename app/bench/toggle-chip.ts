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
