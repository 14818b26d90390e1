/** Working without a mouse: every key press is followed by asking where the focus is, and whether one can see it. */
import { expect, type Locator, type Page } from '@playwright/test';

const FOCUS_PATIENCE_MS = 3_000;
const MOST_STEPS = 90;
type Way = 'Tab' | 'Shift+Tab' | 'ArrowDown' | 'ArrowRight';

/** What has the focus and cannot be seen to have it; null when all is well. Runs in the page. */
function focusProblem(): string | null {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return 'nothing has the focus';
  const name = focused.outerHTML.slice(0, 140);
  if (!focused.checkVisibility({ visibilityProperty: true })) return `hidden: ${name}`;
  // A region that was given the focus so that reading goes on inside it is nothing one could press.
  if (focused.matches('[tabindex="-1"]:not(button, a, input, textarea, [role="gridcell"])')) return null;
  // A page inside of the page shows by its own ring which of its links has it.
  if (focused instanceof HTMLIFrameElement) return null;
  const isRing = ({ outlineStyle, outlineWidth }: CSSStyleDeclaration) =>
    outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
  const hasRing = (element: Element) => {
    const style = getComputedStyle(element);
    const after = getComputedStyle(element, '::after');
    // A face that is smaller than its target has its ring around the face.
    return isRing(style) || style.boxShadow !== 'none' || (after.content !== 'none' && isRing(after));
  };
  if ([...focused.children].some(hasRing)) return null;
  // What is typed into keeps the focus, and the option that Enter would take shows it.
  const option = document.getElementById(focused.getAttribute('aria-activedescendant') ?? '');
  if (option !== null && hasRing(option)) return null;
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
export async function reach(page: Page, target: Locator, key: Way = 'Tab'): Promise<void> {
  await target.first().waitFor();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    // While a field shows its list, all else is hidden from those who hear the page, and from `target`.
    const isThere = (await target.count()) > 0;
    if (isThere && (await target.first().evaluate((element) => element === document.activeElement))) return;
    await press(page, key);
  }
  throw new Error(`${key} does not lead to ${target.toString()}`);
}

/** Escape closes what is open on top and nothing below it; what opened it has the focus again. */
export async function expectGivenBack(page: Page, over: Locator, opener: Locator): Promise<void> {
  await expect(over).toBeVisible();
  const address = page.url();
  await page.keyboard.press('Escape');
  await expect(over).toBeHidden();
  await expect(opener).toBeFocused();
  expect(page.url()).toBe(address);
  await expectFocusSeen(page, 'Escape');
}

/** Stops of the Tab key that come after one that stands below them, or behind them on the same line. In the page. */
function readAgainstTheOrder(root: Element): string[] {
  const boxOf = (element: Element) =>
    (element.matches('input[type="radio"], input[type="checkbox"]') ? element.closest('label') : null) ?? element;
  const stops = [
    ...root.querySelectorAll<HTMLElement>('a[href], button, input, textarea, select, summary, [tabindex]'),
  ].filter(
    (one) =>
      one.tabIndex >= 0 &&
      !one.matches(':disabled') &&
      one.checkVisibility({ visibilityProperty: true }) &&
      one.closest('[inert], [aria-hidden="true"]') === null,
  );
  return stops.slice(1).flatMap((one, at) => {
    const [before, after] = [boxOf(stops[at]!).getBoundingClientRect(), boxOf(one).getBoundingClientRect()];
    const isAbove = after.bottom <= before.top + 1 && after.left < before.right;
    const isLeft = after.right <= before.left + 1 && after.top < before.bottom - 1 && after.bottom > before.top + 1;
    // A face may stand a little higher than the target of what precedes it.
    const isOnOneLine = Math.abs(after.top + after.bottom - before.top - before.bottom) < 24;
    if (!isAbove && !(isLeft && isOnOneLine)) return [];
    return [`${stops[at]!.outerHTML.slice(0, 140)} before ${one.outerHTML.slice(0, 140)}`];
  });
}

/** The Tab key goes through what stands in `root` as one reads it. */
export async function expectReadingOrder(root: Locator): Promise<void> {
  expect(await root.evaluate(readAgainstTheOrder)).toEqual([]);
}

/** Presses the button that has been reached, as anybody would. */
export async function activate(page: Page, target: Locator, key: Way = 'Tab'): Promise<void> {
  await reach(page, target, key);
  await press(page, 'Enter');
}

/** Opens the list of a field and takes what begins with `typed` in it. */
export async function choose(page: Page, field: Locator, typed: string, key: Way = 'Tab') {
  await activate(page, field, key);
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.type(typed);
  await expect(page.locator('[role="option"]:focus')).toHaveText(new RegExp(`^${typed}`));
  await press(page, 'Enter');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(page.locator('button[aria-haspopup="listbox"]:focus')).toContainText(typed);
}
