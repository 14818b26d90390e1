// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { forgetLoss, forgetUnsent, noteUnsent, noticeLoss } from './lost-work';

const ME = '01890000-0000-7000-8000-00000000000a';
const empty = () => Promise.resolve(true);
const full = () => Promise.resolve(false);
beforeEach(() => localStorage.clear());

test('a store that is empty though something waited in it was lost, and it is said until it was read', async () => {
  noteUnsent(ME, 3);
  expect(await noticeLoss(ME, full)).toBe(0);
  expect(await noticeLoss(ME, empty)).toBe(3);
  expect(await noticeLoss(ME, empty)).toBe(3);
  forgetLoss(ME);
  expect(await noticeLoss(ME, empty)).toBe(0);
});

test('an empty store in which nothing waited, or whose work was sent or given up knowingly, is no loss', async () => {
  expect(await noticeLoss(ME, empty)).toBe(0);
  noteUnsent(ME, 3);
  noteUnsent(ME, 0);
  expect(await noticeLoss(ME, empty)).toBe(0);
  noteUnsent(ME, 3);
  forgetUnsent(ME);
  expect(await noticeLoss(ME, empty)).toBe(0);
});
