import { expect, it } from 'vitest';
import { MAX_SMS_PARTS, measureSms, withWayOut } from '../../../sync/rules/sms-text';
import type { Change } from '../../lib/push-rule';
import { checkMessage } from './message-push-rules';

const codeOf = (body: string, bulkId: string) => {
  const after = { channel: 'sms', direction: 'out', subject: '', body, bulkId, fileId: '', kind: 'text' };
  return checkMessage({ before: null, after } as unknown as Change)?.code ?? null;
};
const longestWith = (rest: (text: string) => string) => {
  let length = 1;
  while (measureSms(rest('a'.repeat(length + 1)), true).parts <= MAX_SMS_PARTS) length += 1;
  return 'a'.repeat(length);
};

it('an SMS that the app sends to many is taken, to the last letter that its language leaves room for', () => {
  const text = longestWith((one) => withWayOut(one, 'tr'));
  expect(codeOf(text, 'b1')).toBeNull();
  expect(codeOf(`${text}a`, 'b1')).toBe('message.smsTooLong');
  const alone = longestWith((one) => one);
  expect(codeOf(alone, '')).toBeNull();
  expect(codeOf(`${alone}a`, '')).toBe('message.smsTooLong');
});
