/**
 * Push through HTTP, session, tRPC, validation, merge and receipts, beside a bare multi-row upsert of the same rows
 * into a table without triggers, and beside one bare statement that writes the same rows where they belong, audit
 * included.
 */
import { openBenchOffice } from './bench-office';
import { bareWrite, changedColumns, readWritten, underNewIds } from './peers/bare-write';
import { median, rounded, say } from './report';
import { sessionCookie } from './sign-in';
import { makeStamp } from '../../sync/rules/stamp';

export type PushFigures = {
  createRatio: number;
  editRatio: number;
  wholeCreateRatio: number;
  wholeEditRatio: number;
  rowsPerSecond: number;
  limitRowsPerSecond: number;
};
const BATCH = 1_000,
  BATCHES = 10,
  REPEATS = 3;

type Row = { id: string; fields: Record<string, unknown> };

export async function measurePushHandler(): Promise<PushFigures> {
  const office = await openBenchOffice({ customers: 200, onlyCustomers: true });
  try {
    // The main case: an agent sends customers of their own.
    const cookie = await sessionCookie(office.url, 'agent');
    const call = async (path: string, body: unknown): Promise<never> => {
      const answer = await fetch(`${office.url}/trpc/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: office.url, 'x-saha-protocol': '1', cookie },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      return ((await answer.json()) as { result: { data: never } }).result.data;
    };
    const { deviceId } = (await call('sync.hello', { deviceId: null, deviceLabel: 'bench' })) as { deviceId: string };
    const [owner] = (
      await office.pool.query<{ id: string }>('SELECT member_id AS id FROM devices WHERE id = $1', [deviceId])
    ).rows;
    await office.pool.query('CREATE TABLE bare (LIKE customers INCLUDING DEFAULTS INCLUDING INDEXES)');

    const creating: number[] = [],
      editing: number[] = [],
      bareCreating: number[] = [],
      bareEditing: number[] = [],
      wholeCreating: number[] = [],
      wholeEditing: number[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      const rows = Array.from({ length: BATCH * BATCHES }, (_, at): Row =>
        makeRow(repeat * BATCH * BATCHES + at, owner!.id),
      );
      const batches = Array.from({ length: BATCHES }, (_, at) => rows.slice(at * BATCH, (at + 1) * BATCH));
      bareCreating.push(
        await timed(async () => {
          for (const batch of batches) await bareUpsert(office.pool, batch, 'new');
        }),
      );
      creating.push(
        await timed(async () => {
          for (const batch of batches)
            await pushAll(
              call,
              deviceId,
              batch.map((row) => creation(row, deviceId)),
            );
        }),
      );
      const idsOf = (batch: Row[]) => batch.map(({ id }) => id);
      const peers = new Map<string, string>();
      const created = await Promise.all(batches.map((batch) => readWritten(office.pool, idsOf(batch))));
      const asCreated = created.map((batch) => underNewIds(batch, peers));
      wholeCreating.push(
        await timed(async () => {
          for (const batch of asCreated) await bareWrite(office.pool, batch, []);
        }),
      );
      bareEditing.push(
        await timed(async () => {
          for (const batch of batches) await bareUpsert(office.pool, batch, 'edited');
        }),
      );
      editing.push(
        await timed(async () => {
          for (const batch of batches)
            await pushAll(
              call,
              deviceId,
              batch.map((row) => edit(row, deviceId)),
            );
        }),
      );
      const edited = await Promise.all(batches.map((batch) => readWritten(office.pool, idsOf(batch))));
      const changed = changedColumns(created[0]!.rows[0]!, edited[0]!.rows[0]!);
      const asEdited = edited.map((batch) => underNewIds(batch, peers));
      wholeEditing.push(
        await timed(async () => {
          for (const batch of asEdited) await bareWrite(office.pool, batch, changed);
        }),
      );
    }
    const written = await office.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM customers WHERE notes = 'edited' AND city = 'İzmir'`,
    );
    // Theirs, and those of the statement beside it.
    if (written.rows[0]?.count !== 2 * BATCH * BATCHES * REPEATS)
      throw new Error(`the office holds ${written.rows[0]?.count} of the pushed edits`);
    const figures = {
      createRatio: rounded(median(bareCreating) / median(creating)),
      editRatio: rounded(median(bareEditing) / median(editing)),
      wholeCreateRatio: rounded(median(wholeCreating) / median(creating)),
      wholeEditRatio: rounded(median(wholeEditing) / median(editing)),
      rowsPerSecond: rounded((BATCH * BATCHES) / (median(editing) / 1000), 0),
      limitRowsPerSecond: rounded((BATCH * BATCHES) / (median(bareEditing) / 1000), 0),
    };
    say(
      `push handler: edits ${figures.rowsPerSecond} rows/s, bare upsert ${figures.limitRowsPerSecond} rows/s; ratio edits ${figures.editRatio}, creations ${figures.createRatio}; of one statement with the audit edits ${figures.wholeEditRatio}, creations ${figures.wholeCreateRatio}`,
    );
    return figures;
  } finally {
    await office.close();
  }
}

function makeRow(at: number, ownerId: string): Row {
  return {
    id: `0197f3a2-b1c4-7000-8000-${at.toString(16).padStart(12, '0')}`,
    fields: {
      firstName: `Ayşe ${at}`,
      lastName: 'Yılmaz',
      phone: `+9053${String(20_000_000 + at)}`,
      altPhone: '',
      email: `a${at}@ornek.example`,
      countryId: 'TR',
      city: 'İzmir',
      address: 'Kıbrıs Şehitleri Cad. 12',
      occupation: 'Öğretmen',
      language: 'tr',
      source: 'fair',
      stage: 'new',
      ownerId,
      sharedWith: [],
      notes: 'fuarda tanıştık, dönüş bekliyor',
      createdBy: ownerId,
      createdAt: '2026-11-20T09:00:00.000Z',
      lastContactAt: '',
      deletedAt: '',
    },
  };
}

type PushedRow = {
  id: string;
  seen: number;
  patch: Record<string, { seq: number; stamp: string; base: string; values: Record<string, unknown> }>;
};
const createdStamp = (deviceId: string) => makeStamp(Date.UTC(2026, 10, 20), 0, deviceId);

function creation({ id, fields }: Row, deviceId: string): PushedRow {
  return {
    id,
    seen: 0,
    patch: Object.fromEntries(
      Object.entries(fields).map(([field, value]) => [
        field,
        { seq: 1, stamp: createdStamp(deviceId), base: '', values: { [field]: value } },
      ]),
    ),
  };
}

function edit({ id }: Row, deviceId: string): PushedRow {
  return {
    id,
    seen: 1,
    patch: {
      notes: {
        seq: 2,
        stamp: makeStamp(Date.UTC(2026, 10, 21), 0, deviceId),
        base: createdStamp(deviceId),
        values: { notes: 'edited' },
      },
    },
  };
}

async function pushAll(
  call: (path: string, body: unknown) => Promise<never>,
  deviceId: string,
  rows: PushedRow[],
): Promise<void> {
  const { results } = (await call('sync.push', { collection: 'customers', deviceId, sentAtMs: Date.now(), rows })) as {
    results: { outcome: string }[];
  };
  const refused = results.find(({ outcome }) => outcome === 'refused');
  if (refused !== undefined) throw new Error(`refused: ${JSON.stringify(refused)}`);
}

/** The least a server could do: one upsert of the same columns per batch, nothing read, nothing decided. */
async function bareUpsert(
  pool: { query(sql: string, values: unknown[]): Promise<unknown> },
  rows: Row[],
  notes: string,
): Promise<void> {
  const column = (field: string) => rows.map((row) => row.fields[field]);
  await pool.query(
    `INSERT INTO bare (id, first_name, last_name, phone, email, country_id, city, address, occupation, language, source,
      stage, owner_id, notes, created_by, created_at, stamps)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
       $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
       $13::uuid[], $14::text[], $15::uuid[], $16::timestamptz[], $17::jsonb[])
     ON CONFLICT (id) DO UPDATE SET first_name = excluded.first_name, last_name = excluded.last_name,
       phone = excluded.phone, email = excluded.email,
       country_id = excluded.country_id, city = excluded.city, address = excluded.address,
         occupation = excluded.occupation, language = excluded.language,
       source = excluded.source, stage = excluded.stage, owner_id = excluded.owner_id, notes = excluded.notes,
         stamps = excluded.stamps`,
    [
      rows.map(({ id }) => id),
      column('firstName'),
      column('lastName'),
      column('phone'),
      column('email'),
      column('countryId'),
      column('city'),
      column('address'),
      column('occupation'),
      column('language'),
      column('source'),
      column('stage'),
      column('ownerId'),
      rows.map(() => notes),
      column('createdBy'),
      column('createdAt'),
      rows.map(() => '{"*":"019a9f5d5c000000aaaaaaaa"}'),
    ],
  );
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
