// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Composer } from './composer';

const PATIENT = { timeout: 60_000 };
let isCoarse = false;

beforeEach(() => {
  isCoarse = false;
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query === '(pointer: coarse)' && isCoarse,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Writing({ onSend }: { onSend: (text: string) => void }) {
  const [text, setText] = useState('');
  return (
    <Composer
      label="Message"
      sendLabel="Send"
      value={text}
      onChange={setText}
      onSend={() => {
        onSend(text);
        setText('');
      }}
    />
  );
}

test('the field keeps the focus while its words are sent by the button', PATIENT, async () => {
  const sent = vi.fn();
  render(<Writing onSend={sent} />);
  const person = userEvent.setup();
  const field = screen.getByRole('textbox', { name: 'Message' });
  await person.type(field, 'Merhaba');
  const left = vi.fn();
  field.addEventListener('blur', left);
  await person.click(screen.getByRole('button', { name: 'Send' }));
  expect(sent).toHaveBeenCalledWith('Merhaba');
  expect(left).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(field);

  await person.type(field, 'Yine');
  field.blur();
  await person.click(screen.getByRole('button', { name: 'Send' }));
  expect(sent).toHaveBeenLastCalledWith('Yine');
  expect(document.activeElement).not.toBe(field);

  // By key it goes on in the field: the button has nothing to send any more.
  await person.type(field, 'Son');
  await person.tab();
  await person.keyboard('{Enter}');
  expect(sent).toHaveBeenLastCalledWith('Son');
  expect(document.activeElement).toBe(field);
});

test('with a finger Enter begins a line, and with Ctrl or Command it sends', PATIENT, async () => {
  isCoarse = true;
  const sent = vi.fn();
  render(<Writing onSend={sent} />);
  const person = userEvent.setup();
  const field = screen.getByRole('textbox', { name: 'Message' });
  await person.type(field, 'bir{Enter}iki');
  expect(sent).not.toHaveBeenCalled();
  await person.keyboard('{Control>}{Enter}{/Control}');
  expect(sent).toHaveBeenCalledWith('bir\niki');
  await person.type(field, 'üç');
  await person.keyboard('{Meta>}{Enter}{/Meta}');
  expect(sent).toHaveBeenLastCalledWith('üç');
});
