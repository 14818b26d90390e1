/**
 * Thousands of deliveries over workers that die at random points, with a provider that fails in every way there is and
 * whose events come twice, late and in any order. What really left is what the provider took; what the office thinks is
 * held against that.
 */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { decideUnknown } from '../../features/deliveries/outcomes.store';
import { createStandInProvider, type Answer, type Fate, type MailIn } from '../../gateways/email/stand-in/provider';
import { startStandIn } from '../../gateways/email/stand-in/server';
import { withOwnOffice } from '../office-in-process';
import { peopleOf } from '../people-who-leave';
import { Random } from '../../../prisma/factories/random';
import { kill, startWorker, type Place } from './workers';

export type SendingOptions = {
  readonly databaseUrl: string;
  readonly seed: number;
  readonly deliveries: number;
  readonly kills: number;
  readonly freezes: number;
  /** How long a worker is frozen, in seconds; left out: 1 to 6. */
  readonly frozenSeconds?: { readonly least: number; readonly most: number };
  /** Share of calls that are never answered; left out: 0.002, for each takes as long as the client waits. */
  readonly hangShare?: number;
  readonly workers: number;
  readonly perSecond: number;
  /** Share of calls beyond the usual faults whose mail is taken and whose answer is lost. */
  readonly lostShare?: number;
  /** `blind-resend`: what nobody knows is simply tried again. Must be found. */
  readonly breakage: 'blind-resend' | null;
  readonly say: (line: string) => void;
};
export type SendingResult = {
  readonly problems: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
};

const NEVER_LATER_THAN_MS = 2_000;
/** The claims of a dead worker are given up after this; the proof does not wait for it. */
const CLAIM_TIME = '31 seconds';
const PATIENCE_MS = 180_000;
const FINAL = new Set([
  'delivered',
  'bounced',
  'complained',
  'failed',
  'skipped',
  'expired',
  'cancelled',
  'unsubscribed',
]);
const CLAIM_MOST = 40;
const WATCH_MS = 100;
/** A claim that had looked before somebody said no was taken by then, as far as clocks and a busy machine can tell. */
const CLAIM_TOLERANCE_MS = 250;

type Plan = { readonly address: string; readonly isEligible: boolean; readonly fate: Fate };

export function runSending(options: SendingOptions): Promise<SendingResult> {
  return withOwnOffice(options.databaseUrl, 6, ({ url, folder, pool, deps }) =>
    run(options, url, folder, pool, peopleOf(deps)),
  );
}

async function run(
  options: SendingOptions,
  databaseUrl: string,
  folder: string,
  pool: pg.Pool,
  leave: (address: string) => Promise<void>,
): Promise<SendingResult> {
  const random = new Random(options.seed);
  const plans = await furnish(pool, random, options.deliveries);
  const fates = new Map(plans.map((plan) => [plan.address, plan.fate]));
  const addressOf = (mail: MailIn) => mail.to[0] ?? '';
  let isCalm = false;
  let lostAnswers = 0;
  let wrongClocks = 0;
  const provider = createStandInProvider({
    behaviour: {
      answer: () => {
        const answer = isCalm ? 'accept' : faulty(random, options.lostShare ?? 0, options.hangShare ?? 0.002);
        if (answer !== 'accept' && answer !== 'throttle' && answer !== 'paused') lostAnswers += 1;
        return answer;
      },
      fate: (mail) => fates.get(addressOf(mail)) ?? 'delivery',
      eventDelayMs: () => random.below(2_000),
    },
  });
  const standIn = await startStandIn(provider, { perSecond: options.perSecond });
  // Everything is said twice, the second time at some other moment.
  provider.onEvent((event) => {
    setTimeout(() => standIn.queue.put(JSON.stringify(event)), random.below(3_000));
  });
  const place: Place = { databaseUrl, folder, endpoint: standIn.endpoint, queueUrl: standIn.queueUrl };
  const workers: ChildProcess[] = [];
  const problems: string[] = [];
  let watch: ReturnType<typeof watchUnknown> | null = null;
  try {
    const offsets = [0, 600_000, -600_000];
    const start = (at: number) => {
      const offsetMs = offsets[at % offsets.length] ?? 0;
      if (offsetMs !== 0) wrongClocks += 1;
      return startWorker(place, offsetMs);
    };
    workers.push(...(await Promise.all(Array.from({ length: options.workers }, (_, at) => start(at)))));
    options.say(`${options.workers} workers, their clocks ${offsets.slice(0, options.workers).join(', ')} ms wrong`);

    const withdrawn = new Map<string, number>();
    const leavers = random
      .shuffled(plans.filter(({ isEligible }) => isEligible))
      .slice(0, Math.ceil(options.deliveries * 0.06));
    const events = [
      ...Array.from({ length: options.kills }, () => 'kill' as const),
      ...Array.from({ length: options.freezes }, () => 'freeze' as const),
    ];
    watch = watchUnknown(pool);
    const blind = setInterval(() => {
      if (options.breakage === 'blind-resend')
        void pool
          .query(
            `UPDATE deliveries SET state = 'queued', claim_token = NULL, not_before = now() WHERE state = 'unknown' OR
          (state = 'sending' AND claimed_at < now() - interval '1 second')`,
          )
          // Whoever tries again does not wait for the next look: by then the provider has told most of them.
          .then(() => pool.query(`SELECT pg_notify('saha_jobs', 'send-email')`))
          .catch(() => undefined);
    }, 300);
    for (const event of random.shuffled(events)) {
      await sleep(random.between(100, 1_500));
      for (const leaver of leavers.splice(0, Math.max(1, Math.ceil(leavers.length / 10)))) {
        // By the link of a mail, or to somebody who wrote it down.
        if (withdrawn.size % 2 === 0) await leave(leaver.address);
        else await withdraw(pool, leaver.address);
        withdrawn.set(leaver.address, Date.now());
      }
      const at = random.below(workers.length);
      const worker = workers[at] as ChildProcess;
      if (event === 'freeze') {
        worker.kill('SIGSTOP');
        const { least, most } = options.frozenSeconds ?? { least: 1, most: 6 };
        await sleep(random.between(least * 1_000, most * 1_000));
        // Longer than any claim lasts, without waiting for it.
        await expireClaims(pool);
        await sleep(500);
        worker.kill('SIGCONT');
      } else {
        await kill(worker);
        workers[at] = await start(at);
      }
    }
    isCalm = true;
    await expireClaims(pool);
    // What was put off by a pause of the account.
    await pool.query(`UPDATE deliveries SET not_before = now() WHERE state = 'queued'`);
    await quiet(pool, () => Promise.resolve(true));
    const maxUnknown = await watch.end();
    const bound = CLAIM_MOST * (options.kills + options.freezes) + lostAnswers;
    if (maxUnknown > bound) problems.push(`${maxUnknown} are unknown, ${bound} could be`);
    await quiet(pool, () => Promise.resolve(standIn.queue.size === 0));
    clearInterval(blind);
    const taken = new Set(provider.taken.flatMap(({ tags }) => tags['delivery'] ?? []));
    const { rows: unknown } = await pool.query<{ id: string }>(`SELECT id FROM deliveries WHERE state = 'unknown'`);
    const traced = unknown.filter(({ id }) => taken.has(id));
    if (traced.length > 0)
      problems.push(`${traced.length} are unknown although the provider has said what became of them`);
    // The manager looks at the provider's console: it has never seen these.
    for (const { id } of unknown) if (!taken.has(id)) await decideUnknown(pool, id, 'again');
    await pool.query(`SELECT pg_notify('saha_jobs', 'send-email')`);
    await quiet(pool, () => Promise.resolve(standIn.queue.size === 0));
    await Promise.all(workers.map(kill));

    problems.push(...(await judge(pool, provider.taken, plans, withdrawn)));
    const twice = provider.taken.length - new Set(provider.taken.map(addressOf)).size;
    if (twice > 0) problems.push(`${twice} were written to twice`);
    const eligible = plans.filter(({ isEligible }) => isEligible).length - withdrawn.size;
    const share = provider.taken.length / Math.max(1, eligible);
    if (share < 0.95 && options.breakage === null) problems.push(`only ${Math.round(share * 100)} % were sent`);
    return {
      problems,
      counts: {
        deliveries: plans.length,
        taken: provider.taken.length,
        twice,
        kills: options.kills,
        freezes: options.freezes,
        startsWithWrongClock: wrongClocks,
        withdrawnMeanwhile: withdrawn.size,
        unansweredCalls: lostAnswers,
        unknownAtMost: maxUnknown,
        unknownBound: bound,
        unknownAfterEvents: traced.length,
        decidedByManager: unknown.length,
      },
    };
  } finally {
    await watch?.end();
    await Promise.all(workers.map(kill));
    await standIn.stop();
  }
}

/** How many are unknown, looked at all the while: a peak that is over at the end was one. */
function watchUnknown(pool: pg.Pool): { end(): Promise<number> } {
  const over = new AbortController();
  let most = 0;
  const watching = (async () => {
    while (!over.signal.aborted) {
      const { rows } = await pool.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM deliveries WHERE state = 'unknown'`,
      );
      most = Math.max(most, rows[0]?.count ?? 0);
      await sleep(WATCH_MS, null, { signal: over.signal }).catch(() => undefined);
    }
  })();
  return {
    end: async () => {
      over.abort();
      await watching;
      return most;
    },
  };
}

function faulty(random: Random, lostShare: number, hangShare: number): Answer {
  if (lostShare > 0 && random.chance(lostShare)) return 'lost';
  const dice = random.next();
  const faults: Answer[] = ['throttle', 'reset', 'error', 'lost', 'reject', 'paused'];
  if (dice < 0.02 * 4) return faults[Math.floor(dice / 0.02)] ?? 'throttle';
  if (dice < 0.085) return 'reject';
  if (dice < 0.087) return 'paused';
  return dice < 0.087 + hangShare ? 'hang' : 'accept';
}

const FATES: readonly (readonly [Fate, number])[] = [
  ['hardBounce', 0.04],
  ['softBounce', 0.03],
  ['complaint', 0.02],
  ['renderingFailure', 0.01],
  ['delay', 0.05],
  ['reject', 0.01],
];

async function furnish(pool: pg.Pool, random: Random, count: number): Promise<Plan[]> {
  const plans = Array.from({ length: count }, (_, at): Plan => {
    let dice = random.next();
    const fate = FATES.find(([, share]) => (dice -= share) < 0)?.[0] ?? 'delivery';
    return { address: `alici${at}@ornek.example`, isEligible: random.chance(0.92), fate };
  });
  const rows = plans.map(({ address, isEligible }) => ({
    address,
    given: isEligible || random.chance(0.5),
    blocked: !isEligible,
    id: uuidv7(),
    consent: uuidv7(),
  }));
  const json = JSON.stringify(rows);
  await pool.query(
    `INSERT INTO consents (id, channel, address, address_key, decision, source, evidence, occurred_at)
     SELECT consent, 'email', address, '', 'given', 'paper', 'form', now() - interval '1 day'
     FROM json_to_recordset($1::json) AS x(consent uuid, address text, given boolean) WHERE given`,
    [json],
  );
  await pool.query(
    `INSERT INTO suppressions (address_key, channel, reason, since)
     SELECT address_key(address), 'email', (ARRAY['unsubscribed', 'manual', 'bounced', 'complained'])[1 + (n % 4)],
       now()
     FROM (SELECT address, row_number() OVER () AS n FROM json_to_recordset($1::json) AS x(address text,
       blocked boolean, given boolean)
       WHERE blocked AND given) AS b`,
    [json],
  );
  await pool.query(
    `INSERT INTO deliveries (id, purpose, channel, basis, address_key, to_address, dedupe_key, urgency, content)
     SELECT id, 'campaign', 'email', 'consent', address_key(address), address, address, 7,
       '{"subject": "Güz dönemi", "text": "Merhaba", "replyTo": "", "fromName": ""}'
     FROM json_to_recordset($1::json) AS x(id uuid, address text)`,
    [json],
  );
  return plans;
}

async function withdraw(pool: pg.Pool, address: string): Promise<void> {
  await pool.query(
    `INSERT INTO consents (id, channel, address, address_key, decision, source, occurred_at)
      VALUES ($1, 'email', $2, '', 'withdrawn', 'phone', now())`,
    [uuidv7(), address],
  );
}

async function expireClaims(pool: pg.Pool): Promise<void> {
  await pool.query(
    `UPDATE deliveries SET claimed_at = claimed_at - interval '${CLAIM_TIME}' WHERE state = 'sending'
      AND claimed_at < now() - interval '1 second'`,
  );
  await pool.query(`SELECT pg_notify('saha_jobs', 'tend-deliveries')`);
}

/** Waits until nothing moves, as long as it becomes less: how fast is the machine's affair. */
async function quiet(pool: pg.Pool, isHeard: () => Promise<boolean>): Promise<void> {
  let [before, endsAtMs] = ['', Date.now() + PATIENCE_MS];
  for (let still = 0; still < 3 && Date.now() < endsAtMs;) {
    const { rows } = await pool.query<{ moving: number; unknown: number }>(
      `SELECT count(*) FILTER (WHERE state IN ('queued', 'sending')) AS moving,
        count(*) FILTER (WHERE state = 'unknown') AS unknown FROM deliveries`,
    );
    const standing = JSON.stringify(rows[0]);
    if (standing !== before) [before, endsAtMs] = [standing, Date.now() + PATIENCE_MS];
    still = rows[0]?.moving === 0 && (await isHeard()) ? still + 1 : 0;
    if (rows[0] !== undefined && rows[0].moving > 0) await expireClaims(pool);
    await sleep(still > 0 ? 1_200 : 500);
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
  const { rows } = await pool.query<{ address: string; state: string; reason: string; claimedAt: string | null }>(
    'SELECT to_address AS address, state, reason, claimed_at AS "claimedAt" FROM deliveries',
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
    if (row === undefined || !FINAL.has(row.state)) problems.push(`${address} ends as ${row?.state} ${row?.reason}`);
    else if (!['delivered', 'complained', 'unsubscribed'].includes(row.state) && row.reason === '')
      problems.push(`${address} is ${row.state} and nobody says why`);
    if (mail !== undefined && !isEligible) problems.push(`${address} had said no and was written to`);
    if (mail !== undefined && said !== undefined && mail.takenAtMs > said + NEVER_LATER_THAN_MS)
      problems.push(`${address} was written to ${mail.takenAtMs - said} ms after their no`);
    // Nothing leaves after a no that was answered but what somebody had in hand already.
    if (mail !== undefined && said !== undefined && mail.takenAtMs > said) {
      const claimedAtMs = Date.parse(row?.claimedAt ?? '');
      if (!(claimedAtMs <= said + CLAIM_TOLERANCE_MS))
        problems.push(`${address} was taken in hand ${claimedAtMs - said} ms after their no, and written to`);
    }
    const byLink = said !== undefined && row?.state === 'unsubscribed';
    if (mail !== undefined && row !== undefined && !byLink && row.state !== STATE_OF[fate])
      problems.push(`${address} is ${row.state}, the provider said ${fate}`);
    if (mail === undefined && isEligible && said === undefined && row?.reason !== 'rejected')
      problems.push(`${address} was lost: ${row?.state} ${row?.reason}`);
  }
  return problems;
}
