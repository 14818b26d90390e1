// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { English } from '../../i18n/test/english';
import { TargetNote } from './target-note';

afterEach(cleanup);

const shown = (reached: number, target: number) => {
  const name = { tr: '', en: '' };
  const row = { id: 'all', name, tooFew: [], cells: { contacts: reached }, targets: { contacts: target } };
  const { container } = render(<TargetNote row={row} column="contacts" />, { wrapper: English });
  return container.textContent;
};

test('a target is said to be reached once it is, and not before', () => {
  expect(shown(299, 300)).toBe('Target 300 · 99%');
  expect(shown(300, 300)).toBe('Target 300 · 100%');
  expect(shown(451, 300)).toBe('Target 300 · 150%');
  expect(shown(0, 300)).toBe('Target 300 · 0%');
});
