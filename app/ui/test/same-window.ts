/**
 * Around each unit test: one window serves many files, and a test that leads it away (a link, a download) would have a
 * later one fail that did nothing wrong, as pictures do where there is no address to find them under.
 */
import { afterEach, beforeEach, expect } from 'vitest';

let before = '';
beforeEach(() => {
  before = whereItStands();
});
afterEach(() => {
  expect(whereItStands(), 'the test led the window away, which others stand in after it').toBe(before);
});

const whereItStands = () => (typeof window === 'undefined' ? '' : window.location.origin);
