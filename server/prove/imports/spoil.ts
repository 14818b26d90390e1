/** The mistakes that the proof must find, put in beside the product. */
import { v7 as uuidv7 } from 'uuid';
import { checkImport } from '../../features/imports/check-import';
import type { ImportBreakage } from './import-breakage';
import type { Ground } from './ground';

export async function spoilChecked({ deps }: Ground, id: string, breakage: ImportBreakage | null): Promise<void> {
  if (breakage === 'drops-phone-only')
    await deps.pool.query(
      `DELETE FROM import_rows WHERE import_id = $1 AND cells->>0 = '' AND cells->>2 = '' AND cells->>3 <> ''`,
      [id],
    );
}

/** What waits for another row is said to be new with all others. */
export async function spoilDecided({ deps }: Ground, id: string, breakage: ImportBreakage | null): Promise<void> {
  if (breakage === 'decides-waiting')
    await deps.pool.query(
      `UPDATE import_rows SET decision = '{"kind": "new"}' WHERE import_id = $1 AND reason = 'waitsForRow'`,
      [id],
    );
}

/** What has changed meanwhile is looked at again, by nobody. */
export async function spoilMoved({ deps }: Ground, id: string, breakage: ImportBreakage | null): Promise<void> {
  if (breakage !== 'blind-write') return;
  await deps.pool.query(`UPDATE imports SET state = 'checking' WHERE id = $1`, [id]);
  await checkImport(deps, id, AbortSignal.timeout(60_000));
}

/** After a death, what was written before it is written again under another id. */
export async function spoilRun({ deps }: Ground, id: string, breakage: ImportBreakage | null): Promise<void> {
  if (breakage !== 'ids-by-chance') return;
  const { rows } = await deps.pool.query<{ customerId: string }>(
    `SELECT customer_id AS "customerId" FROM import_rows WHERE import_id = $1 AND is_done AND outcome = 'new' LIMIT 1`,
    [id],
  );
  for (const { customerId } of rows) {
    const copy = await deps.pool.query<Record<string, string>>(
      `SELECT first_name AS "firstName", last_name AS "lastName", email, phone, alt_phone AS "altPhone", source, stage,
         language, owner_id AS "ownerId", created_by AS "createdBy", created_at AS "createdAt" FROM customers
       WHERE id = $1`,
      [customerId],
    );
    const blank = { countryId: '', city: '', address: '', occupation: '', notes: '', sharedWith: [], deletedAt: '' };
    await deps.writeAsOffice('customers', [{ id: uuidv7(), values: { ...blank, ...copy.rows[0] } }], `import:${id}`);
  }
}

/** Whatever version stands is taken for the one that was written. */
export async function spoilRevert({ deps }: Ground, id: string, breakage: ImportBreakage | null): Promise<void> {
  if (breakage === 'reverts-over-later')
    await deps.pool.query(
      `UPDATE import_rows r SET version = c.version FROM customers c
       WHERE r.import_id = $1 AND c.id = r.customer_id AND r.version IS NOT NULL`,
      [id],
    );
}
