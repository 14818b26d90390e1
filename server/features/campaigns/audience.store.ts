/**
 * Who a campaign is for. One statement judges each customer of the segment that its sender sees; counting them before,
 * listing a part of them and making them recipients are three ways of reading it.
 */
import type { ClientBase, Pool } from 'pg';
import type { SegmentTree } from '../../../sync/rules/segment-tests';
import type { SignedInMember } from '../../lib/identity';
import { Parameters } from '../../lib/sql-parameters';
import { segmentCondition } from '../segments/segment-sql';
import { customersInScope } from '../customers/customers-in-scope';

type Client = Pick<Pool | ClientBase, 'query'>;
export type Sender = Pick<SignedInMember, 'id' | 'role' | 'teamId'>;
export type Audience = {
  readonly campaignId: string;
  readonly sender: Sender;
  readonly tree: SegmentTree;
  /** The instant that the tree was read with. */
  readonly nowMs: number;
  /** Languages whose mail names the recipient by first or last name. */
  readonly firstNameIn: readonly string[];
  readonly lastNameIn: readonly string[];
  readonly capMost: number | null;
  readonly exceptIds: readonly string[];
};

/** Only these have not been written to. */
const NEVER_LEFT = `('skipped', 'cancelled', 'expired', 'failed')`;

/** id, address, key, language, and `reason`: '' for who may be written to. `more`: conditions on `c`. */
function judged(audience: Audience, parameters: Parameters, more: string): string {
  const { campaignId, sender, tree, nowMs, firstNameIn, lastNameIn, capMost, exceptIds } = audience;
  const scope = customersInScope(sender, 'c', parameters);
  const condition = segmentCondition(tree, nowMs, parameters);
  const hadEarlier =
    exceptIds.length === 0
      ? ''
      : `WHEN EXISTS (SELECT FROM deliveries d WHERE d.campaign_id = ANY(${parameters.add([...exceptIds])}::uuid[])
           AND d.address_key = c.email_key AND d.state NOT IN ${NEVER_LEFT}) THEN 'had_earlier'`;
  const tooOften =
    capMost === null
      ? ''
      : `WHEN (SELECT count(*) FROM deliveries d WHERE d.address_key = c.email_key AND d.channel = 'email'
           AND d.purpose IN ('campaign', 'bulk') AND d.campaign_id IS DISTINCT FROM ${parameters.add(campaignId)}::uuid
             AND d.state NOT IN ${NEVER_LEFT}
           AND coalesce(d.sent_at, d.claimed_at, office_clock()) > office_clock() - interval '7 days') >=
             ${parameters.add(capMost)}::int
         THEN 'too_often'`;
  return `SELECT c.id, c.email, c.email_key, c.language, CASE WHEN c.email_key IS NULL THEN 'address_missing' ELSE
      coalesce(nullif(delivery_obstacle('campaign', 'email', c.email_key, NULL), ''), CASE
        WHEN c.first_name = '' AND c.language = ANY(${parameters.add([...firstNameIn])}::text[])
          OR c.last_name = '' AND c.language = ANY(${parameters.add([...lastNameIn])}::text[]) THEN 'value_missing'
        ${hadEarlier} ${tooOften} ELSE '' END) END AS reason
    FROM customers c WHERE c.deleted_at IS NULL AND c.merged_into IS NULL AND ${scope} AND ${condition} ${more}`;
}

/** Of several cards with one address the first gets it; one that is merged into another is nobody's. */
const FATES = `SELECT *, CASE WHEN reason = '' AND row_number() OVER (PARTITION BY email_key, reason ORDER BY id) > 1
  THEN 'duplicate_address' ELSE reason END AS fate FROM judged`;

export type Judged = { readonly reason: string; readonly language: string; readonly count: number };

export async function countAudience(client: Client, audience: Audience): Promise<Judged[]> {
  const parameters = new Parameters();
  const { rows } = await client.query<Judged>(
    `WITH judged AS MATERIALIZED (${judged(audience, parameters, '')}), fates AS (${FATES})
     SELECT fate AS reason, language, count(*)::int AS count FROM fates GROUP BY 1, 2 ORDER BY 1, 2`,
    parameters.values,
  );
  return rows;
}

export type AudienceRow = {
  readonly id: string;
  readonly name: string;
  /** '' where there is none. */
  readonly address: string;
  readonly reason: string;
};

/** Those who fare so, by id, after `after`. `isBlocked`: every reason that is none of these. */
export async function listAudience(
  client: Client,
  audience: Audience,
  reasons: readonly string[],
  isOther: boolean,
  after: string | null,
  limit: number,
): Promise<AudienceRow[]> {
  const parameters = new Parameters();
  const { rows } = await client.query<AudienceRow>(
    `WITH judged AS MATERIALIZED (${judged(audience, parameters, '')}), fates AS (${FATES})
     SELECT f.id, trim(c.first_name || ' ' || c.last_name) AS name, f.email AS address, f.fate AS reason
     FROM fates f JOIN customers c ON c.id = f.id
     WHERE (f.fate = ANY(${parameters.add([...reasons])}::text[])) <> ${parameters.add(isOther)}::boolean
       AND (${parameters.add(after)}::uuid IS NULL OR f.id > ${parameters.add(after)}::uuid)
     ORDER BY f.id LIMIT ${parameters.add(limit)}`,
    parameters.values,
  );
  return rows;
}

export type Slice = { readonly walked: number; readonly recipients: number; readonly last: string | null };

/**
 * The next customers after `after` become recipients, or stand among those left out with the reason. One address is one
 * recipient whoever else does this, also after a restore. Within the caller's transaction, which holds the campaign.
 */
export async function materialise(
  client: Client,
  audience: Audience,
  {
    after,
    size,
    createdBy,
    languages,
  }: { after: string | null; size: number; createdBy: string; languages: readonly string[] },
): Promise<Slice> {
  const parameters = new Parameters();
  const more = `AND (${parameters.add(after)}::uuid IS NULL OR c.id > ${parameters.add(after)}::uuid)
    ORDER BY c.id LIMIT ${parameters.add(size)}`;
  const source = judged(audience, parameters, more);
  const campaign = `${parameters.add(audience.campaignId)}::uuid`;
  const { rows } = await client.query<Slice>(
    `WITH judged AS MATERIALIZED (${source}), fates AS MATERIALIZED (${FATES}), put AS (
       INSERT INTO deliveries (id, purpose, channel, basis, customer_id, address_key, to_address, language, dedupe_key,
         campaign_id,
         urgency, not_before, created_by)
       SELECT md5('campaign' || ${campaign}::text || encode(f.email_key, 'hex'))::uuid, 'campaign', 'email', 'consent',
         f.id, f.email_key, f.email,
         CASE WHEN f.language = ANY(${parameters.add([...languages])}::text[]) THEN f.language
           ELSE ${parameters.add(languages[0] ?? 'tr')} END,
         'campaign:' || ${campaign}::text || ':' || encode(f.email_key, 'hex'), ${campaign}, 7,
           '9999-01-01 00:00:00+00',
         ${parameters.add(createdBy)}::uuid
       FROM fates f WHERE f.fate = '' ON CONFLICT DO NOTHING RETURNING customer_id
     ), left_out AS (
       INSERT INTO campaign_exclusions (campaign_id, customer_id, reason)
       SELECT ${campaign}, f.id, CASE f.fate WHEN '' THEN 'duplicate_address' ELSE f.fate END FROM fates f
       WHERE NOT EXISTS (SELECT FROM put WHERE put.customer_id = f.id)
         AND NOT EXISTS (SELECT FROM deliveries d WHERE d.campaign_id = ${campaign} AND d.customer_id = f.id)
       ON CONFLICT DO NOTHING
     )
     SELECT (SELECT count(*)::int FROM fates) AS walked, (SELECT count(*)::int FROM put) AS recipients,
       (SELECT id FROM fates ORDER BY id DESC LIMIT 1) AS last`,
    parameters.values,
  );
  return rows[0] ?? { walked: 0, recipients: 0, last: null };
}
