/** A merge is taken back over what it left, and over nothing that somebody wrote since. */
import 'fake-indexeddb/auto';
import { afterEach, expect, it } from 'vitest';
import type { StoredCustomer } from '../../database/saha-database';
import { saveTogether } from '../../database/save-together';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, inOrder, newMember, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { read, until, type Replica } from '../../database/test/replica';
import { createDocument, editDocument } from '../../database/write';
import { mergeParts, proposedChoices, unmergeParts, type MergeChoices } from './merge-records';

afterEach(closeDevices);

const [GUEST, THEIR_GUEST] = [newMember(), newMember()];
const STEP = { nextStepText: 'Ara', nextStepDueOn: '2027-01-04', nextStepDueTime: '09:00', nextStepDoneAt: '' };
const OTHER_STEP = { ...STEP, nextStepText: 'Teklif' };
const THEIR_STEP = { nextStepText: 'Sözleşme', nextStepDueOn: '2027-02-01', nextStepDueTime: '', nextStepDoneAt: '' };

/** Two records on two devices, merged on the first one; `undo` is what its notice offers. */
async function merged(chosen: MergeChoices = {}) {
  const office = new OfficeInMemory();
  const [mine, theirs] = [await synced(office), await synced(office)];
  const stored = async (replica: Replica, id: string) =>
    (await read(replica, 'customers', id)) as unknown as StoredCustomer;
  const owner = { ownerId: mine.db.me.memberId };
  const make = (values: object) => createDocument(mine.db, 'customers', customerValues({ ...owner, ...values }));
  const keptId = await make({ notes: 'Sofrada konuştuk', city: '', ...STEP });
  const lostId = await make({ notes: 'Fuarda geldi', city: 'İzmir', sharedWith: [GUEST], ...OTHER_STEP });
  await inOrder(mine);
  const [kept, lost] = [await stored(mine, keptId), await stored(mine, lostId)];
  const parts = mergeParts(kept, lost, { ...proposedChoices(kept, lost), ...chosen });
  await saveTogether(mine.db, 'customers', parts);
  await inOrder(mine);
  const isMerged = async () => (await stored(theirs, lostId))?.mergedInto === keptId;
  await until('the colleague has the merge', isMerged);
  /** What the colleague writes, as it stands on this device too. */
  const theyWrite = async (values: Partial<StoredCustomer>) => {
    await editDocument(theirs.db, 'customers', keptId, values);
    await inOrder(theirs);
    const [field, value] = Object.entries(values)[0]!;
    const isHere = async () =>
      JSON.stringify((await stored(mine, keptId))[field as keyof StoredCustomer]) === JSON.stringify(value);
    await until('it is here', isHere);
  };
  const undo = async () => {
    await saveTogether(mine.db, 'customers', unmergeParts(kept, parts));
    await inOrder(mine);
  };
  return { theyWrite, undo, kept: () => office.table('customers').get(keptId)!, lostId, office };
}

it('puts back what stood before it, without a card where nobody wrote meanwhile', async () => {
  const { undo, kept, office, lostId } = await merged({ nextStep: 'lost', city: 'lost' });
  expect(kept().fields).toMatchObject({ notes: 'Sofrada konuştuk\n\nFuarda geldi', city: 'İzmir', ...OTHER_STEP });
  await undo();
  expect(kept().fields).toMatchObject({ notes: 'Sofrada konuştuk', city: '', ...STEP });
  expect(office.table('customers').get(lostId)!.fields['mergedInto']).toBe('');
  expect(kept().conflicts).toEqual([]);
});

it('keeps on cards what a colleague wrote since, and mixes no half of their step with its own', async () => {
  const { theyWrite, undo, kept } = await merged({ nextStep: 'lost', city: 'lost' });
  await theyWrite({ notes: 'İmzaladı, 3 Mart', city: 'Bursa', sharedWith: [GUEST, THEIR_GUEST] });
  await theyWrite(THEIR_STEP);
  await undo();
  expect(kept().fields).toMatchObject({ notes: 'Sofrada konuştuk', city: '', ...STEP });
  const hidden = Object.fromEntries(kept().conflicts.map((card) => [card.unit, card.hidden.values]));
  expect(hidden).toMatchObject({
    notes: { notes: 'İmzaladı, 3 Mart' },
    city: { city: 'Bursa' },
    nextStep: THEIR_STEP,
    sharedWith: { sharedWith: [GUEST, THEIR_GUEST] },
  });
});
