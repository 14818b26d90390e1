/**
 * A backup is one gzip file of lines: a header, then per table a line naming it and its rows in PostgreSQL's COPY text
 * format closed by `\.`, and at the end a line with the SHA-256 of everything before it. All tables are read in one
 * snapshot, while the office works on.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import path from 'node:path';
import { createGzip } from 'node:zlib';
import type { ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { columnList, lastMigration, listBackupTables, quoted } from './backup-tables';

export const BACKUP_FORMAT = 'saha-backup-1';
export type BackupHeader = { format: string; migration: string; epoch: string; createdAt: string };
export type BackupResult = { tables: number; rows: number; bytes: number };

/** Writes a backup of the database behind `client` to `file`, which appears only when it is whole and on disk. */
export async function backupDatabase(
  client: ClientBase,
  file: string,
  nowIso: string,
  onTable: (table: string, rows: number) => void,
): Promise<BackupResult> {
  const partial = `${file}.partial`;
  const output = createWriteStream(partial, { mode: 0o600 });
  const gzip = createGzip({ level: 6 });
  const failed = new Promise<never>((_, reject) => {
    output.on('error', reject);
    gzip.on('error', reject);
  });
  failed.catch(() => undefined); // heard wherever it is raced
  gzip.pipe(output);
  await Promise.race([once(output, 'open'), failed]);
  const digest = createHash('sha256');
  const write = async (chunk: Buffer | string) => {
    digest.update(chunk);
    if (!gzip.write(chunk)) await Promise.race([once(gzip, 'drain'), failed]);
  };

  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const epoch = (await client.query<{ epoch: string }>('SELECT epoch FROM office')).rows[0]?.epoch ?? '';
    const header: BackupHeader = {
      format: BACKUP_FORMAT,
      migration: await lastMigration(client),
      epoch,
      createdAt: nowIso,
    };
    await write(`${JSON.stringify(header)}\n`);
    const tables = await listBackupTables(client);
    let rows = 0;
    for (const table of tables) {
      await write(`${JSON.stringify(table)}\n`);
      const stream = client.query(copyTo(`COPY ${quoted(table.name)} (${columnList(table)}) TO STDOUT`));
      for await (const chunk of stream) await write(chunk as Buffer);
      await write('\\.\n');
      rows += stream.rowCount;
      onTable(table.name, stream.rowCount);
    }
    await client.query('COMMIT');
    gzip.end(`sha256 ${digest.digest('hex')}\n`);
    await Promise.race([once(output, 'close'), failed]);
    const handle = await open(partial, 'r+');
    await handle.sync();
    const { size } = await handle.stat();
    await handle.close();
    await rename(partial, file);
    await syncFolder(path.dirname(file));
    return { tables: tables.length, rows, bytes: size };
  } catch (error) {
    gzip.destroy();
    output.destroy();
    await client.query('ROLLBACK').catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}
