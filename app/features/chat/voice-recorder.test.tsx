// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { English } from '../../i18n/test/english';
import { Composer } from '../../ui/composer';
import { VoiceRecorder } from './voice-recorder';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Writing() {
  const input = useRef<HTMLTextAreaElement>(null);
  return (
    <Composer
      label="Message"
      sendLabel="Send"
      value=""
      onChange={() => undefined}
      onSend={() => undefined}
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
  // A microphone that is being asked for.
  vi.stubGlobal('MediaRecorder', { isTypeSupported: () => true });
  const mediaDevices = { getUserMedia: () => new Promise(() => undefined) };
  Object.defineProperty(navigator, 'mediaDevices', { value: mediaDevices, configurable: true });
  render(
    <English>
      <Writing />
    </English>,
  );
  const person = userEvent.setup();
  screen.getByRole('button', { name: 'Record a voice message' }).focus();
  await person.keyboard('{Enter}');
  const bin = await screen.findByRole('button', { name: 'Discard the recording' }, { timeout: 30_000 });
  bin.focus();
  await person.keyboard('{Enter}');
  expect(screen.queryByRole('button', { name: 'Discard the recording' })).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }));
});
