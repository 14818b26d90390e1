// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { CircleAlert } from 'lucide-react';
import { afterEach, expect, test, vi } from 'vitest';
import { FilePicture, FileTile } from './file-tile';

afterEach(cleanup);

const tile = (more: Partial<Parameters<typeof FileTile>[0]> = {}) => (
  <FileTile
    picture={<FilePicture type="application/pdf" address={null} />}
    name="Contract.pdf"
    facts={['26 November', '', '1.2 MB']}
    problem="It is damaged"
    state={{ icon: CircleAlert, words: 'Needs attention', isWrong: true }}
    actions={<button type="button">Remove</button>}
    {...more}
  />
);

test('all of a file is pressed but what can be done with it, which stands beside', () => {
  const onPress = vi.fn();
  render(tile({ onPress }));
  const opened = screen.getByRole('button', { name: /^Contract\.pdf/ });
  expect(opened.textContent).toBe('Contract.pdf26 November1.2 MBIt is damagedNeeds attention');
  expect(within(opened).queryByRole('button')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
  expect(onPress).not.toHaveBeenCalled();
  fireEvent.click(opened);
  expect(onPress).toHaveBeenCalledTimes(1);
});

test('while files are chosen it says whether it is one of them', () => {
  const onPress = vi.fn();
  const { rerender } = render(tile({ onPress, isChosen: false }));
  const pressed = () => screen.getByRole('button', { name: /^Contract\.pdf/ }).getAttribute('aria-pressed');
  expect(pressed()).toBe('false');
  fireEvent.click(screen.getByRole('button', { name: /^Contract\.pdf/ }));
  expect(onPress).toHaveBeenCalledTimes(1);
  rerender(tile({ onPress, isChosen: true }));
  expect(pressed()).toBe('true');
});

test('what nobody opens is no button', () => {
  render(tile({ actions: undefined }));
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByText('Contract.pdf')).toBeTruthy();
});

test('a picture that cannot be shown is told', () => {
  const onError = vi.fn();
  const { container } = render(<FilePicture type="image/png" address="/none" onError={onError} />);
  fireEvent.error(container.querySelector('img')!);
  expect(onError).toHaveBeenCalledTimes(1);
});
