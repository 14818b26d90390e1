/** What surrounds an exchange: sessions, old builds, wrong clocks, broken streams, a second tab. */
import { afterEach, describe, expect, it } from 'vitest';
import { makeStamp } from '../../../sync/rules/stamp';
import { customerValues, interactionValues } from '../test/customer-values';
import { closeDevices, device, inOrder, newMember, OFFICE_DEVICE, synced } from '../test/devices';
import { OfficeInMemory } from '../test/office-in-memory';
import { read, until } from '../test/replica';
import { createDocument, editDocument } from '../write';

afterEach(closeDevices);

describe('sessions, versions, clocks, tabs', { timeout: 40_000 }, () => {
  it('says signed-out, keeps the work, and goes on after signing in', async () => {
    const office = new OfficeInMemory();
    const replica = await synced(office);
    office.signedOut = true;
    const id = await createDocument(replica.db, 'customers', customerValues());
    await until('signed out', () => replica.status.get().phase === 'signed-out');
    expect(replica.status.get().waiting).toBe(1);
    office.signedOut = false;
    replica.db.syncNow();
    await inOrder(replica);
    expect(office.table('customers').has(id)).toBe(true);
  });

  it('takes the office’s time when the answer comes: a store that is slow to write puts no clock wrong', async () => {
    const office = new OfficeInMemory();
    let storingMs = 0;
    office.nowMs = () => Date.now() + storingMs;
    const replica = await synced(office, { deviceNowMs: office.nowMs });
    // The last that is fetched: another answer would hide what this one did to the clock.
    replica.rx.collections.interactions.eventBulks$.subscribe(() => {
      storingMs += 4_000;
    });
    office.write('interactions', 'i1', interactionValues('c1'), makeStamp(1, 0, OFFICE_DEVICE));
    replica.engine.requestRound();
    await until('stored', async () => (await read(replica, 'interactions', 'i1')) !== null && storingMs > 0);
    await inOrder(replica);
    expect(Math.abs(replica.db.clock.offsetMs)).toBeLessThan(1_000);
  });

  it('an outdated build still hands in what it holds', async () => {
    const office = new OfficeInMemory();
    const replica = await synced(office);
    office.updateNeeded = true;
    replica.engine.requestRound();
    await until('update needed', () => replica.status.get().phase === 'update-needed');
    const id = await createDocument(replica.db, 'customers', customerValues());
    await until('handed in', () => office.table('customers').has(id));
    await until('still update needed', () => replica.status.get().phase === 'update-needed');
    office.updateNeeded = false;
    replica.engine.requestRound();
    await inOrder(replica);
  });

  it('a device set to the wrong year stamps in the time of the office', async () => {
    const office = new OfficeInMemory();
    const twoYearsMs = 2 * 365 * 86_400_000;
    const replica = await synced(office, { deviceNowMs: () => Date.now() - twoYearsMs });
    const id = await createDocument(replica.db, 'customers', customerValues());
    await inOrder(replica);
    const stamp = office.table('customers').get(id)?.stamps['*'] as string;
    expect(Math.abs(Number.parseInt(stamp.slice(0, 12), 16) - Date.now())).toBeLessThan(5_000);
  });

  it('a stream that ends is opened again, and nothing is missed', async () => {
    const office = new OfficeInMemory();
    const replica = await synced(office);
    office.dropStreams(new Error('gone'));
    office.write('customers', 'c1', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    await until('arrived', async () => (await read(replica, 'customers', 'c1')) !== null);
    office.write('customers', 'c2', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    await until('live again', async () => (await read(replica, 'customers', 'c2')) !== null);
  });

  it('two tabs: the one that leads sends what the other wrote, and both show what arrives', async () => {
    const office = new OfficeInMemory();
    const memberId = newMember();
    const leader = await synced(office, { memberId });
    const other = await device(office, { memberId, isLeader: false });
    const id = await createDocument(other.db, 'customers', customerValues());
    await until('sent', () => office.table('customers').has(id));
    await until('seen as sent', async () => (await read(other, 'customers', id))?.outbox === '');
    const both = Promise.all([
      editDocument(leader.db, 'customers', id, { city: 'Bursa' }),
      editDocument(other.db, 'customers', id, { notes: 'not' }),
      editDocument(leader.db, 'customers', id, { occupation: 'Mimar' }),
      editDocument(other.db, 'customers', id, { address: 'Cadde 1' }),
    ]);
    await both;
    const everything = { city: 'Bursa', notes: 'not', occupation: 'Mimar', address: 'Cadde 1' };
    await until('all four arrived', () =>
      Object.entries(everything).every(([field, value]) => office.table('customers').get(id)?.fields[field] === value),
    );
    await inOrder(leader);
    await until('equal', async () => (await read(other, 'customers', id))?.outbox === '');
    expect(await read(other, 'customers', id)).toMatchObject(everything);
  });
});
