// @vitest-environment happy-dom
// @vitest-environment-options {"settings":{"disableCSSFileLoading":true,"handleDisabledFileLoadingAsSuccess":true}}
import { afterEach, expect, test } from 'vitest';
import { links } from '../root';
import { keptStyles } from './kept-styles';

afterEach(() => {
  document.head.replaceChildren();
});

test('a style sheet of a screen stays in the document after the screen, once', () => {
  document.head.innerHTML = `
    <link rel="stylesheet" href="/assets/start.css"><link rel="icon" href="/icons/icon.svg">
    <link rel="stylesheet" href="/assets/today.css"><link rel="preload" as="style" href="/assets/next.css">
    <link rel="stylesheet" crossorigin="" href="/assets/loaded-by-code.css">`;
  expect(keptStyles()).toEqual([
    { rel: 'stylesheet', href: '/assets/start.css' },
    { rel: 'stylesheet', href: '/assets/today.css' },
  ]);
  expect(links()).toEqual(expect.arrayContaining([{ rel: 'stylesheet', href: '/assets/today.css' }]));
});
