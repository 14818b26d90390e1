/**
 * One campaign over workers that die at random points, with a provider that fails in every way there is. Meanwhile
 * people leave the list, somebody pauses it and lets it go on, and somebody presses the button again. What really left
 * is what the provider took; what the office says is held against that.
 */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { createMemoryJournal } from '../../db/journal';
import { moveCampaign, startDraft } from '../../features/campaigns/campaigns.store';
import { readSums } from '../../features/campaigns/results.store';
import { decideUnknown, recordOutcome } from '../../features/deliveries/outcomes.store';
import { createStandInProvider, type Answer, type Fate, type MailIn } from '../../gateways/email/stand-in/provider';
import { startStandIn } from '../../gateways/email/stand-in/server';
import { withOwnOffice } from '../office-in-process';
import { peopleOf } from '../people-who-leave';
import { Random } from '../../../prisma/factories/random';
import { kill, startWorker, type Place } from '../sending/workers';

export type CampaignOptions = {
  readonly databaseUrl: string;
  readonly seed: number;
  readonly recipients: number;
  readonly kills: number;
  readonly workers: number;
  readonly perSecond: number;
  /** Deliveries and bounces of one mail that arrive at once. */
  readonly pairs: number;
  /** `blind-resend`: what nobody knows is simply tried again. Must be found. */
  readonly breakage: 'blind-resend' | null;
  readonly say: (line: string) => void;
};

const NEVER_LATER_THAN_MS = 2_000;
const PATIENCE_MS = 240_000;
const FINAL = new Set(['delivered', 'bounced', 'complained', 'unsubscribed', 'failed', 'skipped']);
type Plan = { readonly address: string; readonly isEligible: boolean; readonly fate: Fate };

export function runCampaigns(options: CampaignOptions) {
  return withOwnOffice(options.databaseUrl, 8, ({ url, folder, pool, deps }) =>
    run(options, url, folder, pool, peopleOf(deps)),
  );
}

async function run(
  options: CampaignOptions,
  databaseUrl: string,
  folder: string,
  pool: pg.Pool,
  leave: (address: string) => Promise<void>,
) {
  const random = new Random(options.seed);
  const { plans, campaignId, memberId } = await furnish(pool, random, options.recipients);
  const fates = new Map(plans.map((plan) => [plan.address, plan.fate]));
  let isCalm = false;
  const provider = createStandInProvider({
    behaviour: {
      answer: () => (isCalm ? 'accept' : faulty(random, options.breakage === null ? 0 : 0.3)),
      fate: (mail: MailIn) => fates.get(mail.to[0] ?? '') ?? 'delivery',
      eventDelayMs: () => random.below(1_500),
    },
  });
  for (const { address, fate } of plans)
    if (fate === 'softBounce' && random.chance(0.3)) provider.suppressed.add(address);
  const standIn = await startStandIn(provider, { perSecond: options.perSecond });
  provider.onEvent((event) => void setTimeout(() => standIn.queue.put(JSON.stringify(event)), random.below(2_000)));
  const place: Place = { databaseUrl, folder, endpoint: standIn.endpoint, queueUrl: standIn.queueUrl };
  const workers: ChildProcess[] = [];
  const problems: string[] = [];
  let looks = 0;
  let pauses = 0;
  const look = async () => {
    const { materialised, recipients } = await readSums(pool, campaignId);
    const sum = recipients.reduce((all, { count }) => all + count, 0);
    looks += 1;
    if (sum !== materialised) problems.push(`the states add up to ${sum}, recipients are ${materialised}`);
  };
  try {
    workers.push(...(await Promise.all(Array.from({ length: options.workers }, () => startWorker(place, 0)))));
    const press = () =>
      startDraft(
        pool,
        campaignId,
        { version: 1, by: memberId, expected: options.recipients, startsAt: null, at: new Date().toISOString() },
        [
          {
            language: 'tr',
            subject: 'Güz, {{firstName}}',
            html: '<p>{{firstName}} {{wayOut}}</p>',
            text: '{{firstName}} {{wayOut}}',
          },
        ],
      );
    const begun = (await Promise.all([press(), press(), press()])).filter(Boolean).length;
    if (begun !== 1) problems.push(`three presses began it ${begun} times`);
    const wake = () => pool.query(`SELECT pg_notify('saha_jobs', 'run-campaigns')`);
    await wake();

    const withdrawn = new Map<string, number>();
    const leavers = random
      .shuffled(plans.filter(({ isEligible }) => isEligible))
      .slice(0, Math.ceil(options.recipients * 0.06));
    const blind = setInterval(() => {
      if (options.breakage === 'blind-resend')
        void pool
          .query(
            `UPDATE deliveries SET state = 'queued', claim_token = NULL, not_before = now() WHERE state = 'unknown' OR
          (state = 'sending' AND claimed_at < now() - interval '1 second')`,
          )
          .catch(() => undefined);
    }, 300);
    for (let at = 0; at < options.kills; at += 1) {
      await sleep(random.between(100, 1_200));
      for (const { address } of leavers.splice(0, Math.max(1, Math.ceil(leavers.length / 8)))) {
        await leave(address);
        withdrawn.set(address, Date.now());
      }
      await look();
      // Of a single kill before it: a short run is paused as well.
      if (at % 5 === Math.min(1, options.kills - 1)) {
        if (await pause(pool, campaignId)) pauses += 1;
        const takenBefore = provider.taken.length;
        await sleep(random.between(1_200, 1_600));
        const stillLeft = provider.taken.length - takenBefore;
        if (stillLeft > 100) problems.push(`${stillLeft} left while it was paused`);
        await letGo(pool, campaignId);
        await wake();
        await press();
      }
      const which = random.below(workers.length);
      await kill(workers[which] as ChildProcess);
      workers[which] = await startWorker(place, 0);
    }
    isCalm = true;
    await quiet(pool, campaignId, () => standIn.queue.size === 0, look);
    clearInterval(blind);
    // Some read their mail first.
    const readers = random
      .shuffled(provider.taken.flatMap(({ to }) => to).filter((address) => fates.get(address) === 'delivery'))
      .filter((address) => !withdrawn.has(address))
      .slice(0, Math.ceil(options.recipients * 0.05));
    for (const address of readers) {
      await leave(address);
      withdrawn.set(address, Date.now());
    }
    // Of what is still unknown the provider has never heard: a manager has it sent.
    const taken = new Set(provider.taken.flatMap(({ tags }) => tags['delivery'] ?? []));
    const unknown = await pool.query<{ id: string }>(`SELECT id FROM deliveries WHERE state = 'unknown'`);
    for (const { id } of unknown.rows)
      if (taken.has(id)) problems.push(`${id} is unknown although the provider has said what became of it`);
      else await decideUnknown(pool, id, 'again');
    await pool.query(`SELECT pg_notify('saha_jobs', 'send-email')`);
    await quiet(pool, campaignId, () => standIn.queue.size === 0, look);
    await Promise.all(workers.map(kill));

    problems.push(...(await judge(pool, provider.taken, plans, withdrawn)));
    const twice = provider.taken.length - new Set(provider.taken.map(({ to }) => to[0])).size;
    if (twice > 0) problems.push(`${twice} were written to twice`);
    const lost = await racePairs(pool, options.pairs);
    if (lost > 0) problems.push(`${lost} bounces were lost beside their deliveries`);
    return {
      problems,
      counts: {
        recipients: plans.length,
        taken: provider.taken.length,
        twice,
        kills: options.kills,
        pauses,
        withdrawn: withdrawn.size,
        leftByTheirMail: readers.length,
        looks,
        pairs: options.pairs,
        bouncesLost: lost,
        decidedByManager: unknown.rows.length,
      },
    };
  } finally {
    await Promise.all(workers.map(kill));
    await standIn.stop();
  }
}

function faulty(random: Random, lostShare: number): Answer {
  if (random.chance(lostShare)) return 'lost';
  const dice = random.next();
  const faults: Answer[] = ['throttle', 'reset', 'error', 'lost', 'reject'];
  if (dice < 0.1) return faults[Math.floor(dice / 0.02)] ?? 'throttle';
  return dice < 0.102 ? 'hang' : 'accept';
}

/** Once it runs. False: it is over before that. */
async function pause(pool: pg.Pool, id: string): Promise<boolean> {
  for (const endsAtMs = Date.now() + PATIENCE_MS; Date.now() < endsAtMs; await sleep(50)) {
    await letGo(pool, id);
    if (await moveCampaign(pool, id, ['running'], 'paused', 'by_person')) return true;
    const { rows } = await pool.query<{ state: string }>('SELECT state FROM campaigns WHERE id = $1', [id]);
    if (rows[0]?.state === 'finished') return false;
  }
  return false;
}

/** A person lets it go on, whatever stopped it: the breaker as well. */
async function letGo(pool: pg.Pool, id: string): Promise<void> {
  await pool.query(
    `UPDATE campaigns SET heeded = '{"sample":1000000,"bounces":1000000,"complaints":1000000}' WHERE id = $1`,
    [id],
  );
  await moveCampaign(pool, id, ['paused'], 'running', '');
}

const FATES: readonly (readonly [Fate, number])[] = [
  ['hardBounce', 0.02],
  ['softBounce', 0.02],
  ['complaint', 0.001],
  ['renderingFailure', 0.01],
  ['delay', 0.05],
  ['reject', 0.01],
];

async function furnish(pool: pg.Pool, random: Random, count: number) {
  const plans = Array.from({ length: count }, (_, at): Plan => {
    let dice = random.next();
    const fate = FATES.find(([, share]) => (dice -= share) < 0)?.[0] ?? 'delivery';
    return { address: `alici${at}@ornek.example`, isEligible: random.chance(0.92), fate };
  });
  const [memberId, campaignId] = [uuidv7(), uuidv7()];
  await pool.query(
    `INSERT INTO members (id, full_name, email, role) VALUES ($1, 'Yönetici', 'yonetici@ornek.example', 'admin')`,
    [memberId],
  );
  const json = JSON.stringify(
    plans.map(({ address, isEligible }) => ({ address, given: isEligible, id: uuidv7(), consent: uuidv7() })),
  );
  await pool.query(
    `INSERT INTO consents (id, channel, address, address_key, decision, source, evidence, occurred_at)
     SELECT consent, 'email', address, '', CASE WHEN given THEN 'given' ELSE 'withdrawn' END, 'paper', 'form',
       now() - interval '1 day'
     FROM json_to_recordset($1::json) AS x(consent uuid, address text, given boolean)`,
    [json],
  );
  await pool.query(
    `INSERT INTO customers (id, first_name, last_name, email, language, source, stage, owner_id, created_by, created_at)
     SELECT id, 'Ece', 'Alıcı', address, 'tr', 'other', 'new', $2, $2, now()
       FROM json_to_recordset($1::json) AS x(id uuid, address text)`,
    [json, memberId],
  );
  const mail = { subject: 'Güz, {{firstName}}', preheader: '', document: { type: 'doc', content: [] } };
  const none = { subject: '', preheader: '', document: { type: 'doc', content: [] } };
  await pool.query(
    `INSERT INTO campaigns (id, name, rule, content, created_by, created_at, updated_at)
      VALUES ($1, 'Güz', $2, $3, $4, now(), now())`,
    [campaignId, JSON.stringify({ combinator: 'and', rules: [] }), JSON.stringify({ tr: mail, en: none }), memberId],
  );
  return { plans, campaignId, memberId };
}

/** Waits until nothing moves any more, letting the campaign go on where its breaker stopped it. */
async function quiet(pool: pg.Pool, id: string, isHeard: () => boolean, look: () => Promise<void>): Promise<void> {
  const endsAtMs = Date.now() + PATIENCE_MS;
  for (let still = 0; still < 3 && Date.now() < endsAtMs;) {
    await letGo(pool, id);
    await pool.query(
      `UPDATE deliveries SET claimed_at = claimed_at - interval '31 seconds' WHERE state = 'sending'
        AND claimed_at < now() - interval '1 second'`,
    );
    await pool.query(
      `SELECT pg_notify('saha_jobs', job) FROM unnest(ARRAY['tend-deliveries', 'run-campaigns', 'send-email']) AS job`,
    );
    await look();
    const { rows } = await pool.query<{ isMoving: boolean }>(
      `SELECT EXISTS (SELECT FROM deliveries WHERE state IN ('queued', 'sending'))
        OR EXISTS (SELECT FROM campaigns WHERE walked_at IS NULL) AS "isMoving"`,
    );
    still = rows[0]?.isMoving === false && isHeard() ? still + 1 : 0;
    await sleep(still > 0 ? 900 : 500);
  }
}

const STATE_OF: Readonly<Record<Fate, string>> = {
  delivery: 'delivered',
  delay: 'delivered',
  hardBounce: 'bounced',
  softBounce: 'bounced',
  complaint: 'complained',
  reject: 'failed',
  renderingFailure: 'failed',
};

async function judge(
  pool: pg.Pool,
  taken: readonly { to: readonly string[]; cc: readonly string[]; bcc: readonly string[]; takenAtMs: number }[],
  plans: readonly Plan[],
  withdrawn: ReadonlyMap<string, number>,
): Promise<string[]> {
  const problems: string[] = [];
  const { rows } = await pool.query<{ address: string; state: string; reason: string }>(
    `SELECT c.email AS address, coalesce(d.state, 'left_out') AS state, coalesce(d.reason, e.reason, '') AS reason
      FROM customers c
     LEFT JOIN deliveries d ON d.customer_id = c.id LEFT JOIN campaign_exclusions e ON e.customer_id = c.id`,
  );
  const rowOf = new Map(rows.map((row) => [row.address, row]));
  const takenOf = new Map(taken.map((mail) => [mail.to[0] ?? '', mail]));
  for (const mail of taken)
    if (mail.to.length !== 1 || mail.cc.length > 0 || mail.bcc.length > 0)
      problems.push('a mail went to more than one');
  for (const { address, isEligible, fate } of plans) {
    const row = rowOf.get(address);
    const mail = takenOf.get(address);
    const said = withdrawn.get(address);
    if (row === undefined || !(FINAL.has(row.state) || (row.state === 'left_out' && row.reason !== '')))
      problems.push(`${address} ends as ${row?.state} ${row?.reason}`);
    else if (!['delivered', 'complained', 'unsubscribed'].includes(row.state) && row.reason === '')
      problems.push(`${address} is ${row.state} and nobody says why`);
    if (mail !== undefined && !isEligible) problems.push(`${address} had said no and was written to`);
    if (mail !== undefined && said !== undefined && mail.takenAtMs > said + NEVER_LATER_THAN_MS)
      problems.push(`${address} was written to ${mail.takenAtMs - said} ms after they left the list`);
    if (mail !== undefined && row !== undefined && !mayEndAs(row, fate, mail.takenAtMs, said))
      problems.push(`${address} is ${row.state}, the provider said ${fate}`);
    if (mail === undefined && isEligible && said === undefined && row?.reason !== 'rejected')
      problems.push(`${address} was lost: ${row?.state} ${row?.reason}`);
  }
  return problems;
}

/**
 * Whoever left after their mail was taken did it by that mail, and the row says so; one that failed never reached them.
 */
function mayEndAs(
  row: { readonly state: string; readonly reason: string },
  fate: Fate,
  takenAtMs: number,
  leftAtMs: number | undefined,
): boolean {
  const ends = row.state === STATE_OF[fate] || row.reason === 'provider_suppressed';
  if (leftAtMs === undefined) return ends;
  // The call took a moment, in which the mail may have been on its way.
  const readFirst = takenAtMs < leftAtMs - NEVER_LATER_THAN_MS && ['delivered', 'bounced'].includes(STATE_OF[fate]);
  return row.state === 'unsubscribed' || (ends && !readFirst);
}

/** A delivery and a hard bounce of one mail at the same moment; answers how many bounces did not stay. */
async function racePairs(pool: pg.Pool, pairs: number): Promise<number> {
  const deps = { pool, journal: createMemoryJournal() };
  const ids = Array.from({ length: pairs }, () => uuidv7());
  await pool.query(
    `INSERT INTO deliveries (id, purpose, channel, basis, address_key, to_address, dedupe_key, state)
     SELECT id::uuid, 'campaign', 'email', 'consent', address_key(id), id, id, 'sent' FROM unnest($1::text[]) AS id`,
    [ids],
  );
  const at = new Date().toISOString();
  await Promise.all(
    ids.flatMap((deliveryId) => [
      recordOutcome(deps, { deliveryId, providerId: 'x' }, ['bounced', 'hard_bounce'], at, 'bounced'),
      recordOutcome(deps, { deliveryId, providerId: 'x' }, ['delivered', ''], at, null),
    ]),
  );
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM deliveries WHERE id = ANY($1::uuid[]) AND state <> 'bounced'`,
    [ids],
  );
  return rows[0]?.count ?? 0;
}
