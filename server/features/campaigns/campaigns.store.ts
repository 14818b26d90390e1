/** Campaigns as rows. Every step is one statement on the state it may be taken from. */
import type { ClientBase, Pool } from 'pg';
import type { CampaignContent, CampaignDraft, CampaignState } from '../../../sync/rules/campaign';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import type { SignedInMember } from '../../lib/identity';

type Client = Pick<Pool | ClientBase, 'query'>;
type Reader = Pick<SignedInMember, 'id' | 'role' | 'teamId'>;

export type Campaign = {
  readonly id: string;
  readonly teamId: string | null;
  readonly name: string;
  readonly rule: SegmentRule;
  readonly content: CampaignContent;
  readonly replyTo: 'agent' | 'office';
  readonly perSecond: number | null;
  readonly capMost: number | null;
  readonly exceptIds: readonly string[];
  readonly state: CampaignState;
  readonly reason: string;
  readonly version: number;
  /** Instants; the first, of a draft: for when it was last planned. */
  readonly startsAt: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly walkedAt: string | null;
  readonly createdAt: string;
  readonly expected: number | null;
  readonly materialised: number;
  readonly sentBy: string | null;
  readonly createdBy: string;
  readonly createdByName: string;
};

const COLUMNS = `c.id, c.team_id AS "teamId", c.name, c.rule, c.content, c.reply_to AS "replyTo",
  c.per_second AS "perSecond",
  c.cap_most AS "capMost", c.except_ids AS "exceptIds", c.state, c.reason, c.version, c.starts_at AS "startsAt",
  c.started_at AS "startedAt", c.finished_at AS "finishedAt", c.walked_at AS "walkedAt", c.created_at AS "createdAt",
    c.expected,
  c.materialised, c.sent_by AS "sentBy", c.created_by AS "createdBy", coalesce(w.full_name, '') AS "createdByName"`;
/** $1: whether everything, $2: the team, $3: the person. */
const IN_SCOPE = `($1 OR c.created_by = $3 OR c.team_id = $2)`;
const scopeOf = ({ role, teamId, id }: Reader) => [role === 'admin', teamId, id];

/** Null: there is none in their scope. */
export async function readCampaign(client: Client, member: Reader, id: string): Promise<Campaign | null> {
  const { rows } = await client.query<Campaign>(
    `SELECT ${COLUMNS} FROM campaigns c LEFT JOIN members w ON w.id = c.created_by WHERE ${IN_SCOPE} AND c.id = $4`,
    [...scopeOf(member), id],
  );
  return rows[0] ?? null;
}

export type CampaignLine = Pick<
  Campaign,
  | 'id'
  | 'name'
  | 'state'
  | 'reason'
  | 'startsAt'
  | 'startedAt'
  | 'finishedAt'
  | 'createdAt'
  | 'materialised'
  | 'createdByName'
> & {
  readonly sent: number;
};

/** Newest first; `after` is the last of the page before. */
export async function readCampaigns(
  pool: Pool,
  member: Reader,
  after: { readonly createdAt: string; readonly id: string } | null,
  limit: number,
): Promise<CampaignLine[]> {
  const { rows } = await pool.query<CampaignLine>(
    `SELECT c.id, c.name, c.state, c.reason, c.starts_at AS "startsAt", c.started_at AS "startedAt",
      c.finished_at AS "finishedAt",
       c.created_at AS "createdAt", c.materialised, coalesce(w.full_name, '') AS "createdByName",
       (SELECT count(*)::int FROM deliveries d WHERE d.campaign_id = c.id
          AND d.state IN ('sent', 'delivered', 'bounced', 'complained', 'unsubscribed')) AS sent
     FROM campaigns c LEFT JOIN members w ON w.id = c.created_by
     WHERE ${IN_SCOPE} AND ($4::timestamptz IS NULL OR (c.created_at, c.id) < ($4, $5::uuid))
     ORDER BY c.created_at DESC, c.id DESC LIMIT $6`,
    [...scopeOf(member), after?.createdAt ?? null, after?.id ?? null, limit],
  );
  return rows;
}

/** False: there is one of that id, which stays as it is. */
export async function insertCampaign(
  client: Client,
  id: string,
  by: Reader,
  draft: CampaignDraft,
  at: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO campaigns (id, team_id, name, rule, content, reply_to, per_second, cap_most, except_ids, created_by,
      created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid[], $10, $11, $11) ON CONFLICT (id) DO NOTHING`,
    [id, by.teamId, ...valuesOf(draft), by.id, at],
  );
  return rowCount === 1;
}

const valuesOf = ({ name, rule, content, replyTo, perSecond, capMost, exceptIds }: CampaignDraft) => [
  name.trim(),
  JSON.stringify(rule),
  JSON.stringify(content),
  replyTo,
  perSecond,
  capMost,
  [...exceptIds],
];

/** Null: somebody saved it meanwhile, or it is no draft any more. Else its new version. */
export async function updateDraft(
  client: Client,
  id: string,
  version: number,
  draft: CampaignDraft,
  at: string,
): Promise<number | null> {
  const { rows } = await client.query<{ version: number }>(
    `UPDATE campaigns SET name = $3, rule = $4, content = $5, reply_to = $6, per_second = $7, cap_most = $8,
      except_ids = $9::uuid[],
       version = version + 1, updated_at = $10 WHERE id = $1 AND version = $2 AND state = 'draft' RETURNING version`,
    [id, version, ...valuesOf(draft), at],
  );
  return rows[0]?.version ?? null;
}

/** False: it was no draft. */
export async function deleteDraft(client: Client, id: string): Promise<boolean> {
  const { rowCount } = await client.query(`DELETE FROM campaigns WHERE id = $1 AND state = 'draft'`, [id]);
  return rowCount === 1;
}

export type FrozenText = {
  readonly language: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
};

/**
 * From draft to running, or scheduled for later: whoever comes second finds no draft. With it, in the caller's
 * transaction, what leaves is frozen. False: somebody was faster.
 */
export async function startDraft(
  client: Client,
  id: string,
  start: {
    readonly version: number;
    readonly by: string;
    readonly expected: number;
    readonly startsAt: string | null;
    readonly at: string;
  },
  mails: readonly FrozenText[],
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE campaigns SET state = CASE WHEN $5::timestamptz IS NULL THEN 'running' ELSE 'scheduled' END, starts_at = $5,
      sent_by = $3,
       expected = $4, started_at = CASE WHEN $5::timestamptz IS NULL THEN $6::timestamptz END, updated_at = $6,
       materialised = (SELECT count(*) FROM deliveries d WHERE d.campaign_id = $1), reason = ''
     WHERE id = $1 AND version = $2 AND state = 'draft'`,
    [id, start.version, start.by, start.expected, start.startsAt, start.at],
  );
  if (rowCount !== 1) return false;
  await client.query(
    `INSERT INTO campaign_mails (campaign_id, language, subject, html, body)
     SELECT $1, m.language, m.subject, m.html, m.text
     FROM json_to_recordset($2::json) AS m(language text, subject text, html text, text text)
     ON CONFLICT (campaign_id, language) DO UPDATE SET subject = excluded.subject, html = excluded.html,
       body = excluded.body`,
    [id, JSON.stringify(mails)],
  );
  return true;
}

/** Null: of that language nothing was frozen. A draft's is of an earlier start, and no more its mail. */
export async function readFrozen(client: Client, id: string, language: string): Promise<FrozenText | null> {
  const { rows } = await client.query<FrozenText>(
    `SELECT language, subject, html, body AS text FROM campaign_mails WHERE campaign_id = $1 AND language = $2`,
    [id, language],
  );
  return rows[0] ?? null;
}

/** One step, from one of `from`. False: it stood elsewhere. */
export async function moveCampaign(
  client: Client,
  id: string,
  from: readonly CampaignState[],
  to: CampaignState,
  reason: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE campaigns SET state = $3, reason = $4, updated_at = now(),
       started_at = CASE WHEN $3 = 'running' THEN coalesce(started_at, now()) ELSE started_at END,
       released_at = CASE WHEN $3 = 'running' THEN NULL ELSE released_at END,
       told_to = CASE WHEN $3 = 'running' THEN NULL ELSE told_to END, told_at = CASE WHEN $3 = 'running' THEN NULL
         ELSE told_at END,
       finished_at = CASE WHEN $3 IN ('finished', 'cancelled') THEN coalesce(finished_at, now()) END
     WHERE id = $1 AND state = ANY($2::text[])`,
    [id, from, to, reason],
  );
  return rowCount === 1;
}

/**
 * Back to a draft, before the first recipient stands; for when it was planned stays with it, as what its writer meant,
 * and nothing leaves by it. False: there are some.
 */
export async function unschedule(client: Client, id: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE campaigns SET state = 'draft', reason = '', version = version + 1, updated_at = now()
     WHERE id = $1 AND materialised = 0 AND walked_to IS NULL AND (state = 'scheduled'
       OR (state = 'paused' AND started_at IS NULL))`,
    [id],
  );
  return rowCount === 1;
}

/** A person lets it go on: what was counted until now is known to them. */
export async function heed(client: Client, id: string, counts: object, expected: number | null): Promise<void> {
  await client.query('UPDATE campaigns SET heeded = $2, expected = coalesce($3, expected) WHERE id = $1', [
    id,
    JSON.stringify(counts),
    expected,
  ]);
}

/** Which of these images are there. */
export async function imagesThere(client: Client, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM campaign_images WHERE id = ANY($1::uuid[])', [
    ids,
  ]);
  return new Set(rows.map(({ id }) => id));
}

export type CustomerForPreview = {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly language: string;
  readonly agentName: string;
  readonly agentEmail: string;
};

/** One of the office's customers, of those `member` sees; null: there is none of that id in their scope. */
export async function readForPreview(client: Client, member: Reader, id: string): Promise<CustomerForPreview | null> {
  const { rows } = await client.query<CustomerForPreview>(
    `SELECT c.id, c.first_name AS "firstName", c.last_name AS "lastName", c.language, m.full_name AS "agentName",
      m.email AS "agentEmail"
     FROM customers c JOIN members m ON m.id = c.owner_id
     WHERE c.id = $4 AND c.deleted_at IS NULL AND ($1 OR c.owner_id = $3 OR $3 = ANY(c.shared_with) OR c.team_id = $2)`,
    [...scopeOf(member), id],
  );
  return rows[0] ?? null;
}
