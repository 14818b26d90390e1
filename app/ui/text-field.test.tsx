// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { IntlProvider } from 'react-intl';
import { afterEach, expect, test } from 'vitest';
import { TextArea, TextField } from './text-field';

afterEach(cleanup);

test('a text that is there already is gone on with where it ends, unless another place was chosen', () => {
  render(<TextArea label="Notlar" value="Akşam aransın." onChange={() => undefined} />);
  const area = screen.getByLabelText<HTMLTextAreaElement>('Notlar');
  // As browsers leave it; this one puts the cursor at the end by itself.
  area.setSelectionRange(0, 0);
  area.focus();
  expect([area.selectionStart, area.selectionEnd]).toEqual([14, 14]);
  area.blur();
  area.setSelectionRange(5, 5);
  area.focus();
  expect(area.selectionStart).toBe(5);
});

test('a text that is too long stays whole, and the field says so', () => {
  const text = 'x'.repeat(25_000);
  render(
    <IntlProvider locale="tr" messages={{ 'ui.tooLong': 'Fazla' }} onError={() => undefined}>
      <TextArea label="Notlar" value={text} onChange={() => undefined} maxLength={20_000} />
    </IntlProvider>,
  );
  const area = screen.getByLabelText<HTMLTextAreaElement>('Notlar');
  expect(area.value).toHaveLength(25_000);
  expect(area.maxLength).toBe(-1);
  expect(screen.getByText('Fazla')).toBeTruthy();
});

test('a field that shows other words than are kept counts what is kept', () => {
  const field = (kept: string) => (
    <IntlProvider locale="tr" messages={{ 'ui.tooLong': 'Fazla' }} onError={() => undefined}>
      <TextField label="Konu" value={'y'.repeat(12)} onChange={() => undefined} maxLength={10} kept={kept} />
    </IntlProvider>
  );
  const { rerender } = render(field('x'.repeat(10)));
  expect(screen.queryByText(/Fazla/)).toBeNull();
  rerender(field('x'.repeat(11)));
  expect(screen.getByText(/Fazla/)).toBeTruthy();
});
