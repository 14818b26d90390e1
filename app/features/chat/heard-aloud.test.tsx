// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { English } from '../../i18n/test/english';
import { HeardAloud } from './heard-aloud';
import { threadMessage } from './read-thread';

afterEach(cleanup);

test('a photo without a word is announced as what it is', () => {
  const heard = (id: string, kind: string, body: string) =>
    threadMessage({ id, kind, body, conversationId: 'c', direction: 'in', createdAt: `2026-11-26T08:0${id}:00.000Z` });
  const first = heard('1', 'text', 'Merhaba');
  const of = (messages: readonly ReturnType<typeof heard>[]) => (
    <English>
      <HeardAloud messages={messages} nameOf={() => 'Tolga'} />
    </English>
  );
  const { container, rerender } = render(of([first]));
  expect(container.textContent).toBe('');
  rerender(of([first, heard('2', 'image', '')]));
  expect(container.textContent).toBe('Tolga: Photo');
  rerender(of([first, heard('2', 'image', ''), heard('3', 'text', 'Buyurun')]));
  expect(container.textContent).toBe('Tolga: Buyurun');
});
