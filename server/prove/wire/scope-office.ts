/** Three teams, ten agents, their managers and an admin, with thousands of customers that go from hand to hand. */
import type { Random } from '../../../prisma/factories/random';
import { followOwners } from '../follow-owners';
import type { Caller, WireOffice } from './wire-office';

const AGENTS = 10;
const TEAMS = 3;
export type ScopeOffice = {
  readonly office: WireOffice;
  readonly teamIds: readonly string[];
  readonly agents: readonly Caller[];
  readonly people: readonly Caller[];
};

export async function furnishScopeOffice(office: WireOffice, customers: number): Promise<ScopeOffice> {
  const teamIds: string[] = [];
  for (let at = 0; at < TEAMS; at += 1) teamIds.push(await office.addTeam());
  const intoTeam = async (caller: Caller, at: number) => {
    await office.pool.query('UPDATE members SET team_id = $2 WHERE id = $1', [caller.memberId, teamIds[at % TEAMS]]);
    return caller;
  };
  const agents: Caller[] = [],
    people: Caller[] = [];
  for (let at = 0; at < AGENTS; at += 1) agents.push(await intoTeam(await office.newCaller('agent', null), at));
  for (let at = 0; at < TEAMS; at += 1) people.push(await intoTeam(await office.newCaller('manager', null), at));
  people.push(...agents, await office.newCaller('admin', null));
  const { pool } = office;
  const ids = agents.map(({ memberId }) => memberId);
  await pool.query(
    `INSERT INTO customers (id, first_name, city, occupation, notes, manager_note, source, stage, owner_id, shared_with,
      created_by, created_at, stamps, conflicts)
     SELECT gen_random_uuid(), 'Ad ' || n, 'şehir ' || n % 81, 'meslek ' || n % 7, 'not ' || n, 'GIZLI ' || n, 'fair',
       (ARRAY['new', 'won', 'lost'])[n % 3 + 1], $1::uuid[][n % $2 + 1],
       CASE WHEN n % 11 = 0 THEN ARRAY[$1::uuid[][(n / 11) % $2 + 1]] ELSE '{}' END, $1::uuid[][n % $2 + 1], now(),
         '{"*":"018f00000000000000000000","managerNote":"018f00000001000000000000"}',
       CASE WHEN n % 50 = 0 THEN
         '[{"id":"k","unit":"managerNote","shown":{"values":{"managerNote":"GIZLI"},"stamp":"","memberId":""},"hidden":{"values":{"managerNote":"GIZLI"},"stamp":"","memberId":""}}]'::jsonb ELSE '[]' END
     FROM generate_series(1, $3::int) AS n`.replaceAll('$1::uuid[][', '($1::uuid[])['),
    [ids, AGENTS, customers],
  );
  await pool.query(
    `INSERT INTO appointments (id, customer_id, agent_id, title, kind, starts_at, ends_at, zone, status, created_by,
      created_at)
     SELECT gen_random_uuid(), id, owner_id, 'randevu ' || first_name, 'visit', now(), now() + interval '1 hour',
       'Europe/Istanbul', 'draft', owner_id, now() FROM customers WHERE right(id::text, 1) < '8'`,
  );
  await pool.query(
    `INSERT INTO interactions (id, customer_id, author_id, kind, body, occurred_at, created_at)
      SELECT gen_random_uuid(), id, owner_id, 'note', 'görüşme ' || first_name, now(), now() FROM customers`,
  );
  // Addresses that three customers share, whoever looks after them: reach goes to all, the ledger to each alone.
  await pool.query(
    `UPDATE customers SET email = 'ortak' || right(first_name, 2) || '@ornek.example' WHERE right(id::text, 1) < '4'`,
  );
  await pool.query(
    `INSERT INTO consents (id, customer_id, channel, address, decision, source, wording, evidence, occurred_at,
      recorded_by)
     SELECT gen_random_uuid(), id, 'email', email, CASE WHEN right(id::text, 1) < '2' THEN 'given' ELSE 'withdrawn' END,
       'paper', 'metin', 'GIZLI ' || first_name,
       now() - interval '1 hour', owner_id FROM customers WHERE email <> ''`,
  );
  await pool.query(
    `WITH begun AS (
       INSERT INTO conversations (id, customer_id, channel, created_by, created_at)
       SELECT gen_random_uuid(), id, 'email', owner_id, now() FROM customers WHERE right(id::text, 1) < '6'
         RETURNING id, customer_id, created_by
     ) INSERT INTO messages (id, conversation_id, customer_id, channel, direction, subject, body, created_by,
       created_at)
     SELECT gen_random_uuid(), id, customer_id, 'email', 'out', 'konu', 'GIZLI ' || customer_id, created_by, now()
       FROM begun`,
  );
  return { office, teamIds, agents, people };
}

/** One thing that changes who may see what. */
export async function reassign(
  random: Random,
  { office: { pool }, teamIds, agents, people }: ScopeOffice,
): Promise<void> {
  const agent = () => random.pick(agents).memberId;
  const some = `id IN (SELECT id FROM customers WHERE deleted_at IS NULL ORDER BY md5(id::text || $2)
    LIMIT ${random.between(1, 40)})`;
  const by = String(random.next());
  switch (random.below(9)) {
    case 0:
    case 1:
    case 2:
      await pool.query(`UPDATE customers SET owner_id = $1 WHERE ${some}`, [agent(), by]);
      return;
    case 3:
    case 4:
      await pool.query(`UPDATE customers SET shared_with = $1 WHERE ${some}`, [
        random.chance(0.3) ? [] : [agent(), agent()],
        by,
      ]);
      return;
    case 5:
      await pool.query('UPDATE members SET team_id = $2 WHERE id = $1', [
        random.pick(people.filter(({ role }) => role !== 'admin')).memberId,
        random.chance(0.1) ? null : random.pick(teamIds),
      ]);
      await followOwners(pool);
      return;
    case 6:
      await pool.query(
        `UPDATE members SET role = CASE role WHEN 'agent' THEN 'manager' ELSE 'agent' END WHERE id = $1`,
        [agent()],
      );
      return;
    case 7:
      await pool.query(`UPDATE customers SET deleted_at = now(), first_name = first_name || $1 WHERE ${some}`, [
        '',
        by,
      ]);
      return;
    default:
      await pool.query(`UPDATE customers SET city = $1 WHERE ${some}`, [`şehir ${by}`, by]);
  }
}
