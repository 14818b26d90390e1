/** Working without a mouse: every key press is followed by asking where the focus is, and whether one can see it. */
import { expect, type Locator, type Page } from '@playwright/test';

const FOCUS_PATIENCE_MS = 3_000;
const MOST_STEPS = 90;

/** What has the focus and cannot be seen to have it; null when all is well. Runs in the page. */
function focusProblem(): string | null {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return 'nothing has the focus';
  const name = focused.outerHTML.slice(0, 140);
  if (!focused.checkVisibility({ visibilityProperty: true })) return `hidden: ${name}`;
  // A region that was given the focus so that reading goes on inside it is nothing one could press.
  if (focused.matches('[tabindex="-1"]:not(button, a, input, textarea, [role="gridcell"])')) return null;
  const isRing = ({ outlineStyle, outlineWidth }: CSSStyleDeclaration) =>
    outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
  const hasRing = (element: Element) => {
    const style = getComputedStyle(element);
    const after = getComputedStyle(element, '::after');
    // A face that is smaller than its target has its ring around the face.
    return isRing(style) || style.boxShadow !== 'none' || (after.content !== 'none' && isRing(after));
  };
  if ([...focused.children].some(hasRing)) return null;
  // The frame of a field and the face of a hidden radio show it in place of the element.
  for (
    let element: Element | null = focused, level = 0;
    element !== null && level < 4;
    element = element.parentElement, level += 1
  )
    if (hasRing(element)) return null;
  return `no ring: ${name}`;
}

export async function expectFocusSeen(page: Page, after: string): Promise<void> {
  await expect
    .poll(() => page.evaluate(focusProblem), { message: `focus after ${after}`, timeout: FOCUS_PATIENCE_MS })
    .toBeNull();
}

export async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await expectFocusSeen(page, key);
}

/** Presses Tab (or `key`) until `target` has the focus. */
export async function reach(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.first().waitFor();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await target.first().evaluate((element) => element === document.activeElement)) return;
    await press(page, key);
  }
  throw new Error(`${key} does not lead to ${target.toString()}`);
}
