/** Notices, and each of them on each device. */
import type { ClientBase, Pool } from 'pg';
import { TROUBLE, type LineTrouble } from '../lines/line-trouble';
import { NEWS_FOR, TO_DEVICES } from './notice-parts';

type Reader = Pool | ClientBase;
export type NoticeKind = 'message' | 'approval' | 'handover' | 'answer' | 'stranger' | 'line' | 'test';
export type NewNotice = {
  readonly memberId: string;
  readonly kind: NoticeKind;
  readonly source: string;
  readonly customerId: string | null;
  readonly conversationId: string | null;
  readonly appointmentId: string | null;
};
export async function addNotices(client: Reader, notices: readonly NewNotice[]): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `WITH noted AS (
       INSERT INTO push_notices (member_id, kind, source, customer_id, conversation_id, appointment_id, created_at)
       SELECT x."memberId", x.kind, x.source, x."customerId", x."conversationId", x."appointmentId", office_clock()
       FROM jsonb_to_recordset($1::jsonb) AS x("memberId" uuid, kind text, source text, "customerId" uuid,
         "conversationId" uuid,
         "appointmentId" uuid) JOIN members m ON m.id = x."memberId"
       WHERE EXISTS (SELECT FROM push_subscriptions s WHERE s.member_id = m.id)
       ON CONFLICT (member_id, kind, source) DO NOTHING RETURNING id, member_id
     ), ${TO_DEVICES}`,
    [JSON.stringify(notices)],
  );
  return rows[0]?.count ?? 0;
}

export async function noticesOfMessages(client: Reader, messageIds: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `WITH noted AS (
       INSERT INTO push_notices (member_id, kind, source, customer_id, conversation_id, message_id, created_at)
       SELECT coalesce(c.assignee_id, k.owner_id), 'message', m.id::text, m.customer_id, c.id, m.id, office_clock()
       FROM messages m JOIN conversations c ON c.id = m.conversation_id JOIN customers k ON k.id = c.customer_id
       WHERE m.id = ANY($1::uuid[]) AND m.direction = 'in' AND c.blocked_at IS NULL
         AND m.created_at > office_clock() - interval '${NEWS_FOR}'
         AND EXISTS (SELECT FROM push_subscriptions s WHERE s.member_id = coalesce(c.assignee_id, k.owner_id))
       ON CONFLICT (member_id, kind, source) DO NOTHING RETURNING id, member_id
     ), ${TO_DEVICES}`,
    [messageIds],
  );
  return rows[0]?.count ?? 0;
}

export type ClaimedSend = {
  readonly noticeId: string;
  readonly subscriptionId: string;
  readonly attempts: number;
};

/** What is due, each by one worker alone. What was claimed and never ended may have left: it is not tried again. */
export async function claimDue(pool: Pool, most: number): Promise<ClaimedSend[]> {
  await pool.query(
    `UPDATE push_sends SET state = 'unknown' WHERE state = 'sending' AND claimed_at < office_clock() - interval
      '2 minutes'`,
  );
  const { rows } = await pool.query<ClaimedSend>(
    `UPDATE push_sends SET state = 'sending', claimed_at = office_clock(), attempts = attempts + 1
     WHERE (notice_id, subscription_id) IN (SELECT notice_id, subscription_id FROM push_sends
       WHERE state = 'waiting' AND next_at <= office_clock() ORDER BY next_at LIMIT $1 FOR UPDATE SKIP LOCKED)
     RETURNING notice_id AS "noticeId", subscription_id AS "subscriptionId", attempts`,
    [most],
  );
  return rows;
}

export type SendFacts = {
  readonly kind: NoticeKind;
  readonly nowMs: number;
  readonly ageMs: number;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly language: 'tr' | 'en';
  readonly isSignedIn: boolean;
  readonly isWanted: boolean;
  readonly showsText: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
  /** Sees the customer it is about; true where it is about none. */
  readonly maySee: boolean;
  /**
   * Of a message: it is theirs to answer, has not been read, blocked or taken back. Of a customer's answer: they have
   * not taken it back. Of a conversation: it is theirs still. Of an approval: what was said of the appointment holds.
   */
  readonly isNews: boolean;
  /** Of a stranger what they call themselves, else their number; ''. */
  readonly customerName: string;
  readonly text: string;
  readonly channel: string;
  readonly conversationId: string | null;
  readonly appointmentId: string | null;
  /** Of a stranger. */
  readonly chatId: string | null;
  readonly lineName: string;
  /** What is wrong with the line it is about; ''. */
  readonly trouble: '' | LineTrouble;
  readonly status: string;
  /** What the customer said to the appointment it is about; ''. */
  readonly answer: string;
  readonly unread: number;
  readonly zone: string;
};

/** As it stands at this moment: what somebody may read is asked when it leaves, not when it came. */
export async function readFacts(pool: Pool, { noticeId, subscriptionId }: ClaimedSend): Promise<SendFacts | null> {
  const { rows } = await pool.query<SendFacts>(
    `SELECT n.kind, (extract(epoch FROM office_clock()) * 1000)::float8 AS "nowMs",
       (extract(epoch FROM office_clock() - n.created_at) * 1000)::float8 AS "ageMs", s.endpoint, s.p256dh, s.auth,
         s.language,
       (m.is_active AND e.revoked_at IS NULL AND e.expires_at > office_clock() AND NOT e.is_provisional) AS
         "isSignedIn",
       CASE n.kind WHEN 'message' THEN coalesce(o.messages, true) WHEN 'approval' THEN coalesce(o.approvals, true)
         WHEN 'handover' THEN coalesce(o.handovers, true) WHEN 'answer' THEN coalesce(o.answers, true)
         WHEN 'stranger' THEN coalesce(o.strangers, true) WHEN 'line' THEN coalesce(o.lines, true) ELSE true
           END AS "isWanted",
       coalesce(o.shows_text, false) AS "showsText", coalesce(o.quiet_from, '') AS "quietFrom",
         coalesce(o.quiet_to, '') AS "quietTo",
       (n.customer_id IS NULL OR (k.id IS NOT NULL AND k.deleted_at IS NULL AND (m.role = 'admin' OR k.owner_id = m.id
         OR m.id = ANY(k.shared_with) OR (m.role = 'manager' AND m.team_id IS NOT NULL AND m.team_id = k.team_id)))) AS
           "maySee",
       (n.kind <> 'message' OR (g.id IS NOT NULL AND g.revoked_at IS NULL AND c.blocked_at IS NULL
         AND coalesce(c.assignee_id, k.owner_id) = m.id
         AND coalesce((c.read_up_to ->> m.id::text)::timestamptz < g.created_at, true)))
         AND (n.kind <> 'answer' OR a.customer_answer IN ('asked', 'declined'))
         AND (n.kind <> 'handover' OR (c.blocked_at IS NULL AND coalesce(c.assignee_id, k.owner_id) = m.id))
         AND (n.kind <> 'approval' OR (a.deleted_at IS NULL
           AND (a.status IN ('approved', 'declined', 'confirmed', 'held', 'no_show')
             OR (a.status = 'requested' AND a.proposed_starts_at IS NOT NULL))))
         AND (n.kind <> 'stranger' OR (h.id IS NOT NULL AND h.customer_id IS NULL AND h.ignored_at IS NULL
           AND EXISTS (SELECT FROM line_members u WHERE u.line_id = h.line_id AND u.member_id = m.id)))
         AND (n.kind <> 'line' OR (m.role = 'admin' AND ${TROUBLE} IS NOT NULL)) AS "isNews",
       CASE n.kind WHEN 'stranger' THEN coalesce(nullif(h.name, ''), h.phone, '')
         ELSE trim(coalesce(k.first_name, '') || ' ' || coalesce(k.last_name, '')) END AS "customerName",
           coalesce(g.body, '') AS text,
       coalesce(c.channel, '') AS channel, n.conversation_id AS "conversationId", n.appointment_id AS "appointmentId",
       h.id AS "chatId", coalesce(l.name, '') AS "lineName", coalesce(${TROUBLE}, '') AS trouble,
       coalesce(a.status, '') AS status, coalesce(a.customer_answer, '') AS answer,
       (SELECT count(*)::int FROM conversations u JOIN customers w ON w.id = u.customer_id
        WHERE coalesce(u.assignee_id, w.owner_id) = m.id AND w.deleted_at IS NULL AND u.blocked_at IS NULL
          AND u.last_inbound_at IS NOT NULL
          AND coalesce((u.read_up_to ->> m.id::text)::timestamptz < u.last_inbound_at, true)) AS unread,
       coalesce((SELECT value ->> 'zone' FROM settings WHERE key = 'officeZone' AND archived_at IS NULL LIMIT 1),
         'Europe/Istanbul') AS zone
     FROM push_notices n JOIN push_subscriptions s ON s.id = $2 AND s.member_id = n.member_id
       JOIN members m ON m.id = n.member_id
       JOIN sessions e ON e.id = s.session_id LEFT JOIN notification_choices o ON o.member_id = m.id
       LEFT JOIN customers k ON k.id = customer_root(n.customer_id) LEFT JOIN conversations c ON c.id = n.conversation_id
       LEFT JOIN messages g ON g.id = n.message_id LEFT JOIN appointments a ON a.id = n.appointment_id
       LEFT JOIN chats h ON h.id = n.chat_id LEFT JOIN lines l ON l.id = n.line_id
     WHERE n.id = $1`,
    [noticeId, subscriptionId],
  );
  return rows[0] ?? null;
}

export async function endSend(
  pool: Pool,
  { noticeId, subscriptionId }: ClaimedSend,
  state: 'sent' | 'dropped' | 'failed' | 'unknown',
  reason: string,
): Promise<void> {
  await pool.query(
    `UPDATE push_sends SET state = $3, reason = $4 WHERE notice_id = $1 AND subscription_id = $2 AND state = 'sending'`,
    [noticeId, subscriptionId, state, reason.slice(0, 40)],
  );
}

/** `counts`: it was tried. */
export async function postponeSend(
  pool: Pool,
  { noticeId, subscriptionId }: ClaimedSend,
  afterMs: number,
  counts: boolean,
): Promise<void> {
  await pool.query(
    `UPDATE push_sends SET state = 'waiting', attempts = attempts - $4, next_at = office_clock() +
      make_interval(secs => $3::float8 / 1000)
     WHERE notice_id = $1 AND subscription_id = $2 AND state = 'sending'`,
    [noticeId, subscriptionId, afterMs, counts ? 0 : 1],
  );
}

/** Milliseconds until the next is due; null: nothing waits. */
export async function nextDueMs(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ ms: number | null }>(
    `SELECT (extract(epoch FROM min(next_at) - office_clock()) * 1000)::float8 AS ms FROM push_sends
      WHERE state = 'waiting'`,
  );
  const ms = rows[0]?.ms ?? null;
  return ms === null ? null : Math.max(0, ms);
}

export async function forgetOldNotices(pool: Pool): Promise<void> {
  await pool.query(`DELETE FROM push_notices WHERE created_at < office_clock() - interval '7 days'`);
}
