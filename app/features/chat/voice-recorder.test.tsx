// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef, useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { English } from '../../i18n/test/english';
import { Composer } from '../../ui/composer';
import { VoiceRecorder } from './voice-recorder';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** A microphone that is being asked for. */
function withMicrophone() {
  vi.stubGlobal('MediaRecorder', { isTypeSupported: () => true });
  const getUserMedia = vi.fn(() => new Promise<never>(() => undefined));
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true });
  return getUserMedia;
}
/** As long as a second tap of a double tap may come. */
const past = () => new Promise((resolve) => setTimeout(resolve, 600));

function Writing({ begun = '' }: { begun?: string }) {
  const [text, setText] = useState(begun);
  const input = useRef<HTMLTextAreaElement>(null);
  return (
    <Composer
      label="Message"
      sendLabel="Send"
      value={text}
      onChange={setText}
      onSend={() => setText('')}
      inputRef={input}
      instead={
        <VoiceRecorder
          onRecorded={() => Promise.resolve()}
          onDiscarded={() => input.current?.focus()}
          onLeft={() => undefined}
        />
      }
    />
  );
}

test('whoever throws away what they said by the bin goes on writing', { timeout: 60_000 }, async () => {
  withMicrophone();
  render(
    <English>
      <Writing />
    </English>,
  );
  const person = userEvent.setup();
  await past();
  screen.getByRole('button', { name: 'Record a voice message' }).focus();
  await person.keyboard('{Enter}');
  const bin = await screen.findByRole('button', { name: 'Discard the recording' }, { timeout: 30_000 });
  bin.focus();
  await person.keyboard('{Enter}');
  expect(screen.queryByRole('button', { name: 'Discard the recording' })).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }));
});

test('the second tap on Send does not begin to listen, and a later one does', { timeout: 60_000 }, async () => {
  const getUserMedia = withMicrophone();
  render(
    <English>
      <Writing begun="Merhaba" />
    </English>,
  );
  const person = userEvent.setup();
  await person.click(screen.getByRole('button', { name: 'Send' }));
  const microphone = screen.getByRole('button', { name: 'Record a voice message' });
  await person.click(microphone);
  await person.click(microphone);
  expect(getUserMedia).not.toHaveBeenCalled();
  await past();
  await person.click(microphone);
  expect(getUserMedia).toHaveBeenCalledOnce();
});
