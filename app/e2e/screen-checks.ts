/** What every screen owes to everyone, whatever it shows. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const SMALLEST_TARGET_PX = 44;
const QUIET_MS = 200;
const NOTHING = 'undefined';

/** What whoever leaves a screen before it was shown did not use any more. */
const LEFT_EARLY = /was preloaded using link preload but not used within a few seconds/;

/** Errors and warnings of the page, its content security policy and what it loads, from now on. */
export function watchErrors(page: Page): { readonly errors: string[] } {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    const isHeard = message.type() === 'error' || (message.type() === 'warning' && !LEFT_EARLY.test(message.text()));
    if (isHeard) errors.push(`${page.url()}: ${message.text()}`);
  });
  return { errors };
}

/** Opens an address inside the running application, without loading the page again. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    const router = (window as unknown as { __remixRouter: { navigate(to: string): Promise<void> } }).__remixRouter;
    void router.navigate(to);
  }, address);
}

/** Waits until `ready` is there and nothing has moved for a moment. */
export async function untilStill(page: Page, ready: string): Promise<void> {
  await page.locator(ready).first().waitFor();
  await page.evaluate(
    (quietMs) =>
      new Promise<void>((resolve) => {
        let timer = setTimeout(done, quietMs);
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(done, quietMs);
        });
        function done() {
          observer.disconnect();
          resolve();
        }
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        setTimeout(done, 3_000);
      }),
    QUIET_MS,
  );
}

/** While something is open over a screen, its heading and its landmark are hidden on purpose. */
export const BEHIND_OVERLAY = /^(0 (first headings|main landmarks)|landmark-one-main|page-has-heading-one)/;

/** Everything that is wrong with the screen as it stands; empty when nothing is. */
export async function problemsOf(page: Page, language: 'tr' | 'en'): Promise<string[]> {
  // Half a megabyte of script, brought into a page once.
  const isThere = await page.evaluate(() => 'axe' in window);
  // Excluded: the component library's own messages to screen readers, which it clears after some seconds.
  const { violations } = await new AxeBuilder({ page, ...(isThere ? { axeSource: NOTHING } : {}) })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .exclude('[data-live-announcer]')
    .analyze();
  const fromAxe = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      (node) =>
        `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n').slice(1, 3).join(' ') ?? ''}`,
    ),
  );
  return [...fromAxe, ...(await page.evaluate(readProblems, { language, smallestPx: SMALLEST_TARGET_PX }))];
}

/** Runs in the page. */
function readProblems({ language, smallestPx }: { language: string; smallestPx: number }): string[] {
  const problems: string[] = [];
  const root = document.documentElement;
  const isShown = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.closest('[inert], [aria-hidden="true"]') === null;
  const shown = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].filter(isShown);
  if (root.lang !== language) problems.push(`lang is ${root.lang}`);
  if (shown('h1').length !== 1)
    problems.push(
      `${shown('h1').length} first headings: ${shown('h1')
        .map((one) => one.innerText)
        .join(' | ')}`,
    );
  if (shown('main').length !== 1) problems.push(`${shown('main').length} main landmarks`);
  if (document.title === '' || document.title === 'Saha') problems.push(`the title says nothing: "${document.title}"`);
  if (root.scrollWidth > window.innerWidth)
    problems.push(`scrolls sideways: ${root.scrollWidth} in ${window.innerWidth}`);

  const reaches = (element: HTMLElement, x: number, y: number) => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (element.contains(hit) || (hit.contains(element) && hit.closest('label') !== null));
  };
  /** A pseudo-element may make the target larger than its box. */
  const isLargeEnough = (element: HTMLElement) => {
    const box = element.getBoundingClientRect();
    // On the calendar's grid time and company decide the size, and "+3" leads where its whole cell leads; the agenda
    // and the day show the same appointment in full size.
    const smallestHerePx = element.matches(
      '[role="button"]:has([data-appointment-id]), [role="button"][aria-haspopup="dialog"][title]',
    )
      ? 24
      : smallestPx;
    // The hairline around a field is drawn by its frame.
    const frame = element.parentElement === null ? null : getComputedStyle(element.parentElement);
    const hairlinesPx =
      frame === null ? 0 : Number.parseFloat(frame.borderTopWidth) + Number.parseFloat(frame.borderBottomWidth);
    const [x, y, half] = [box.x + box.width / 2, box.y + box.height / 2, smallestHerePx / 2 - 1];
    const isWide =
      box.width >= smallestHerePx - 0.5 || (reaches(element, x - half, y) && reaches(element, x + half, y));
    const isHigh =
      box.height + hairlinesPx >= smallestHerePx - 0.5 ||
      (reaches(element, x, y - half) && reaches(element, x, y + half));
    return isWide && isHigh;
  };
  const targetOf = (element: HTMLElement) =>
    element instanceof HTMLInputElement ? (element.closest<HTMLElement>('label') ?? element) : element;
  const controls = shown(
    'a[href], button, input, textarea, select, summary, [role="button"], [role="tab"], [role="option"], [role="menuitem"], [role="radio"], [role="gridcell"][tabindex]',
  );
  for (const element of new Set(controls.map(targetOf))) {
    const box = element.getBoundingClientRect();
    // What only screen readers find: it is clipped, or what holds it is.
    const around = element.parentElement?.getBoundingClientRect() ?? box;
    const isHiddenVisually = [box, around].some(({ width, height }) => width <= 1 || height <= 1);
    const isOutOfSight =
      box.bottom < 0 || box.top > window.innerHeight || box.right < 0 || box.left > window.innerWidth;
    const isInsideText = element instanceof HTMLAnchorElement && getComputedStyle(element).display === 'inline';
    if (isHiddenVisually || isOutOfSight || isInsideText || isLargeEnough(element)) continue;
    // A bar that stays in place may lie over its edge just now.
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    if (isLargeEnough(element)) continue;
    problems.push(`a target of ${Math.round(box.width)}×${Math.round(box.height)}: ${element.outerHTML.slice(0, 160)}`);
  }
  return problems;
}
