import type { Pool } from 'pg';

export type Choices = {
  readonly messages: boolean;
  readonly approvals: boolean;
  /** What customers said to appointments. */
  readonly answers: boolean;
  readonly handovers: boolean;
  /** Who writes and is no customer. */
  readonly strangers: boolean;
  /** Lines in trouble; told to admins. */
  readonly lines: boolean;
  readonly showsText: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
};
const FIRST: Choices = {
  messages: true,
  approvals: true,
  answers: true,
  handovers: true,
  strangers: true,
  lines: true,
  showsText: false,
  quietFrom: '',
  quietTo: '',
};

export async function readChoices(pool: Pool, memberId: string): Promise<Choices> {
  const { rows } = await pool.query<Choices>(
    `SELECT messages, approvals, answers, handovers, strangers, lines, shows_text AS "showsText",
      quiet_from AS "quietFrom", quiet_to AS "quietTo"
     FROM notification_choices WHERE member_id = $1`,
    [memberId],
  );
  return rows[0] ?? FIRST;
}

/** Of what is missing what stands stays. */
export async function keepChoices(pool: Pool, memberId: string, choices: Partial<Choices>): Promise<void> {
  const { messages, approvals, answers, handovers, strangers, lines, showsText, quietFrom, quietTo } = choices;
  await pool.query(
    `INSERT INTO notification_choices AS o (member_id, messages, approvals, handovers, shows_text, quiet_from, quiet_to,
      answers,
       strangers, lines)
     VALUES ($1, coalesce($2, true), coalesce($3, true), coalesce($4, true), coalesce($5, false), coalesce($6, ''),
       coalesce($7, ''), coalesce($8, true), coalesce($9, true), coalesce($10, true))
     ON CONFLICT (member_id) DO UPDATE SET messages = coalesce($2, o.messages), approvals = coalesce($3, o.approvals),
       handovers = coalesce($4, o.handovers), shows_text = coalesce($5, o.shows_text),
       quiet_from = coalesce($6, o.quiet_from), quiet_to = coalesce($7, o.quiet_to), answers = coalesce($8, o.answers),
       strangers = coalesce($9, o.strangers), lines = coalesce($10, o.lines)`,
    [
      memberId,
      messages ?? null,
      approvals ?? null,
      handovers ?? null,
      showsText ?? null,
      quietFrom ?? null,
      quietTo ?? null,
      answers ?? null,
      strangers ?? null,
      lines ?? null,
    ],
  );
}

export type NewSubscription = {
  readonly id: string;
  readonly memberId: string;
  readonly sessionId: string;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly language: 'tr' | 'en';
};

/**
 * A browser belongs to whoever is signed in on it; a session has one. A new id: what waited for whoever was there is
 * gone.
 */
export async function keepSubscription(pool: Pool, subscription: NewSubscription): Promise<void> {
  const { id, memberId, sessionId, endpoint, p256dh, auth, language } = subscription;
  await pool.query(
    'DELETE FROM push_subscriptions WHERE (session_id = $1) <> (endpoint = $2) OR (endpoint = $2 AND member_id <> $3)',
    [sessionId, endpoint, memberId],
  );
  await pool.query(
    `INSERT INTO push_subscriptions (id, member_id, session_id, endpoint, p256dh, auth, language)
     SELECT $1, $2, s.id, $4, $5, $6, $7 FROM sessions s WHERE s.id = $3 AND s.revoked_at IS NULL
     ON CONFLICT (endpoint) DO UPDATE SET session_id = excluded.session_id, p256dh = excluded.p256dh,
       auth = excluded.auth, language = excluded.language`,
    [id, memberId, sessionId, endpoint, p256dh, auth, language],
  );
}

export async function forgetSubscription(pool: Pool, id: string): Promise<void> {
  await pool.query('DELETE FROM push_subscriptions WHERE id = $1', [id]);
}

export async function forgetOfSession(pool: Pool, sessionId: string): Promise<void> {
  await pool.query('DELETE FROM push_subscriptions WHERE session_id = $1', [sessionId]);
}

/** Where this session hears and in which language, null: nowhere. */
export async function subscriptionOf(
  pool: Pool,
  sessionId: string,
): Promise<Pick<NewSubscription, 'endpoint' | 'language'> | null> {
  const { rows } = await pool.query<Pick<NewSubscription, 'endpoint' | 'language'>>(
    'SELECT endpoint, language FROM push_subscriptions WHERE session_id = $1',
    [sessionId],
  );
  return rows[0] ?? null;
}
