/** A person's day without network on the store of a browser, and whether all of it is in the office later. */
import { openReplica, until, type Replica } from '../../app/database/test/replica';
import { createDocument, editDocument } from '../../app/database/write';
import { PEOPLE, type PersonName } from './cast';
import type { OfficeEnd } from './office-end';
import { officeServer } from './office-server';

export type Day = {
  readonly person: PersonName;
  readonly edited: Map<string, string>;
  readonly created: string[];
  readonly deleted: string[];
};

const open = new Set<Replica>();

/** `isReachable` false: the office is out of reach for the whole life of this app. */
export async function openApp(person: PersonName, office: OfficeEnd, isReachable = true): Promise<Replica> {
  const server = officeServer(office, PEOPLE[person].id, {
    before: () => (isReachable ? Promise.resolve() : Promise.reject(new TypeError('Failed to fetch'))),
  });
  const replica = await openReplica(
    { connect: () => server, comparing: () => server },
    { memberId: PEOPLE[person].id },
  );
  const app = {
    ...replica,
    close: async () => {
      open.delete(app);
      await replica.close();
    },
  };
  open.add(app);
  return app;
}

/** After a scenario that failed half way: its apps would be in the way of the next one's. */
export async function closeApps(): Promise<void> {
  for (const app of open) await app.close();
}

/**
 * Everything is exchanged, the customers `known` included: somebody else's transaction in this cluster, which any test
 * beside this one may have, holds what was just committed back for a while (sync/README.md §4.3).
 */
export async function synchronised(
  { status, rx }: Replica,
  what: string,
  known: readonly string[] = [],
): Promise<void> {
  const isAtRest = () =>
    status.get().waiting === 0 &&
    status.get().phase === 'resting' &&
    status.get().connection === 'online' &&
    status.get().lastSyncAt !== null;
  await until(
    what,
    async () => isAtRest() && (await rx.collections.customers.findByIds([...known]).exec()).size === known.length,
    60_000,
  );
}

/** Everything typed on a device that already holds `known`: the first are edited, the next deleted, others are new. */
export async function workOffline(
  { db }: Replica,
  person: PersonName,
  known: readonly string[],
  counts: { edits: number; inserts: number; deletes: number },
): Promise<Day> {
  const me = PEOPLE[person],
    at = new Date().toISOString();
  const day: Day = {
    person,
    edited: new Map(),
    created: [],
    deleted: known.slice(counts.edits, counts.edits + counts.deletes) as string[],
  };
  for (const [n, id] of known.slice(0, counts.edits).entries()) {
    day.edited.set(id, `${person} düzeltti ${n}`);
    await editDocument(db, 'customers', id, { notes: `${person} düzeltti ${n}` });
  }
  for (const id of day.deleted) await editDocument(db, 'customers', id, { deletedAt: at });
  for (let n = 0; n < counts.inserts; n += 1) {
    day.created.push(
      await createDocument(db, 'customers', {
        firstName: `${person} ekledi`,
        lastName: `Yeni ${n}`,
        phone: '',
        altPhone: '',
        email: '',
        countryId: 'TR',
        city: '',
        address: '',
        occupation: '',
        language: 'tr',
        source: 'fair',
        stage: 'new',
        ownerId: me.id,
        teamId: me.teamId ?? '',
        sharedWith: [],
        notes: '',
        createdBy: me.id,
        createdAt: at,
        lastContactAt: '',
        deletedAt: '',
      }),
    );
  }
  return day;
}

/** What is not in the office exactly once. */
export async function missingOf({ edited, created, deleted }: Day, office: OfficeEnd): Promise<string[]> {
  const ids = [...edited.keys(), ...created, ...deleted];
  const { rows } = await office.pool.query<{ id: string; notes: string; deleted: boolean; version: string }>(
    'SELECT id, notes, deleted_at IS NOT NULL AS deleted, version::text FROM customers WHERE id = ANY($1::uuid[])',
    [ids],
  );
  const there = new Map(rows.map((row) => [row.id, row]));
  return [
    ...[...edited].filter(([id, notes]) => there.get(id)?.notes !== notes).map(([id]) => `the edit of ${id}`),
    ...created.filter((id) => !there.has(id)).map((id) => `the new customer ${id}`),
    ...deleted.filter((id) => there.get(id)?.deleted !== true).map((id) => `the deletion of ${id}`),
    ...rows
      .filter(({ id, version }) => Number(version) > (created.includes(id) ? 1 : 2))
      .map(({ id, version }) => `${id} was written ${version} times`),
  ];
}
