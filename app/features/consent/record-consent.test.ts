import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { afterEach, expect, test } from 'vitest';
import { wordingFor } from '../../../sync/rules/consent-wording';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { createDocument } from '../../database/write';
import { recordConsents, type Said } from './record-consent';

afterEach(closeDevices);

test('what is said of several channels is recorded whole or not at all, and tried again it is there once', async () => {
  const { db } = await synced(new OfficeInMemory(), { names: ['countries', 'members', 'customers', 'consents'] });
  const customerId = await createDocument(db, 'customers', customerValues());
  const said = (channel: Said['channel'], address: string): Said => {
    const { id, text } = wordingFor(channel, 'tr');
    const about = { decision: 'given', source: 'in_person', evidence: '', saidOn: '' } as const;
    return { ...about, customerId, channel, address, wordingId: id, wording: text };
  };
  const stored = async () => (await db.collections.consents.find().exec()).map((one) => one.toJSON().channel).sort();
  const mail = said('email', 'isik@ornek.com');
  // The later one does not fit.
  await expect(recordConsents(db, [mail, said('sms', '5'.repeat(5_000))])).rejects.toThrow();
  expect(await stored()).toEqual([]);
  await recordConsents(db, [mail, said('sms', '+905321234567')]);
  expect(await stored()).toEqual(['email', 'sms']);
});
