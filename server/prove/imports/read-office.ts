/** What the office says: of customers, of rows, and of what imports have written. */
import type { Pool } from 'pg';
import { labelsOn, type LabelMarks } from '../../../sync/rules/labels';
import type { Card } from './oracle';

export type Kept = Card & {
  readonly id: string;
  readonly ownerId: string;
  readonly isDeleted: boolean;
  readonly mergedInto: string;
  readonly version: number;
};

/** An address as the file's maker has it, however it was typed. */
export const plainMail = (mail: string) =>
  mail.includes('@')
    ? [...mail].map((one) => ({ İ: 'i', I: 'i', Ç: 'ç', Ö: 'ö' })[one] ?? one.toLowerCase()).join('')
    : mail;

export async function readCustomers(pool: Pool): Promise<Map<string, Kept>> {
  const { rows } = await pool.query<Kept & { marks: LabelMarks }>(
    `SELECT id, first_name AS "firstName", last_name AS "lastName", email, phone, alt_phone AS "altPhone",
       coalesce(country_id, '') AS "countryId", city, notes, stage, labels AS marks, owner_id AS "ownerId",
       deleted_at IS NOT NULL AS "isDeleted", coalesce(merged_into::text, '') AS "mergedInto", version
     FROM customers`,
  );
  return new Map(
    rows.map(({ marks, ...row }) => [
      row.id,
      { ...row, firstName: plainMail(row.firstName), email: plainMail(row.email), labels: labelsOn(marks).join(' ') },
    ]),
  );
}

export type FileRow = {
  readonly rowNo: number;
  readonly outcome: string;
  readonly reason: string;
  readonly customerId: string | null;
  readonly candidates: readonly string[];
  readonly changes: readonly { readonly field: string; readonly from: string; readonly to: string }[];
  readonly isDone: boolean;
  readonly reverted: string;
};

export async function readFileRows(pool: Pool, id: string): Promise<FileRow[]> {
  const { rows } = await pool.query<FileRow>(
    `SELECT row_no AS "rowNo", outcome, reason, customer_id AS "customerId", to_jsonb(candidates) AS candidates,
       changes, is_done AS "isDone", reverted FROM import_rows WHERE import_id = $1 ORDER BY row_no`,
    [id],
  );
  return rows;
}

export type Written = {
  readonly no: number;
  readonly customerId: string;
  readonly action: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
};

/** What the audit trail says that this import did to customers, in its order. */
export async function readWritten(pool: Pool, id: string): Promise<Written[]> {
  const { rows } = await pool.query<Written>(
    `SELECT id AS no, document_id AS "customerId", action, before, after FROM audit_events
     WHERE collection = 'customers' AND cause = $1 ORDER BY id`,
    [`import:${id}`],
  );
  return rows;
}

/** When each customer was made, by the trail. */
export async function readMade(pool: Pool): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: string; no: number }>(
    `SELECT document_id AS id, min(id) AS no FROM audit_events WHERE collection = 'customers' AND action = 'create'
     GROUP BY document_id`,
  );
  return new Map(rows.map(({ id, no }) => [id, no]));
}
