import type { ClientBase } from 'pg';
import type { CampaignContent } from '../../sync/rules/campaign';
import { wordingFor } from '../../sync/rules/consent-wording';
import { derivedId } from '../../sync/rules/derived-id';
import { iysSourceOf } from '../../sync/rules/iys';
import type { DemoMember } from './demo-people';

const NONE = { subject: '', preheader: '', document: { type: 'doc' as const, content: [] } };
const words = (text: string) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] });
const place = (name: 'firstName' | 'agentName') => ({ type: 'place' as const, attrs: { name } });

function contentOf(subject: string, lines: readonly string[]): CampaignContent {
  return {
    tr: {
      subject,
      preheader: 'Ayrıntılar içeride',
      document: {
        type: 'doc',
        content: [
          {
            type: 'paragraph',
            content: [{ type: 'text', text: 'Merhaba ' }, place('firstName'), { type: 'text', text: ',' }],
          },
          ...lines.map(words),
          { type: 'mailButton', attrs: { label: 'Randevu alın', href: 'https://saha.example/randevu' } },
          { type: 'horizontalRule' },
          { type: 'signature', attrs: { name: 'Saha Danışmanlık', address: 'Barbaros Bulvarı 1, Beşiktaş, İstanbul' } },
        ],
      },
    },
    en: NONE,
  };
}

/**
 * Of the first manager's team: one campaign that was sent last week, with what became of it, and one that is being
 * written.
 */
export async function writeCampaigns(
  client: ClientBase,
  members: readonly DemoMember[],
  nowIso: string,
): Promise<void> {
  const manager = members.find(({ role }) => role === 'manager');
  if (manager === undefined) return;
  const sentId = derivedId('demo-campaign', manager.id, 'sent');
  const draftId = derivedId('demo-campaign', manager.id, 'draft');
  const insert = (id: string, name: string, content: CampaignContent, isSent: boolean) =>
    client.query(
      `INSERT INTO campaigns (id, team_id, name, rule, content, state, sent_by, expected, started_at, walked_at,
        finished_at, told_at, created_by,
         created_at, updated_at)
       SELECT $1, $2, $3, $4, $5, CASE WHEN $6 THEN 'finished' ELSE 'draft' END, CASE WHEN $6 THEN $7::uuid END, NULL,
         at, at, at + interval '4 minutes', at,
         $7, coalesce(at, $8::timestamptz), $8 FROM (SELECT CASE WHEN $6 THEN $8::timestamptz - interval '6 days'
           END AS at) AS t`,
      [
        id,
        manager.teamId,
        name,
        JSON.stringify({ combinator: 'and', rules: [] }),
        JSON.stringify(content),
        isSent,
        manager.id,
        nowIso,
      ],
    );
  await insert(
    sentId,
    'Sonbahar bilgilendirmesi',
    contentOf('Sonbahar randevuları açıldı', [
      'Ekim ve kasım ayı görüşmeleri için takvimimiz açıldı.',
      'Size uygun zamanı birlikte seçelim.',
    ]),
    true,
  );
  await insert(
    draftId,
    'Yeni yıl duyurusu',
    contentOf('Yeni yıla hazır mısınız?', ['Ocak ayı için yeni hizmetlerimizi hazırladık.']),
    false,
  );
  const { rows: agreed } = await client.query<{ id: string }>(
    `SELECT id FROM (
       SELECT DISTINCT ON (email_key) id FROM customers
       WHERE team_id = $1 AND deleted_at IS NULL AND email_key IS NOT NULL
         AND created_at < $2::timestamptz - interval '8 days'
       ORDER BY email_key, id
     ) AS one_per_address ORDER BY id DESC LIMIT 60`,
    [manager.teamId, nowIso],
  );
  const ids = agreed.map(({ id }) => id);
  await writeConsents(client, ids, nowIso);
  await writeIysFile(client, manager, nowIso);
  // Who agreed got it; most of it arrived. Those who were not asked stand among the left out.
  await client.query(
    `WITH few AS (
       SELECT *, row_number() OVER (ORDER BY id) AS at FROM customers WHERE id = ANY($5::uuid[])
     ), put AS (
       INSERT INTO deliveries (id, purpose, channel, basis, customer_id, address_key, to_address, language, dedupe_key,
         campaign_id, urgency, state,
         reason, provider, attempts, created_by, created_at, claimed_at, sent_at, settled_at)
       SELECT md5('demo' || id::text)::uuid, 'campaign', 'email', 'consent', id, email_key, email, language,
         'campaign:' || $1::uuid::text || ':' || encode(email_key, 'hex'),
         $1::uuid, 7, CASE WHEN at % 23 = 0 THEN 'bounced' WHEN at % 31 = 0 THEN 'unsubscribed' ELSE 'delivered' END,
         CASE WHEN at % 46 = 23 THEN 'hard_bounce' WHEN at % 23 = 0 THEN 'soft_bounce' ELSE '' END, 'ses', 1, $3::uuid, $4::timestamptz - interval '6 days',
           $4::timestamptz - interval '6 days',
         $4::timestamptz - interval '6 days', $4::timestamptz - interval '6 days' + interval '2 minutes'
       FROM few RETURNING 1
     ), left_out AS (
       INSERT INTO campaign_exclusions (campaign_id, customer_id, reason)
       SELECT $1::uuid, c.id, CASE WHEN c.email_key IS NULL THEN 'address_missing' ELSE 'consent_missing' END
         FROM customers c
       WHERE c.team_id = $2 AND c.deleted_at IS NULL AND c.id <> ALL($5::uuid[]) ORDER BY c.id LIMIT 40
     ) UPDATE campaigns SET materialised = (SELECT count(*) FROM put), expected = (SELECT count(*) FROM put)
       WHERE id = $1`,
    [sentId, manager.teamId, manager.id, nowIso, ids],
  );
  await writeBlocks(client, sentId);
}

/** Who left is written to no more, and neither is an address that is none; as the office does with every campaign. */
async function writeBlocks(client: ClientBase, campaignId: string): Promise<void> {
  await client.query(
    `INSERT INTO suppressions (address_key, channel, reason, since)
     SELECT address_key, 'email', CASE state WHEN 'unsubscribed' THEN 'unsubscribed' ELSE 'bounced' END,
       settled_at + CASE state WHEN 'unsubscribed' THEN interval '38 minutes' ELSE interval '0' END
     FROM deliveries WHERE campaign_id = $1 AND (state = 'unsubscribed' OR reason = 'hard_bounce')
     ON CONFLICT DO NOTHING`,
    [campaignId],
  );
}

/**
 * They agreed on paper the day after they became customers; whom the campaign lists as unsubscribed left by its link.
 */
async function writeConsents(client: ClientBase, customerIds: readonly string[], nowIso: string): Promise<void> {
  const { id: wordingId, text } = wordingFor('email', 'tr');
  await client.query(
    `INSERT INTO consents (id, customer_id, channel, address, decision, source, wording_id, wording, evidence,
      occurred_at, received_at,
       recorded_by, created_at)
     SELECT md5('demo yes' || c.id::text)::uuid, c.id, 'email', c.email, 'given', 'paper', $2, $3,
       'Form ' || (100 + row_number() OVER (ORDER BY c.id)), at, at, c.owner_id, at
     FROM customers c, LATERAL (SELECT c.created_at + interval '1 day' AS at) AS t WHERE c.id = ANY($1::uuid[])`,
    [customerIds, wordingId, text],
  );
  await client.query(
    `INSERT INTO consents (id, customer_id, channel, address, decision, source, occurred_at, received_at, created_at)
     SELECT md5('demo no' || id::text)::uuid, id, 'email', email, 'withdrawn', 'unsubscribe_link', at, at, at
     FROM (SELECT *, row_number() OVER (ORDER BY id) AS nth FROM customers WHERE id = ANY($1::uuid[])) AS c,
       LATERAL (SELECT $2::timestamptz - interval '6 days' + interval '40 minutes' AS at) AS t
     WHERE nth % 31 = 0 AND nth % 23 <> 0`,
    [customerIds, nowIso],
  );
}

/** What had been said by the day after the campaign İYS was told in one file the day after that. */
async function writeIysFile(client: ClientBase, manager: DemoMember, nowIso: string): Promise<void> {
  const id = derivedId('demo-iys', manager.id);
  await client.query(
    `INSERT INTO iys_files (id, direction, made_by, made_at, settled_at)
     SELECT $1, 'out', $2, at, at + interval '6 minutes' FROM (SELECT $3::timestamptz - interval '4 days' AS at) AS t`,
    [id, manager.id, nowIso],
  );
  await client.query(
    `INSERT INTO iys_handovers (file_id, address_key, channel, recipient, recipient_type, decision, source, occurred_at)
     SELECT DISTINCT ON (address_key, channel) $1::uuid, address_key, channel, address, 'BIREYSEL', decision,
       CASE source WHEN 'paper' THEN $2 ELSE $3 END, occurred_at
     FROM consents WHERE channel = 'email' AND occurred_at < $4::timestamptz - interval '5 days'
     ORDER BY address_key, channel, occurred_at DESC, decision = 'withdrawn' DESC`,
    [id, iysSourceOf('paper', 'email'), iysSourceOf('unsubscribe_link', 'email'), nowIso],
  );
}
