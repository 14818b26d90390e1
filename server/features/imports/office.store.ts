/** What of the office is needed to read a file: whose it is, and what words in it may mean. */
import type { ClientBase, Pool } from 'pg';
import type { Role } from '../../../sync/collections/role';
import type { SignedInMember } from '../../lib/identity';

type Client = Pick<Pool | ClientBase, 'query'>;

/** Whoever brought a file, as they are at this moment; null: they do not work here any more. */
export async function readAuthor(client: Client, id: string): Promise<SignedInMember | null> {
  const { rows } = await client.query<SignedInMember & { role: Role }>(
    `SELECT id, full_name AS "fullName", email, role, team_id AS "teamId", scope_version AS "scopeVersion"
     FROM members WHERE id = $1 AND is_active`,
    [id],
  );
  return rows[0] ?? null;
}

export type Colleague = {
  readonly id: string;
  readonly fullName: string;
  readonly email: string;
  readonly teamId: string | null;
};

export async function readColleagues(client: Client): Promise<Colleague[]> {
  const { rows } = await client.query<Colleague>(
    `SELECT id, full_name AS "fullName", email, team_id AS "teamId" FROM members WHERE is_active ORDER BY id`,
  );
  return rows;
}

export type CountryWords = {
  readonly id: string;
  readonly iso3: string;
  readonly tr: string;
  readonly en: string;
  readonly dialCode: string;
};

export async function readCountries(client: Client): Promise<CountryWords[]> {
  const { rows } = await client.query<CountryWords>(
    `SELECT id, iso3, name_tr AS tr, name_en AS en, dial_code AS "dialCode" FROM countries ORDER BY id`,
  );
  return rows;
}
