// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { TextArea } from './text-field';

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
