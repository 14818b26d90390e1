import { expect, test } from 'vitest';
import { isAppleTouchSafari } from './install';

const IPAD =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15';

test('an iPad that calls itself a Mac is known by its touch screen', () => {
  expect(isAppleTouchSafari({ userAgent: IPAD, platform: 'MacIntel', maxTouchPoints: 5 })).toBe(true);
  expect(isAppleTouchSafari({ userAgent: IPAD, platform: 'MacIntel', maxTouchPoints: 0 })).toBe(false);
});

test('another browser on an iPhone cannot add to the home screen', () => {
  const chrome =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/123.0 Mobile/15E148 Safari/604.1';
  expect(isAppleTouchSafari({ userAgent: chrome, platform: 'iPhone', maxTouchPoints: 5 })).toBe(false);
});
