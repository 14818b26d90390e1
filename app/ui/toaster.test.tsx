// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntlProvider } from 'react-intl';
import { afterEach, expect, test } from 'vitest';
import { showToast } from './toast';
import Toaster from './toaster';

afterEach(cleanup);

const messages = { 'ui.notices': 'Notices', 'ui.close': 'Close' };

test('F6 leads to what is said in passing and back again, the second time too', async () => {
  const person = userEvent.setup();
  render(
    <IntlProvider locale="en" messages={messages}>
      <button type="button">Where one works</button>
      <Toaster />
    </IntlProvider>,
  );
  const work = screen.getByRole('button', { name: 'Where one works' });
  await person.click(work);
  for (const text of ['Moved', 'Moved back']) {
    showToast({ text });
    await screen.findByText(text);
    const region = screen.getByRole('region', { name: 'Notices' });
    await person.keyboard('{F6}');
    await waitFor(() => expect(region.contains(document.activeElement)).toBe(true));
    await person.keyboard('{F6}');
    expect(document.activeElement).toBe(work);
    await person.keyboard('{F6}');
    await waitFor(() => expect(region.contains(document.activeElement)).toBe(true));
    screen.getByRole('button', { name: 'Close' }).focus();
    await person.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByText(text)).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(work));
  }
});
