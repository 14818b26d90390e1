// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { BesidePane, useHasBesidePane } from './beside-pane';

afterEach(cleanup);

function Typed() {
  const isBeside = useHasBesidePane();
  return <input aria-label={isBeside ? 'beside' : 'alone'} />;
}

it('keeps the screen and what was typed in it when a tablet is turned', () => {
  const shown = (list: string | null) => (
    <BesidePane title="Daha" href="/more" list={list}>
      <Typed />
    </BesidePane>
  );
  const { rerender } = render(shown('Ayarlar'));
  const field = screen.getByLabelText<HTMLInputElement>('beside');
  field.value = 'yarım kalan';
  rerender(shown(null));
  expect(screen.queryByRole('navigation')).toBeNull();
  expect(screen.getByLabelText('alone')).toBe(field);
  rerender(shown('Ayarlar'));
  expect(screen.getByLabelText('beside')).toBe(field);
  expect(field.value).toBe('yarım kalan');
});
