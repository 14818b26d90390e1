// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { English } from '../../i18n/test/english';
import { saidWords } from './chat-list-row';
import { MessageContent } from './message-content';
import type { StoredMessage } from './read-thread';

afterEach(cleanup);

const shown = (message: Readonly<Record<string, unknown>>) =>
  render(
    <English>
      <MessageContent
        message={{ id: 'm', direction: 'in', customerId: '', ...message } as unknown as StoredMessage}
        name="Ali"
      />
    </English>,
  );

test.each(['live_poll', 'constructor'])('a kind of a later build (%s) is shown as text, with its words', (kind) => {
  const name = kind.replaceAll('_', ' ');
  const { container } = shown({ kind, body: '' });
  expect(container.textContent).toBe(name);
  expect(container.querySelector('svg')).not.toBeNull();
  cleanup();
  expect(shown({ kind, body: 'Saturday?' }).container.textContent).toBe(`${name}Saturday?`);
});

test.each([{ body: 'Good day' }, { kind: 'text', body: 'Good day' }, { kind: '', body: 'Good day' }])(
  'text is only its words',
  (message) => {
    const { container } = shown(message);
    expect(container.textContent).toBe('Good day');
    expect(container.querySelector('svg')).toBeNull();
  },
);

test('the list of chats names it too', () => {
  const t = (key: string) => key;
  const said = (text: string) => saidWords({ isRevoked: false, kind: 'live_poll', text } as never, t);
  expect(said('')).toBe('chat.kind.live_poll');
  expect(said('Saturday?')).toBe('chat.kind.live_poll · Saturday?');
});
