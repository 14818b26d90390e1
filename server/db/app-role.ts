/**
 * The two roles of the office's database. The owner makes and changes tables; the app's role, which serves people all
 * day, reads and writes rows and owns nothing, so that whoever gets hold of it can neither rewrite what is append-only
 * nor switch off the triggers that keep it so.
 */
import { createHmac } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';

/** Of a database that is ours to furnish (embedded-postgres.ts); elsewhere whoever set it up named it. */
export const APP_ROLE = 'saha_app';

/** Rows are added and stay: the app's role may insert and read. */
const APPEND_ONLY = ['audit_events', 'report_months', 'report_pdfs', 'report_corrections', 'report_targets'];
/** Rows are added and brought up to date, never removed: what people said no to, and the keys that every link needs. */
const NEVER_REMOVED = ['consents', 'suppressions', 'secret_keys'];
/** The owner's own; `erasures` is written by a function of the owner's. */
const READ_ONLY = ['_prisma_migrations', 'erasures'];

/** Both connection strings of one database; the same where it has but one role. */
export type DatabaseUrls = { readonly url: string; readonly ownerUrl: string };

/** The role a connection string signs in as; null where it leaves that to the environment. */
export const roleOf = (url: string) => decodeURIComponent(new URL(url).username) || null;

/** What the embedded database's app role signs in with: follows from the owner's password, and does not lead back. */
export const appPassword = (ownerPassword: string) =>
  createHmac('sha256', ownerPassword).update(APP_ROLE).digest('base64url');

/** Makes the app's role, or gives it its password anew. Through a superuser, one at a time. */
export async function makeAppRole(client: ClientBase, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
  await client.query(`${rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${APP_ROLE} LOGIN PASSWORD '${password}'`);
  // The watch over the feed looks for other programs' long transactions.
  if (rowCount === 0) await client.query(`GRANT pg_read_all_stats TO ${APP_ROLE}`);
}

/** Gives `role` what the office needs of the tables there are. By the owner, after migrations; may be repeated. */
export async function grantToApp(owner: ClientBase, role: string): Promise<void> {
  const to = owner.escapeIdentifier(role);
  const schema = 'ALL TABLES IN SCHEMA public';
  await owner.query('BEGIN');
  try {
    await owner.query(`GRANT USAGE ON SCHEMA public TO ${to}`);
    await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema} TO ${to}`);
    await owner.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${to}`);
    await owner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON ${APPEND_ONLY.join(', ')} FROM ${to}`);
    await owner.query(`REVOKE DELETE, TRUNCATE ON ${NEVER_REMOVED.join(', ')} FROM ${to}`);
    await owner.query(`REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ${READ_ONLY.join(', ')} FROM ${to}`);
    await owner.query('COMMIT');
  } catch (error) {
    await owner.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Whether who is behind `pool` could rewrite the audit trail: its owner, a superuser, or somebody granted too much. */
export async function mayRewriteAudit(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ may: boolean }>(
    `SELECT pg_has_role(relowner, 'MEMBER') OR has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER') AS may
     FROM pg_class WHERE oid = 'audit_events'::regclass`,
  );
  return rows[0]?.may === true;
}
