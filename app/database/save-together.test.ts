/**
 * What is saved together is there as a whole or not at all, wherever a tab dies, another comes between, an answer is
 * lost or the office refuses a part. Every save writes places of its own, so that a half of one shows. A failing run is
 * repeated with SEED=<the seed in its name>.
 */
import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { Random } from '../../prisma/factories/random';
import { COLLECTIONS } from '../../sync/collections/registry';
import { sameValue, type SavePart } from '../../sync/rules/document';
import { saveTogether } from './save-together';
import { customerValues } from './test/customer-values';
import { OfficeInMemory } from './test/office-in-memory';
import { openReplica, read, until, type Replica } from './test/replica';
import { discardRefused, editDocument, retryRefused } from './write';

const RUNS = Number(process.env['RUNS'] ?? 8);
const FIRST_SEED = Number(process.env['SEED'] ?? 1);
const PLACES = ['notes', 'city', 'address', 'occupation'] as const;
const STAMP = '0190a1b2c3d4000000000000';

let members = 0;
const open: Replica[] = [];
afterEach(async () => {
  for (const replica of open.splice(0)) await replica.close().catch(() => undefined);
});
const anybody = () => `01890000-0000-7000-d000-${String((members += 1)).padStart(12, '0')}`;
async function openFor(office: OfficeInMemory, memberId: string): Promise<Replica> {
  const replica = await openReplica(office, { memberId });
  open.push(replica);
  await until('the office is known', () => replica.status.get().lastSyncAt !== null);
  return replica;
}
const isOffices = (field: string) => COLLECTIONS.customers.fields[field]?.merge === 'server';
const shows = (fields: Readonly<Record<string, unknown>> | null | undefined, { values }: SavePart) =>
  Object.entries(values).every(([field, value]) => isOffices(field) || sameValue(fields?.[field], value));

async function officeWithCustomers(count: number): Promise<{ office: OfficeInMemory; ids: string[] }> {
  const office = new OfficeInMemory();
  const ids = Array.from({ length: count }, () => uuidv7());
  for (const id of ids) office.write('customers', id, customerValues({ lastName: id, city: '' }), STAMP);
  return { office, ids };
}

describe('documents that are saved together', () => {
  it('go in one request under one name, and are refused, sent again and given up as one', async () => {
    const { office, ids } = await officeWithCustomers(3);
    const [a, b, c] = ids as [string, string, string];
    const replica = await openFor(office, anybody());
    office.refusals.set(b, 'customer.nameMissing');
    const made = uuidv7();
    await saveTogether(replica.db, 'customers', [
      { id: a, values: { city: 'Muş' }, isNew: false },
      { id: b, values: { city: 'Van' }, isNew: false },
      { id: made, values: customerValues({ lastName: 'Yeni' }), isNew: true },
    ]);
    await until('all three are refused', () => replica.status.get().refused === 3);
    const [sent] = office.pushes.filter((rows) => rows.length === 3);
    expect(new Set(sent?.map(({ group }) => group)).size).toBe(1);
    expect(office.table('customers').get(a)?.fields['city']).toBe('');
    expect((await read(replica, 'customers', a))?.sync.rejection?.code).toBe('sync.groupRefused');
    expect((await read(replica, 'customers', b))?.sync.rejection?.code).toBe('customer.nameMissing');

    // Another save with one of them: all belong together now. Sending one again sends all.
    await saveTogether(replica.db, 'customers', [
      { id: a, values: { notes: 'iki' }, isNew: false },
      { id: c, values: { notes: 'üç' }, isNew: false },
    ]);
    await until('all four are refused', () => replica.status.get().refused === 4);
    office.refusals.clear();
    await retryRefused(replica.db, 'customers', made);
    await until('all are taken', () => replica.status.get().refused === 0 && replica.status.get().waiting === 0);
    expect(office.table('customers').get(a)?.fields).toMatchObject({ city: 'Muş', notes: 'iki' });
    expect(office.table('customers').get(b)?.fields['city']).toBe('Van');
    expect(office.table('customers').get(c)?.fields['notes']).toBe('üç');
    expect(office.table('customers').get(made)?.fields['lastName']).toBe('Yeni');
    expect((await read(replica, 'customers', a))?.sync.saves).toBeUndefined();

    office.refusals.set(a, 'customer.nameMissing');
    await saveTogether(replica.db, 'customers', [
      { id: a, values: { city: 'Ordu' }, isNew: false },
      { id: b, values: { city: 'Rize' }, isNew: false },
    ]);
    await until('both are refused', () => replica.status.get().refused === 2);
    await discardRefused(replica.db, 'customers', b);
    await until('both are given up', () => replica.status.get().refused === 0);
    expect((await read(replica, 'customers', a))?.city).toBe('Muş');
    expect((await read(replica, 'customers', b))?.city).toBe('Van');
  });

  it('one that is made where it is there already is an edit of it, and goes as one', async () => {
    const { office, ids } = await officeWithCustomers(1);
    const [a] = ids as [string];
    const replica = await openFor(office, anybody());
    await editDocument(replica.db, 'customers', a, { city: 'Muş' });
    const values = customerValues({ lastName: 'Yeni', notes: 'yine', city: 'Muş' });
    const part: SavePart = { id: a, values, isNew: true };
    await saveTogether(replica.db, 'customers', [part]);
    expect(await read(replica, 'customers', a)).toMatchObject({ city: 'Muş', notes: 'yine', lastName: 'Yeni' });
    await until('it is taken', () => office.table('customers').get(a)?.fields['notes'] === 'yine');
    expect(office.table('customers').get(a)?.fields).toMatchObject({ city: 'Muş', lastName: 'Yeni' });
  });

  it('an edit of one that was refused sends the others again with it', async () => {
    const { office, ids } = await officeWithCustomers(2);
    const [a, b] = ids as [string, string];
    const replica = await openFor(office, anybody());
    office.refusals.set(a, 'customer.nameMissing');
    await saveTogether(replica.db, 'customers', [
      { id: a, values: { city: 'Muş' }, isNew: false },
      { id: b, values: { city: 'Van' }, isNew: false },
    ]);
    await until('both are refused', () => replica.status.get().refused === 2);
    office.refusals.clear();
    await editDocument(replica.db, 'customers', a, { city: 'Bitlis' });
    await until('both are taken', () => office.table('customers').get(b)?.fields['city'] === 'Van');
    expect(office.table('customers').get(a)?.fields['city']).toBe('Bitlis');
  });

  it.each(Array.from({ length: RUNS }, (_, run) => FIRST_SEED + run))(
    'are there as a whole or not at all (seed %i)',
    async (seed) => {
      const random = new Random(seed);
      const givesUp = seed % 2 === 0;
      const { office, ids } = await officeWithCustomers(10);
      const memberId = anybody();
      const places = random.shuffled(ids.flatMap((id) => PLACES.map((field) => ({ id, field }))));
      let replica = await openFor(office, memberId);
      let tab = new TroubledTab(replica, random);
      const saves: { parts: SavePart[]; isTold: boolean }[] = [];
      for (let at = 0; at < 12; at += 1) {
        const parts: SavePart[] = places
          .splice(0, random.between(1, 3))
          .map(({ id, field }) => ({ id, values: { [field]: `${seed}-${at}` }, isNew: false }));
        const distinct = [...new Map(parts.map((part) => [part.id, part])).values()];
        if (random.chance(0.6) || distinct.length === 1)
          distinct.push({ id: uuidv7(), values: customerValues({ lastName: `${seed}-${at}` }), isNew: true });
        office.isReachable = random.chance(0.6);
        if (random.chance(0.3)) office.loseAnswers = 1;
        if (random.chance(0.3)) office.refusals.set(random.pick(distinct).id, 'customer.nameMissing');
        if (random.chance(0.5)) tab.diesIn(random.between(1, 4));
        const isTold = await saveTogether(replica.db, 'customers', distinct).then(
          () => true,
          () => false,
        );
        saves.push({ parts: distinct, isTold });
        await new Promise((resolve) => {
          setTimeout(resolve, random.between(0, 25));
        });
        if (tab.isDead || random.chance(0.2)) {
          tab.die();
          await replica.close();
          open.splice(0);
          office.isReachable = true;
          replica = await openFor(office, memberId);
          tab = new TroubledTab(replica, random);
        }
        if (random.chance(0.3)) office.refusals.clear();
        const id = random.pick(distinct).id;
        if ((await read(replica, 'customers', id))?.outbox.startsWith('r') === true && !tab.isDead)
          await (givesUp && random.chance(0.5) ? discardRefused : retryRefused)(replica.db, 'customers', id).catch(
            (error: unknown) => {
              // The tab may die under that very tap.
              if (!tab.isDead) throw error;
            },
          );
      }
      tab.die();
      await replica.close();
      open.splice(0);
      office.isReachable = true;
      office.loseAnswers = 0;
      office.refusals.clear();
      replica = await openFor(office, memberId);
      await until('all is sent', async () => {
        for (const { parts } of saves)
          for (const { id } of parts)
            if ((await read(replica, 'customers', id))?.outbox.startsWith('r') === true)
              await retryRefused(replica.db, 'customers', id);
        const { waiting, refused } = replica.status.get();
        return waiting === 0 && refused === 0;
      });
      for (const [at, { parts, isTold }] of saves.entries()) {
        const there = parts.filter((part) => shows(office.table('customers').get(part.id)?.fields, part));
        expect([0, parts.length], `save ${at}`).toContain(there.length);
        if (isTold && !givesUp) expect(there.length, `save ${at}`).toBe(parts.length);
        for (const part of there)
          expect(shows(await read(replica, 'customers', part.id), part), `save ${at}`).toBe(true);
      }
    },
    60_000,
  );
});

/**
 * A tab that dies after so many more writes to the store, while another tab writes to one of the documents just before:
 * a store that is asked to write several of which one has changed writes the others.
 */
class TroubledTab {
  isDead = false;
  #left = Number.POSITIVE_INFINITY;

  constructor(replica: Replica, random: Random) {
    const storage = replica.rx.collections.customers.storageInstance;
    const write = storage.bulkWrite.bind(storage);
    storage.bulkWrite = async (rows, context) => {
      if (this.#left <= 0) this.die();
      if (this.isDead) throw new Error('the tab is dead');
      this.#left -= 1;
      const among = rows.filter(({ previous }) => previous !== undefined);
      if (rows.length > 1 && among.length > 0 && random.chance(0.5)) {
        const { previous } = random.pick(among);
        const document = { ...previous!, seenInAnotherTab: random.between(1, 1_000_000), _rev: '', _meta: { lwt: 1 } };
        await write([{ previous: previous!, document }], 'another tab');
      }
      return write(rows, context);
    };
  }

  diesIn(writes: number): void {
    this.#left = writes;
  }

  die(): void {
    this.isDead = true;
  }
}
