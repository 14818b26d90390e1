/**
 * Puts a backup in place of everything the database holds, in one transaction: either all of it or nothing. The
 * database gets a new epoch, so that every device pulls again from the start and keeps its unsent work, and holds all
 * sending until a manager says go. Consents, blocks and what has left are kept whatever the backup says (`journalDir`:
 * where the journals of the office lie). Sessions are not restored: people sign in again.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { StartError } from '../start-error';
import { BACKUP_FORMAT, type BackupHeader } from './backup';
import { columnList, lastMigration, listBackupTables, quoted, type BackupTable } from './backup-tables';
import { putBack, setAside, type Kept } from './keep-unforgettable';
import { linesOf } from './lines-of';
import { OFFICE_LOCK } from './office-lock';

export type RestoreResult = { header: BackupHeader; tables: number; rows: number; epoch: string; kept: Kept };

/**
 * Throws StartError, with nothing changed, when the file is damaged, of another format or version, or the office is
 * running.
 */
export async function restoreDatabase(
  client: ClientBase,
  file: string,
  journalDir: string | null = null,
): Promise<RestoreResult> {
  await verifyBackup(file);
  await client.query('BEGIN');
  try {
    const free = await client.query<{ free: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS free', [OFFICE_LOCK]);
    if (free.rows[0]?.free !== true)
      throw new StartError('Saha is running on this database: stop it before restoring a backup.');
    const known = new Map((await listBackupTables(client)).map((table) => [table.name, table]));
    const migration = await lastMigration(client);
    const names = [...known.keys()];
    await setAside(client);
    // Own triggers would stamp, count and refuse; references stay checked.
    for (const name of names) await client.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`);
    await client.query(`TRUNCATE ${[...names, 'sessions', 'scope_exits'].map(quoted).join(', ')} CASCADE`);

    let header: BackupHeader | null = null,
      tables = 0,
      rows = 0;
    const lines = backupLines(file);
    for await (const line of lines) {
      if (line.startsWith('sha256 ')) break;
      if (header === null) {
        header = JSON.parse(line) as BackupHeader;
        if (header.migration !== migration) throw new StartError(otherVersionLine(header.migration, migration));
        continue;
      }
      const table = JSON.parse(line) as BackupTable;
      if (!known.has(table.name))
        throw new StartError(`The backup holds a table this version does not know: ${table.name}.`);
      const copying = client.query(copyFrom(`COPY ${quoted(table.name)} (${columnList(table)}) FROM STDIN`));
      // A row may be refused at any time, while the next ones are read as well as while it waits for room.
      await pipeline(rowsOfTable(lines), copying);
      rows += copying.rowCount;
      tables += 1;
    }
    if (header === null) throw new StartError('The backup is empty.');
    for (const name of names) await client.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
    await setSequences(client);
    const kept = await putBack(client, journalDir);
    const office = await client.query<{ epoch: string }>(
      `UPDATE office SET epoch = gen_random_uuid(), sends_held = true, restored_at = now(), backup_at = $1
       RETURNING epoch`,
      [header.createdAt],
    );
    await client.query(
      `INSERT INTO audit_events (action, collection, after) VALUES ('office.restored', 'office', $1)`,
      [JSON.stringify({ backupOf: header.createdAt, ...kept })],
    );
    await client.query('COMMIT');
    return { header, tables, rows, epoch: office.rows[0]?.epoch ?? '', kept };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** An older program opens no database that is newer than it: only an empty one takes its backup. */
function otherVersionLine(backup: string, database: string): string {
  const versions = `The backup is of version ${backup}, the database of ${database}: `;
  if (backup > database) return `${versions}update this program first.`;
  return (
    `${versions}restore it with the program version it was made with, into an empty database (another SAHA_DATA_DIR or ` +
    'DATABASE_URL, the same SAHA_JOURNAL_DIR), then start this version on that database.'
  );
}

/** Reads the whole file once before anything is touched. */
async function verifyBackup(file: string): Promise<void> {
  const digest = createHash('sha256');
  let first = true,
    stated: string | null = null;
  try {
    for await (const line of backupLines(file)) {
      if (first && !(line.startsWith('{') && (JSON.parse(line) as BackupHeader).format === BACKUP_FORMAT))
        throw new StartError(`${file} is not a backup of Saha.`);
      first = false;
      if (line.startsWith('sha256 ')) {
        stated = line.slice(7);
        break;
      }
      digest.update(`${line}\n`);
    }
  } catch (error) {
    if (error instanceof StartError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new StartError(`There is no file ${file}.`);
    throw new StartError(`${file} is damaged or is not a backup of Saha.`);
  }
  if (stated === null) throw new StartError(`${file} is cut off: its end is missing.`);
  if (stated !== digest.digest('hex')) throw new StartError(`${file} is damaged: its checksum does not match.`);
}

/** What stands between a table's line and its end, `\\.`, taken from the lines of the file. */
async function* rowsOfTable(lines: AsyncGenerator<string>): AsyncGenerator<string> {
  for (let next = await lines.next(); next.done !== true && next.value !== '\\.'; next = await lines.next())
    yield `${next.value}\n`;
}

/** COPY text has no raw line breaks inside a row, so a line is a line. */
async function* backupLines(file: string): AsyncGenerator<string> {
  const input = createReadStream(file);
  const gunzip = createGunzip();
  input.on('error', (error) => gunzip.destroy(error));
  input.pipe(gunzip);
  yield* linesOf(gunzip);
}

async function setSequences(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(`
    SELECT c.table_name AS "table", c.column_name AS "column", pg_get_serial_sequence(quote_ident(c.table_name),
      c.column_name) AS sequence
    FROM information_schema.columns c WHERE c.table_schema = 'public' AND
      pg_get_serial_sequence(quote_ident(c.table_name), c.column_name) IS NOT NULL`);
  for (const { table, column, sequence } of rows) {
    await client.query(
      `SELECT setval($1, greatest((SELECT max(${quoted(column)}) FROM ${quoted(table)}), 0) + 1, false)`,
      [sequence],
    );
  }
}
