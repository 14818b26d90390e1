/**
 * Tablets of the build that runs this and an office of the other one: a day's work without network, and whether all of
 * it is there afterwards, nothing was taken for damage, and every record can still be said (`look`).
 */
import { until } from '../../../app/database/test/replica';
import { createDocument, editDocument } from '../../../app/database/write';
import { Random } from '../../../prisma/factories/random';
import { PEOPLE, START_MS } from '../cast';
import { same } from '../check-writes';
import {
  comparedAgain,
  exchanged,
  openTablet,
  OWN_BUILD,
  withOffice,
  type Office,
  type OfficeTablet,
} from './two-builds';

/** `forgets`: the office drops what it does not know; `unsaid`: tablets do not hear which fields it knows. */
export const BUILDS_BREAKAGES = ['forgets', 'unsaid'] as const;
export type BuildsBreakage = (typeof BUILDS_BREAKAGES)[number];

type Input = {
  readonly serverUrl: string;
  readonly seed: number;
  readonly customers: number;
  readonly edits: number;
  readonly breakage: BuildsBreakage | null;
  /** What screens read of the tablet's documents; answers what could not be shown. */
  readonly look?: (tablet: OfficeTablet) => Promise<readonly string[]>;
};
export type BuildsVerdict = {
  readonly problems: readonly string[];
  readonly counts: { readonly typed: number; readonly repairs: number; readonly compared: number };
};
/** By customer, what was typed last in each field. */
type Typed = Map<string, Record<string, unknown>>;

const PARCELS = 'parcels' as 'customers';
const TODAYS_FIELDS = ['notes', 'city', 'occupation'] as const;
const NEXT_FIELDS = ['nickname', 'budget', 'interests'] as const;
/** What the office itself writes meanwhile. */
const OFFICES_FIELD = 'address';

export async function runBuilds({ serverUrl, seed, customers, edits, breakage, look }: Input): Promise<BuildsVerdict> {
  const other = OWN_BUILD === 'next' ? 'today' : 'next';
  return withOffice(serverUrl, other, async (office) => {
    const random = new Random(seed);
    const problems: string[] = [];
    const ids: string[] = [];
    for (let n = 0; n < customers; n += 1) ids.push(await office.database.addCustomer('ayse', START_MS));
    const before = other === 'next' ? await fillNextFields(office) : [];
    const tablet = await openTablet(office, 'ayse', undefined, { unsaid: breakage === 'unsaid' });
    const typed: Typed = new Map();
    const parcels: string[] = [];
    const verdict = (): BuildsVerdict => {
      const { refused } = tablet.status.get();
      if (tablet.repairs > 0) problems.push(`${tablet.repairs} documents were taken for damage`);
      if (refused > 0) problems.push(`${refused} were refused`);
      const sum = [...typed.values()].reduce((all, one) => all + Object.keys(one).length, parcels.length);
      const compared = [...tablet.compared.values()].reduce((a, b) => a + b, 0);
      return { problems, counts: { typed: sum, repairs: tablet.repairs, compared } };
    };
    try {
      await until('it knows its customers', async () => (await countOf(tablet)) === ids.length, 60_000);
      await comparedAgain(tablet);
      // Whoever mends what is whole goes on doing so.
      if (tablet.repairs > 0) return verdict();

      // Neither hears of the other for as long as this takes.
      tablet.isOnline = false;
      const fields = OWN_BUILD === 'next' ? [...TODAYS_FIELDS, ...NEXT_FIELDS] : TODAYS_FIELDS;
      await workOffline(tablet, random, ids, edits, fields, typed);
      if (OWN_BUILD === 'next') parcels.push(...(await sendParcels(tablet, ids)));
      await office.database.pool.query(`UPDATE customers SET ${OFFICES_FIELD} = 'by the office'`);
      problems.push(...((await look?.(tablet)) ?? []));

      tablet.isOnline = true;
      // What the office has no place for yet waits.
      await exchanged(tablet, 'everything is exchanged', parcels.length);
      await until(
        'what the office wrote is here',
        async () => (await countOf(tablet, OFFICES_FIELD)) >= ids.length,
        60_000,
      );
      await comparedAgain(tablet);
      problems.push(...((await look?.(tablet)) ?? []));
      if (breakage === 'forgets')
        await office.database.pool.query(`UPDATE customers SET ${other === 'next' ? `nickname = ''` : `extra = '{}'`}`);
      problems.push(...(await missingOf(office, typed)));
      if (other === 'next') problems.push(...(await changedOf(office, before)));
      if (parcels.length > 0) {
        await office.becomeNext();
        await exchanged(tablet, 'what waited is there');
        const { rows } = await office.database.pool.query<{ id: string }>('SELECT id FROM parcels');
        const there = new Set(rows.map(({ id }) => id));
        problems.push(...parcels.filter((id) => !there.has(id)).map((id) => `lost: parcel ${id}`));
      }
      return verdict();
    } finally {
      await tablet.close();
    }
  });
}

async function countOf({ rx }: OfficeTablet, filled?: string): Promise<number> {
  const found = await rx.collections.customers.find().exec();
  return found.filter((one) => filled === undefined || (one.toJSON() as Record<string, unknown>)[filled] !== '').length;
}

async function workOffline(
  { db }: OfficeTablet,
  random: Random,
  known: readonly string[],
  edits: number,
  fields: readonly string[],
  typed: Typed,
): Promise<void> {
  const ids = [...known];
  for (let n = 0; n < edits; n += 1) {
    if (random.below(4) === 0) ids.push(await createDocument(db, 'customers', newCustomer()));
    const id = random.pick(ids);
    const field = random.pick(fields);
    const value = field === 'budget' ? 1 + n : field === 'interests' ? [`interest ${n}`] : `typed ${n}`;
    await editDocument(db, 'customers', id, { [field]: value });
    typed.set(id, { ...typed.get(id), [field]: value });
  }
  for (const id of ids.slice(known.length)) typed.set(id, { ...typed.get(id), lastName: 'Yeni' });
}

const newCustomer = () => ({
  firstName: 'Işıl',
  lastName: 'Yeni',
  phone: '',
  altPhone: '',
  email: '',
  countryId: 'TR',
  city: '',
  address: 'at first',
  occupation: '',
  language: 'tr' as const,
  source: 'fair' as const,
  stage: 'new',
  ownerId: PEOPLE.ayse.id,
  teamId: PEOPLE.ayse.teamId,
  sharedWith: [],
  notes: '',
  createdBy: PEOPLE.ayse.id,
  createdAt: new Date().toISOString(),
  lastContactAt: '',
  deletedAt: '',
});

async function sendParcels({ db }: OfficeTablet, customerIds: readonly string[]): Promise<string[]> {
  const made: string[] = [];
  for (const customerId of customerIds.slice(0, 5)) {
    const values = {
      customerId,
      createdAt: new Date().toISOString(),
      label: 'Brochures',
      weightGrams: 1,
      carrier: 'van',
    };
    made.push(await createDocument(db, PARCELS, values as never));
  }
  return made;
}

/** What was typed and stands neither in its column nor among what the office keeps for builds that know it. */
async function missingOf({ database }: Office, typed: Typed): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string; row: Record<string, unknown> }>(
    `SELECT id, to_jsonb(d) || extra || jsonb_build_object('lastName', last_name) AS row FROM customers d`,
  );
  const there = new Map(rows.map(({ id, row }) => [id, row]));
  return [...typed].flatMap(([id, fields]) =>
    Object.entries(fields)
      .filter(([field, value]) => !same(there.get(id)?.[field], value))
      .map(([field, value]) => `lost: ${field} ${JSON.stringify(value)} of ${id}`),
  );
}

type NextRow = { id: string; nickname: string; budget: number; interests: string[] };

/** Half of the customers have something in the fields that today's tablets do not know, and one a parcel. */
async function fillNextFields({ database }: Office): Promise<NextRow[]> {
  await database.pool.query(
    `UPDATE customers SET nickname = 'Işık', budget = 100, interests = '{sea}'
      WHERE id IN (SELECT id FROM customers ORDER BY id LIMIT (SELECT count(*) / 2 FROM customers))`,
  );
  await database.pool.query(
    `INSERT INTO parcels (id, customer_id, created_at, label) SELECT id, id, now(), 'Brochures' FROM customers LIMIT 1`,
  );
  return readNextFields(database.pool);
}

async function readNextFields(pool: Office['database']['pool']): Promise<NextRow[]> {
  return (await pool.query<NextRow>('SELECT id, nickname, budget, interests FROM customers ORDER BY id')).rows;
}

/** Of what the tablets did not know, what is not as it was. */
async function changedOf({ database }: Office, before: readonly NextRow[]): Promise<string[]> {
  const after = new Map((await readNextFields(database.pool)).map((row) => [row.id, row]));
  return before.flatMap((row) => (same(after.get(row.id), row) ? [] : [`lost: what ${row.id} had in new fields`]));
}
