// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { English } from '../i18n/test/english';
import { Stepper } from './stepper';

afterEach(cleanup);

/** Goes where it is asked to once `answer` says so, as a screen does that saves first. */
function open() {
  let answer: (isYes: boolean) => void = () => undefined;
  function Screen() {
    const [current, setCurrent] = useState('who');
    return (
      <English>
        <Stepper
          label="Steps"
          current={current}
          onGo={(id) => {
            answer = (isYes) => act(() => (isYes ? setCurrent(id) : undefined));
          }}
          steps={[
            { id: 'who', label: 'To whom', content: <input aria-label="Segment" /> },
            { id: 'what', label: 'Mail', content: <input aria-label="Subject" /> },
          ]}
        />
      </English>
    );
  }
  render(<Screen />);
  return { answer: (isYes: boolean) => answer(isYes) };
}
const current = () =>
  screen.getAllByRole('button').flatMap((one) => (one.getAttribute('aria-current') === 'step' ? one.textContent : []));

test('the step stands below the row once the screen has gone there, and begins at its beginning', () => {
  const { answer } = open();
  expect(current()).toEqual(['1To whom']);
  fireEvent.click(screen.getByRole('button', { name: 'Continue: Mail' }));
  expect(screen.queryByLabelText('Segment')).not.toBeNull();
  answer(true);
  expect(current()).toEqual(['2Mail']);
  expect(screen.getByRole('group', { name: 'Mail' }).contains(screen.getByLabelText('Subject'))).toBe(true);
  expect(screen.queryByLabelText('Segment')).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Mail' }));
  expect(screen.queryByRole('button', { name: /^Continue/ })).toBeNull();
});

test('a screen that declines stays where it is, and any step may be gone to', () => {
  const { answer } = open();
  fireEvent.click(screen.getByRole('button', { name: 'Mail' }));
  answer(false);
  expect(current()).toEqual(['1To whom']);
  fireEvent.click(screen.getByRole('button', { name: 'Mail' }));
  answer(true);
  fireEvent.click(screen.getByRole('button', { name: 'To whom' }));
  answer(true);
  expect(current()).toEqual(['1To whom']);
  expect(screen.queryByLabelText('Segment')).not.toBeNull();
});
