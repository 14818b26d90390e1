/** What is not this person's to see any more leaves the device, whichever way the device hears of it. */
import { afterEach, describe, expect, it } from 'vitest';
import { makeStamp } from '../../../sync/rules/stamp';
import { customerValues } from '../test/customer-values';
import { closeDevices, inOrder, OFFICE_DEVICE, synced } from '../test/devices';
import { OfficeInMemory } from '../test/office-in-memory';
import { read, until } from '../test/replica';
import { discardRefused, editDocument } from '../write';

afterEach(closeDevices);

describe('what the office takes away', { timeout: 40_000 }, () => {
  it('leaves the device, except where unsent work hangs on it', async () => {
    const office = new OfficeInMemory();
    for (const id of ['c1', 'c2'])
      office.write('customers', id, customerValues({ notes: 'gizli' }), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await synced(office);
    office.isReachable = false;
    await editDocument(replica.db, 'customers', 'c2', { city: 'Bursa' });
    office.takeAway('customers', 'c1');
    office.takeAway('customers', 'c2');
    office.refusals.set('c2', 'customer.outOfScope');
    office.isReachable = true;
    replica.engine.requestRound();
    await until('c1 left', async () => (await read(replica, 'customers', 'c1')) === null);
    await until('c2 refused', () => replica.status.get().refused === 1);
    expect(await read(replica, 'customers', 'c2')).toMatchObject({
      city: 'Bursa',
      sync: { rejection: { code: 'customer.outOfScope' } },
    });
    // Nothing readable stays of the first, not even as a deleted document.
    const [shell] = await replica.rx.collections.customers.storageInstance.findDocumentsById(['c1'], true);
    expect(JSON.stringify(shell)).not.toContain('gizli');
  });

  it('comes back when it comes back into scope', async () => {
    const office = new OfficeInMemory();
    office.write('customers', 'c1', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await synced(office);
    office.takeAway('customers', 'c1');
    await until('left', async () => (await read(replica, 'customers', 'c1')) === null);
    office.write('customers', 'c1', customerValues({ city: 'Muş' }), makeStamp(2, 0, OFFICE_DEVICE));
    await until('back', async () => (await read(replica, 'customers', 'c1'))?.city === 'Muş');
  });

  it("of a document that is somebody else's by now only what was typed stays, however one hears of it", async () => {
    const office = new OfficeInMemory();
    const ids = ['pushed', 'swept'];
    for (const id of ids)
      office.write(
        'customers',
        id,
        customerValues({
          firstName: 'GİZLİ',
          notes: 'GİZLİ',
          phone: '+905559998877',
          email: 'gizli@ornek.com',
          address: 'GİZLİ',
        }),
        makeStamp(1, 0, OFFICE_DEVICE),
      );
    const replica = await synced(office);
    office.refusals.set('swept', 'customer.mayNotReassign');
    await editDocument(replica.db, 'customers', 'swept', { city: 'Van' });
    await until('refused', () => replica.status.get().refused === 1);
    office.isReachable = false;
    await editDocument(replica.db, 'customers', 'pushed', { city: 'Bursa' });
    // Refused without a document, and never told as a departure; the other's refusal was told long ago.
    office.table('customers').delete('pushed');
    office.table('customers').delete('swept');
    office.refusals.set('pushed', 'customer.outOfScope');
    office.scope = 'less';
    office.isReachable = true;
    replica.engine.requestRound();
    await until('both refused', () => replica.status.get().refused === 2 && replica.status.get().waiting === 0);
    await until('nothing of others left', async () => {
      const stored = await replica.rx.collections.customers.storageInstance.findDocumentsById(ids, true);
      return !/G\u0130ZL\u0130|gizli|5559998877/.test(JSON.stringify(stored));
    });
    // No field at all of it: not when it was made, nor its stage, nor whose it is.
    for (const id of ids)
      expect(
        Object.keys((await read(replica, 'customers', id))!).filter(
          (key) => !['id', 'outbox', 'conflicted', 'sync', 'sortKey'].includes(key),
        ),
      ).toEqual(['city']);
    expect(await read(replica, 'customers', 'pushed')).toMatchObject({
      city: 'Bursa',
      sync: { rejection: { code: 'customer.outOfScope' } },
    });
    expect(await read(replica, 'customers', 'swept')).toMatchObject({
      city: 'Van',
      sync: { rejection: { code: 'customer.outOfScope' } },
    });
    await discardRefused(replica.db, 'customers', 'swept');
    expect(await read(replica, 'customers', 'swept')).toBeNull();
  });

  it('what a first synchronisation had stored when it broke off goes too, when it is gone by then', async () => {
    const office = new OfficeInMemory();
    office.write('customers', 'c1', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    office.write('customers', 'c2', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await synced(office);
    // As it is when the page is stored and its checkpoint is not.
    await replica.state.saveCollection('customers', { checkpoint: null, complete: false, sweeping: false });
    office.takeAway('customers', 'c1');
    replica.engine.requestRound();
    await until('gone', async () => (await read(replica, 'customers', 'c1')) === null);
    await inOrder(replica);
    expect(await read(replica, 'customers', 'c2')).not.toBeNull();
  });
});
