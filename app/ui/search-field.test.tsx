// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { IntlProvider } from 'react-intl';
import { afterEach, expect, test, vi } from 'vitest';
import { SearchField } from './search-field';

afterEach(cleanup);

test('the arrow down leads from the search to what was found, other keys stay in it', () => {
  const onArrowDown = vi.fn();
  render(
    <IntlProvider locale="tr" messages={{ 'ui.clear': 'Temizle' }}>
      <SearchField label="Ara" value="ka" onChange={() => undefined} onArrowDown={onArrowDown} />
    </IntlProvider>,
  );
  const input = screen.getByRole('searchbox', { name: 'Ara' });
  fireEvent.keyDown(input, { key: 'ArrowUp' });
  expect(onArrowDown).not.toHaveBeenCalled();
  fireEvent.keyDown(input, { key: 'ArrowDown' });
  expect(onArrowDown).toHaveBeenCalledTimes(1);
});
