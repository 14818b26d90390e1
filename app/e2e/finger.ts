/** A finger that takes something up and lets it go elsewhere. */
import { expect, type Locator, type Page } from '@playwright/test';

const STEPS = 8;

/**
 * From the middle of one to the upper part of another (a long column's middle may be out of sight). `before`: looks at
 * what shows while the finger still holds it.
 */
export async function dragByFinger(
  page: Page,
  from: Locator,
  to: Locator,
  before: () => Promise<void> = async () => undefined,
): Promise<void> {
  // A list that has just scrolled takes no finger for a moment: a touch would go through to what lies below.
  await expect.poll(() => from.evaluate(isOnTop), 'what is taken up lies under the finger').toBe(true);
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  expect(start).not.toBeNull();
  expect(end).not.toBeNull();
  const finger = await page.context().newCDPSession(page);
  await finger.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints });
  const begun = { x: start!.x + start!.width / 2, y: start!.y + start!.height / 2 };
  const ended = { x: end!.x + end!.width / 2, y: end!.y + Math.min(160, end!.height / 2) };
  const on = (begin: number, finish: number, step: number) => begin + ((finish - begin) * step) / STEPS;
  await send('touchStart', [begun]);
  for (let step = 1; step <= STEPS; step += 1)
    await send('touchMove', [{ x: on(begun.x, ended.x, step), y: on(begun.y, ended.y, step) }]);
  await before();
  await send('touchEnd', []);
  await finger.send('Emulation.setTouchEmulationEnabled', { enabled: false });
  await finger.detach();
}

/** Rests on the middle of something until `until` holds, and is lifted there. */
export async function holdByFinger(page: Page, on: Locator, until: () => Promise<void>): Promise<void> {
  const box = await on.boundingBox();
  expect(box).not.toBeNull();
  const finger = await page.context().newCDPSession(page);
  const point = { x: box!.x + box!.width / 2, y: box!.y + box!.height / 2 };
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await until();
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await finger.detach();
}

/** Or what it is the only face of: a grip's place hears for the grip. */
function isOnTop(element: Element): boolean {
  const { x, y, width, height } = element.getBoundingClientRect();
  const hit = document.elementFromPoint(x + width / 2, y + height / 2);
  return hit !== null && element.parentElement!.contains(hit);
}
