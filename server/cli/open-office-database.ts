import { loadConfig } from '../config';
import type { DatabaseUrls } from '../db/app-role';
import { startEmbeddedPostgres } from '../db/embedded-postgres';
import { startErrorLine } from '../start-error';

export type OfficeDatabase = DatabaseUrls & { dataDir: string; close(): Promise<void> };

/**
 * The database a command works on: DATABASE_URL, or the embedded one, started (or joined) for as long as the command
 * runs.
 */
export async function openOfficeDatabase(): Promise<OfficeDatabase> {
  const config = loadConfig();
  if (config.databaseUrl !== null)
    return {
      url: config.databaseUrl,
      ownerUrl: config.databaseOwnerUrl ?? config.databaseUrl,
      dataDir: config.dataDir,
      close: async () => undefined,
    };
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir });
  return { url: embedded.url, ownerUrl: embedded.ownerUrl, dataDir: config.dataDir, close: () => embedded.stop() };
}

/** Runs a command to its end: one line for what went wrong, exit code 1. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    process.stderr.write(`${startErrorLine(error, 'Failed')}\n`);
    process.exitCode = 1;
  }
}
