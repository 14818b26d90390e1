import type { ClientBase } from 'pg';
import { makeStamp, SERVER_DEVICE_ID } from '../../sync/rules/stamp';
import { COUNTRIES } from '../countries/countries';

/** Any instant will do that is the same in every office: countries are nobody's edit. */
const STAMPS = JSON.stringify({ '*': makeStamp(Date.UTC(2026, 0, 1), 0, SERVER_DEVICE_ID) });

/**
 * Brings the table in line with prisma/countries and touches only rows that differ, so that devices are sent what
 * changed and nothing else. For every start of an office, demo or not; within a transaction, in which processes that
 * start together wait for one another. Returns how many rows were written.
 */
export async function writeCountries(client: Pick<ClientBase, 'query'>): Promise<number> {
  const columns = [
    COUNTRIES.map((c) => c.id),
    COUNTRIES.map((c) => c.iso3),
    COUNTRIES.map((c) => c.numeric),
    COUNTRIES.map((c) => c.nameTr),
    COUNTRIES.map((c) => c.nameEn),
    COUNTRIES.map((c) => c.dialCode),
    COUNTRIES.map((c) => c.flag),
  ];
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('saha countries', 0))`);
  const { rowCount } = await client.query(
    `
    INSERT INTO countries AS known (id, iso3, numeric, name_tr, name_en, dial_code, flag, stamps)
    SELECT *, $8::jsonb FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    ON CONFLICT (id) DO UPDATE SET iso3 = excluded.iso3, numeric = excluded.numeric, name_tr = excluded.name_tr,
      name_en = excluded.name_en, dial_code = excluded.dial_code, flag = excluded.flag
    WHERE (known.iso3, known.numeric, known.name_tr, known.name_en, known.dial_code, known.flag)
      IS DISTINCT FROM (excluded.iso3, excluded.numeric, excluded.name_tr, excluded.name_en, excluded.dial_code,
        excluded.flag)`,
    [...columns, STAMPS],
  );
  return rowCount ?? 0;
}
