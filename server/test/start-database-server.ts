/**
 * Global set-up of the integration tests: the server's programs, and one throw-away PostgreSQL holding a migrated
 * template database.
 */
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrateOffice } from '../db/migrate';
import { startTemporaryPostgres } from '../db/temporary-postgres';
import { withDatabaseName } from './database';
import { bundleServerPrograms } from './server-programs';
import { TEMPLATE_DATABASE } from './template-database';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the test server's administrative database. */
    testServerUrl: string;
    /** The same as the role the office works as. */
    testAppUrl: string;
  }
}

export default async function startDatabaseServer(project: TestProject): Promise<() => Promise<void>> {
  await bundleServerPrograms();
  const server = await startTemporaryPostgres();
  try {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`create database ${TEMPLATE_DATABASE}`);
    const [url, ownerUrl] = [server.appUrl, server.url].map((role) => withDatabaseName(role, TEMPLATE_DATABASE));
    await migrateOffice({ url: url!, ownerUrl: ownerUrl! });
    await client.query(`alter database ${TEMPLATE_DATABASE} with is_template true allow_connections false`);
    await client.end();
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('testServerUrl', server.url);
  project.provide('testAppUrl', server.appUrl);
  return () => server.stop();
}
