/** Who wants to hear by e-mail that a month has closed. */
import type { Pool } from 'pg';
import type { ReportLanguage } from './page-parts';

export type Mailed = {
  readonly id: string;
  readonly fullName: string;
  readonly email: string;
  readonly role: string;
  readonly teamId: string | null;
  readonly language: ReportLanguage;
  readonly since: string;
};

/** Who still leads and is still here. */
export async function readMailed(pool: Pool): Promise<Mailed[]> {
  const { rows } = await pool.query<Mailed>(
    `SELECT m.id, m.full_name AS "fullName", m.email, m.role, m.team_id AS "teamId", r.language, r.since
     FROM report_mails r JOIN members m ON m.id = r.member_id
     WHERE m.is_active AND m.role IN ('manager', 'admin') ORDER BY m.id`,
  );
  return rows;
}

/** In which language; null: they did not ask for it. */
export async function readMailChoice(pool: Pool, memberId: string): Promise<ReportLanguage | null> {
  const { rows } = await pool.query<{ language: ReportLanguage }>(
    'SELECT language FROM report_mails WHERE member_id = $1',
    [memberId],
  );
  return rows[0]?.language ?? null;
}

export async function writeMailChoice(
  pool: Pool,
  memberId: string,
  language: ReportLanguage | null,
  at: string,
): Promise<void> {
  if (language === null) await pool.query('DELETE FROM report_mails WHERE member_id = $1', [memberId]);
  else
    await pool.query(
      `INSERT INTO report_mails (member_id, language, since) VALUES ($1, $2, $3)
       ON CONFLICT (member_id) DO UPDATE SET language = excluded.language`,
      [memberId, language, at],
    );
}
