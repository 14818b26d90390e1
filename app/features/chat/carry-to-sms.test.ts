// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { conversationIdOf } from '../../../sync/collections/conversation';
import type { SahaDatabase } from '../../database/saha-database';
import { draftKey, readDraft } from '../../shell/draft-store';
import { carryToSms } from './carry-to-sms';

const db = { me: { memberId: 'me' } } as unknown as SahaDatabase;

it('stands in the field of the SMS, below what was half typed, once however often it is carried', async () => {
  const key = draftKey('me', `chat:${conversationIdOf('sms', 'c1')}`);
  await carryToSms(db, 'c1', 'Yarın 14.00 uygun mu?');
  await carryToSms(db, 'c1', 'Yarın 14.00 uygun mu?');
  expect((await readDraft(key))?.values).toMatchObject({ body: 'Yarın 14.00 uygun mu?' });
  await carryToSms(db, 'c1', 'Bekliyorum.');
  expect((await readDraft(key))?.values).toMatchObject({ body: 'Yarın 14.00 uygun mu?\nBekliyorum.' });
  expect(await readDraft(draftKey('me', `chat:${conversationIdOf('sms', 'c2')}`))).toBeNull();
});
