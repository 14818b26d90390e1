import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { afterEach, expect, test } from 'vitest';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { createDocument } from '../../database/write';
import { closeAskedStep } from './asked-step';

afterEach(closeDevices);

const STARTS_AT = '2026-11-24T09:30:00.000Z';
const ZONE = 'Europe/Istanbul';

async function asked(nextStepText: string) {
  const { db } = await synced(new OfficeInMemory());
  const step = { nextStepDueOn: '2026-11-25', nextStepText, nextStepDueTime: '', nextStepDoneAt: '' };
  const customerId = await createDocument(db, 'customers', customerValues(step));
  const isOpen = async () =>
    (await db.collections.customers.findOne(customerId).exec())?.toJSON().nextStepDoneAt === '';
  return { answer: (startsAt: string) => closeAskedStep(db, { customerId, startsAt }, ZONE), isOpen };
}

test('who says how it went has done what the office asked, until that is taken back', async () => {
  const { answer, isOpen } = await asked('Randevu nasıl geçti? 24.11. 12:30');
  const askAgain = await answer(STARTS_AT);
  expect(await isOpen()).toBe(false);
  await askAgain();
  expect(await isOpen()).toBe(true);
});

test('another appointment’s question stays, and so does what somebody planned', async () => {
  const ofAnother = await asked('Randevu nasıl geçti? 23.11. 12:30');
  await (
    await ofAnother.answer(STARTS_AT)
  )();
  expect(await ofAnother.isOpen()).toBe(true);
  const planned = await asked('Randevu nasıl geçti diye sor');
  await planned.answer(STARTS_AT);
  expect(await planned.isOpen()).toBe(true);
});
