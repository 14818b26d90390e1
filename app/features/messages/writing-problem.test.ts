import { expect, test } from 'vitest';
import { MAX_MESSAGE_LENGTH } from '../../../sync/collections/message';
import { problemOf } from './writing-problem';

test('nothing and too much are two problems, on every channel', () => {
  const long = 'a'.repeat(MAX_MESSAGE_LENGTH + 1);
  for (const channel of ['email', 'sms', 'whatsapp'] as const) {
    expect(problemOf(channel, 'Konu', '', false)).toBe('body');
    expect(problemOf(channel, 'Konu', long, false)).toBe('tooLong');
  }
  expect(problemOf('whatsapp', '', long.slice(1), false)).toBeNull();
});
