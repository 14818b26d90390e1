/** What a campaign froze when it started, and what each recipient's places are filled with. */
import type { Pool } from 'pg';

export type FrozenMail = {
  readonly subject: string;
  /** Whole, with places; those of a recipient and `{{wayOut}}`. */
  readonly html: string;
  readonly text: string;
  readonly replyTo: 'agent' | 'office';
};
const KEPT = 16;
/** It never changes once it is there; a million recipients share one. */
const kept = new WeakMap<Pool, Map<string, FrozenMail>>();

/** Null: there is none of that language. */
export async function readFrozenMail(pool: Pool, campaignId: string, language: string): Promise<FrozenMail | null> {
  const mails = kept.get(pool) ?? new Map<string, FrozenMail>();
  kept.set(pool, mails);
  const key = `${campaignId} ${language}`;
  const known = mails.get(key);
  if (known !== undefined) return known;
  const { rows } = await pool.query<FrozenMail>(
    `SELECT m.subject, m.html, m.body AS text, c.reply_to AS "replyTo" FROM campaign_mails m
      JOIN campaigns c ON c.id = m.campaign_id
     WHERE m.campaign_id = $1 AND m.language = $2`,
    [campaignId, language],
  );
  const [mail] = rows;
  if (mail === undefined) return null;
  const [oldest] = mails.keys();
  if (mails.size >= KEPT && oldest !== undefined) mails.delete(oldest);
  mails.set(key, mail);
  return mail;
}

export type RecipientValues = {
  readonly firstName: string;
  readonly lastName: string;
  readonly agentName: string;
  readonly agentEmail: string;
};

/** Null: the customer is gone. */
export async function readRecipientValues(pool: Pool, customerId: string): Promise<RecipientValues | null> {
  const { rows } = await pool.query<RecipientValues>(
    `SELECT c.first_name AS "firstName", c.last_name AS "lastName", m.full_name AS "agentName", m.email AS "agentEmail"
     FROM customers c JOIN members m ON m.id = c.owner_id WHERE c.id = $1 AND c.deleted_at IS NULL`,
    [customerId],
  );
  return rows[0] ?? null;
}
