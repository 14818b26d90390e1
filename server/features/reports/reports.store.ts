/** Closed months, what was found to be missing in them, and what a report names. */
import type { Pool } from 'pg';
import type { MeasureNoun } from './definition';
import type { Report, ReportIds, ReportInFull } from './report';
import type { Member } from './report-groups';

export type ClosedMonth = {
  readonly id: string;
  readonly teamId: string | null;
  readonly month: string;
  readonly closedAt: string;
};
export type Correction = {
  readonly measure: string;
  readonly subjectId: string;
  readonly memberId: string | null;
  readonly change: 1 | -1;
  /** The how manyeth word about the same thing, from 0. */
  readonly nth: number;
};
export type CorrectionLine = {
  readonly measure: string;
  readonly subjectId: string;
  /** '' where the person is not known. */
  readonly memberName: string;
  readonly foundAt: string;
  readonly change: 1 | -1;
};

export async function readMembers(pool: Pool): Promise<Member[]> {
  const { rows } = await pool.query<Member>(
    `SELECT m.id, m.full_name AS name, m.role = 'agent' AND m.is_active AS "isAgent",
       coalesce(m.team_id::text, '') AS "teamId",
       (SELECT coalesce(json_agg(json_build_object('at', e.at, 'isHere', e.action <> 'member.deactivated')
          ORDER BY e.id), '[]')
        FROM audit_events e WHERE e.document_id = m.id AND e.collection = 'members'
          AND e.action IN ('member.created', 'member.deactivated', 'member.reactivated')) AS turns
      FROM members m ORDER BY m.full_name, m.id`,
  );
  return rows;
}
export async function readTeams(pool: Pool): Promise<{ id: string; name: string }[]> {
  return (await pool.query<{ id: string; name: string }>('SELECT id, name FROM teams ORDER BY name')).rows;
}
export async function readCountries(pool: Pool): Promise<Map<string, { tr: string; en: string }>> {
  const { rows } = await pool.query<{ id: string; tr: string; en: string }>(
    'SELECT id, name_tr AS tr, name_en AS en FROM countries',
  );
  return new Map(rows.map(({ id, tr, en }) => [id, { tr, en }]));
}
/**
 * What went to many, by its id: campaigns by name, mailings after their channel and the day on which they were sent.
 */
export async function readBatches(pool: Pool, zone: string): Promise<Map<string, { tr: string; en: string }>> {
  const { rows } = await pool.query<{ id: string; channel: string; on: string }>(
    `SELECT id, channel, to_char(created_at AT TIME ZONE $1, 'DD.MM.YYYY') AS "on" FROM bulks`,
    [zone],
  );
  const campaigns = await pool.query<{ id: string; name: string }>('SELECT id, name FROM campaigns');
  return new Map([
    ...campaigns.rows.map(({ id, name }) => [id, { tr: name, en: name }] as const),
    ...rows.map(({ id, channel, on }) => {
      const name = CHANNELS[channel] ?? { tr: channel, en: channel };
      return [id, { tr: `${name.tr} · ${on}`, en: `${name.en} · ${on}` }] as const;
    }),
  ]);
}
const CHANNELS: Readonly<Record<string, { tr: string; en: string }>> = {
  email: { tr: 'E-posta', en: 'E-mail' },
  sms: { tr: 'SMS', en: 'SMS' },
  whatsapp: { tr: 'WhatsApp', en: 'WhatsApp' },
};
/** When the office's first customer was entered; null: there is none. */
export async function firstCustomerAt(pool: Pool): Promise<string | null> {
  const { rows } = await pool.query<{ at: string | null }>('SELECT min(created_at) AS at FROM customers');
  return rows[0]?.at ?? null;
}

export async function readClosedMonths(pool: Pool, version: number): Promise<ClosedMonth[]> {
  const { rows } = await pool.query<ClosedMonth>(
    `SELECT id, team_id AS "teamId", month, closed_at AS "closedAt" FROM report_months WHERE version = $1
      ORDER BY month DESC, team_id`,
    [version],
  );
  return rows;
}
export async function readClosed(
  pool: Pool,
  teamId: string | null,
  month: string,
  version: number,
): Promise<(ReportInFull & { id: string }) | null> {
  const { rows } = await pool.query<{ id: string; report: Report; ids: ReportIds }>(
    `SELECT id, report, ids FROM report_months WHERE team_id IS NOT DISTINCT FROM $1 AND month = $2 AND version = $3`,
    [teamId, month, version],
  );
  return rows[0] ?? null;
}
/** The tables of those of the months that have closed, without what is behind them. */
export async function readClosedGroups(
  pool: Pool,
  teamId: string | null,
  months: readonly string[],
  version: number,
): Promise<Map<string, Report['groups']>> {
  const { rows } = await pool.query<{ month: string; groups: Report['groups'] }>(
    `SELECT month, report -> 'groups' AS groups FROM report_months
     WHERE team_id IS NOT DISTINCT FROM $1 AND month = ANY($2::text[]) AND version = $3`,
    [teamId, months, version],
  );
  return new Map(rows.map(({ month, groups }) => [month, groups]));
}
/** Whoever comes second finds it closed. */
export async function insertClosed(pool: Pool, id: string, { report, ids }: ReportInFull): Promise<void> {
  await pool.query(
    `INSERT INTO report_months (id, team_id, month, version, report, ids, closed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (team_id, month, version) DO NOTHING`,
    [id, report.teamId, report.month, report.version, JSON.stringify(report), JSON.stringify(ids), report.madeAt],
  );
}

export async function insertCorrections(
  pool: Pool,
  reportId: string,
  at: string,
  corrections: readonly Correction[],
): Promise<number> {
  const { rowCount } = await pool.query(
    `INSERT INTO report_corrections (report_id, measure, subject_id, member_id, found_at, change, nth)
     SELECT $1, x.measure, x.subject_id, x.member_id, $2, x.change, x.nth
     FROM unnest($3::text[], $4::uuid[], $5::uuid[], $6::int[], $7::int[]) AS x (measure, subject_id, member_id, change,
       nth)
     ON CONFLICT DO NOTHING`,
    [
      reportId,
      at,
      corrections.map(({ measure }) => measure),
      corrections.map(({ subjectId }) => subjectId),
      corrections.map(({ memberId }) => memberId),
      corrections.map(({ change }) => change),
      corrections.map(({ nth }) => nth),
    ],
  );
  return rowCount ?? 0;
}
export async function readCorrections(pool: Pool, reportId: string): Promise<CorrectionLine[]> {
  const { rows } = await pool.query<CorrectionLine>(
    `SELECT c.measure, c.subject_id AS "subjectId", coalesce(m.full_name, '') AS "memberName", c.found_at AS "foundAt",
      c.change
     FROM report_corrections c LEFT JOIN members m ON m.id = c.member_id WHERE c.report_id = $1
       ORDER BY c.found_at, c.measure, c.subject_id, c.nth`,
    [reportId],
  );
  return rows;
}

/** What of these still stands here: whoever was erased is in no table. */
export async function readPresent(pool: Pool, noun: MeasureNoun, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ id: string }>(`SELECT id FROM ${noun} WHERE id = ANY($1::uuid[])`, [ids]);
  return new Set(rows.map(({ id }) => id));
}

export async function readPdf(pool: Pool, reportId: string, language: string): Promise<Buffer | null> {
  const { rows } = await pool.query<{ pdf: Buffer }>(
    'SELECT pdf FROM report_pdfs WHERE report_id = $1 AND language = $2',
    [reportId, language],
  );
  return rows[0]?.pdf ?? null;
}
export async function insertPdf(pool: Pool, reportId: string, language: string, pdf: Buffer): Promise<void> {
  await pool.query('INSERT INTO report_pdfs (report_id, language, pdf) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    reportId,
    language,
    pdf,
  ]);
}
