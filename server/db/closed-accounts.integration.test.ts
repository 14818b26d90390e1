/** Whoever was shut out of the office is not let in again by a backup that knows them from before. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setMemberActive } from '../features/members/set-member-active';
import { createTestDatabase } from '../test/database';
import { createTestOffice, type Office } from '../test/office';
import { backupDatabase } from './backup';
import { openJournal, type Journal } from './journal';
import { migrate } from './migrate';
import { restoreDatabase } from './restore';

const BY = { memberId: null, ip: '' };
let office: Office, journal: Journal, folder: string;
const journals = () => path.join(folder, 'journal');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'saha-accounts-'));
  office = await createTestOffice();
  journal = openJournal(journals());
});
afterAll(async () => {
  await journal.close();
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

async function on<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}
async function setActive(id: string, isActive: boolean): Promise<void> {
  office.clock.nowMs += 1_000;
  await setMemberActive({ ...office.deps, journal }, BY, id, isActive);
}
const backup = async (name: string) => {
  const file = path.join(folder, name);
  await on(office.ownerUrl, (client) => backupDatabase(client, file, new Date().toISOString(), () => undefined));
  return file;
};
const inOn = (url: string) =>
  on(url, async (client) => {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM members WHERE is_active');
    return rows.map(({ id }) => id);
  });
/** Who may come in after it was restored on a machine that has nothing but the file and the journals. */
async function restoredElsewhere(file: string, journalDir: string | null) {
  const fresh = await createTestDatabase('empty');
  try {
    await migrate(fresh.url);
    const { kept } = await on(fresh.url, (client) => restoreDatabase(client, file, journalDir));
    return { closed: kept.closed, active: await inOn(fresh.url) };
  } finally {
    await fresh.close();
  }
}

it('keeps out who was shut out since, here and on a fresh machine, and nobody else', { timeout: 60_000 }, async () => {
  const [admin, shut, reopened, stays, shutBefore] = [
    await office.addMember({ role: 'admin' }),
    ...(await Promise.all(Array.from({ length: 4 }, () => office.addMember()))),
  ];
  await setActive(shutBefore!.id, false);
  const file = await backup('accounts.backup.gz');
  await setActive(shut!.id, false);
  await setActive(reopened!.id, false);
  await setActive(reopened!.id, true);
  // Nobody is let in by what was said since: an admin does that.
  await setActive(shutBefore!.id, true);

  const expected = [admin!.id, reopened!.id, stays!.id].sort();
  const elsewhere = await restoredElsewhere(file, journals());
  expect({ ...elsewhere, active: elsewhere.active.sort() }).toEqual({ closed: 1, active: expected });
  // What the journals are for.
  expect((await restoredElsewhere(file, null)).active).toContain(shut!.id);
  // The replaced database says it by itself.
  const { kept } = await on(office.ownerUrl, (client) => restoreDatabase(client, file));
  expect(kept.closed).toBe(1);
  expect((await inOn(office.ownerUrl)).sort()).toEqual(expected);
});

it('leaves an office an admin, although the one of the backup was shut out since', { timeout: 60_000 }, async () => {
  const { rows } = await office.deps.pool.query<{ id: string }>(
    `SELECT id FROM members WHERE role = 'admin' AND is_active`,
  );
  const before = rows[0]!.id;
  const file = await backup('admins.backup.gz');
  const { id: next } = await office.addMember({ role: 'admin' });
  await setActive(before, false);
  expect(await inOn(office.ownerUrl)).not.toContain(before);
  const elsewhere = await restoredElsewhere(file, journals());
  expect(elsewhere.active).toContain(before);
  expect(elsewhere.active).not.toContain(next);
});

it('is kept by doing it again where the journal could not take it', { timeout: 60_000 }, async () => {
  const { id } = await office.addMember();
  const file = await backup('full.backup.gz');
  const full: Journal = { append: () => Promise.reject(new Error('no room')), close: () => Promise.resolve() };
  await expect(setMemberActive({ ...office.deps, journal: full }, BY, id, false)).rejects.toThrow('no room');
  // Shut out all the same, though nothing but the database knows.
  expect(await inOn(office.ownerUrl)).not.toContain(id);
  expect((await restoredElsewhere(file, journals())).active).toContain(id);
  await setActive(id, false);
  expect((await restoredElsewhere(file, journals())).active).not.toContain(id);
});
