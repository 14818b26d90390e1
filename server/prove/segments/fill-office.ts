import type { ClientBase } from 'pg';
import { walkSeries } from '../../features/appointments/find-clashes';
import type { Member, Person } from './people';
import type { Row } from './row';

const CHUNK = 2_000;

/** Writes members and people the way devices' work would have ended. */
export async function fillOffice(
  client: ClientBase,
  members: readonly Member[],
  people: readonly Person[],
  nowMs: number,
) {
  const teams = [...new Set(members.map(({ teamId }) => teamId).filter((id) => id !== null))];
  await write(
    client,
    'teams',
    teams.map((id, at) => ({ id, name: `Ekip ${at}` })),
  );
  await write(
    client,
    'members',
    members.map(({ id, role, teamId }, at) => ({
      id,
      role,
      teamId,
      fullName: `Üye ${at}`,
      email: `u${at}@ornek.example`,
    })),
  );
  await client.query(
    `INSERT INTO countries (id, iso3, numeric, name_tr, name_en, dial_code, flag)
     SELECT x, x || 'X', x, x, x, '', '' FROM unnest(ARRAY['TR', 'DE', 'AZ']) AS x ON CONFLICT DO NOTHING`,
  );
  // What stands for addresses is the consents' to say; here it is anything.
  await client.query('ALTER TABLE customers DISABLE TRIGGER customers_reach_insert');
  await write(
    client,
    'customers',
    people.map(({ customer }) => ({ ...customer, countryId: customer['countryId'] || null })),
    ['lastContactAt', 'teamId'],
  );
  await write(
    client,
    'appointments',
    people.flatMap(({ appointments }) => appointments),
  );
  await write(
    client,
    'interactions',
    people.flatMap(({ interactions }) => interactions),
  );
  await write(
    client,
    'conversations',
    people.flatMap(({ threads }) => threads.conversations),
    ['lastInboundAt', 'lastOutboundAt'],
  );
  await write(
    client,
    'messages',
    people.flatMap(({ threads }) => threads.messages),
  );
  await write(
    client,
    'files',
    people.flatMap(({ threads }) => threads.files),
  );
  const series = people.flatMap(({ appointments }) => appointments.filter((one) => one['recurrence'] !== ''));
  const context = { client, nowMs, write: refuse, touch: () => undefined };
  await walkSeries(
    context,
    series.map(({ id }) => String(id)),
  );
  await client.query('ANALYZE');
}

const refuse = () => Promise.reject(new Error('nothing else is to be written'));
const snake = (field: string) =>
  field.replace(/[A-Z]/g, (letter) => `_${String.fromCharCode(letter.charCodeAt(0) + 32)}`);

async function write(client: ClientBase, table: string, rows: readonly Row[], without: readonly string[] = []) {
  const fields = Object.keys(rows[0] ?? {}).filter((field) => !without.includes(field));
  const { rows: types } = await client.query<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute WHERE attrelid = $1::regclass
      AND attnum > 0`,
    [table],
  );
  const typeOf = new Map(types.map(({ name, type }) => [name, type]));
  const columns = fields.map(snake);
  const nullable = new Set([
    'deletedAt',
    'nextStepDoneAt',
    'retracts',
    'rootId',
    'seriesId',
    'teamId',
    'closedUpTo',
    'blockedAt',
    'mergedInto',
  ]);
  for (let at = 0; at < rows.length; at += CHUNK) {
    const part = rows
      .slice(at, at + CHUNK)
      .map((row) =>
        Object.fromEntries(
          fields.map((field, index) => [columns[index], nullable.has(field) && row[field] === '' ? null : row[field]]),
        ),
      );
    const shape = columns.map((column) => `${column} ${typeOf.get(column)}`).join(', ');
    await client.query(
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.join(', ')}
        FROM json_to_recordset($1::json) AS x(${shape})`,
      [JSON.stringify(part).replaceAll('\\u0000', '')],
    );
  }
}
