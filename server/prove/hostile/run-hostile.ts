/**
 * Thousands of hostile requests against the server's own process, nobody's and people's. It must go on answering at
 * once, end with the memory it began with, never fail (503 is an answer), and nothing may change.
 */
import { Random } from '../../../prisma/factories/random';
import { insideOf } from '../wire/check-answer';
import { fuzzedRequest, type Target } from '../wire/fuzzed-request';
import { allProcedures, newCallerFor } from '../wire/procedures';
import { changedTables, readStateDigest } from '../wire/state-digest';
import { WireOffice } from '../wire/wire-office';
import { MAX_NEW_DEVICES_PER_DAY } from '../../../sync/protocol/messages';
import type { HostileBreakage } from './hostile-breakage';
import type { Cast, Hostile } from './cast';
import { hostileRequest } from './hostile-requests';

export type HostileInput = {
  readonly databaseUrl: string;
  readonly seed: number;
  readonly requests: number;
  /** Bodies over a megabyte among them. */
  readonly large: number;
  readonly breakage: HostileBreakage | null;
  readonly say: (line: string) => void;
};
export type HostileOutcome = {
  readonly problems: readonly string[];
  readonly requests: number;
  readonly large: number;
  readonly unavailable: number;
  readonly longestStallMs: number;
  readonly memoryBeforeMb: number;
  readonly memoryAfterMb: number;
};

const AT_ONCE = 8;
const PER_LOOK = 250;
const MAX_PROBLEMS = 10;
/** How much of them is made by the fuzzing of right requests. */
const FUZZED = 0.35;
/** Before memory is looked at first: what a process needs to have done everything once. */
const WARM_UP = 400;

export function runHostile({
  databaseUrl,
  seed,
  requests,
  large,
  breakage,
  say,
}: HostileInput): Promise<HostileOutcome> {
  return WireOffice.run({ databaseUrl, breakage }, async (office) => {
    const random = new Random(seed);
    const cast = await castOf(office);
    const targets = await targetsOf(office);
    const problems: string[] = [];
    const counts = { requests: 0, large: 0, unavailable: 0, longestStallMs: 0 };
    const before = await readStateDigest(office.pool);

    const next = (isLarge: boolean): Hostile => {
      for (;;) {
        if (isLarge || !random.chance(FUZZED)) return hostileRequest(random, cast, isLarge);
        const fuzzed = fuzzedRequest(random, random.pick(targets));
        if (fuzzed !== null && sizeOf(fuzzed) <= LARGE_BYTES) return fuzzed;
      }
    };
    const round = async (count: number, largeOnes: number) => {
      const sent = random.shuffled(Array.from({ length: count }, (_, at) => next(at < largeOnes)));
      await sendAll(office, sent, (hostile, problem) => problems.push(`${hostile.what}: ${problem}`), counts);
      counts.requests += count;
      counts.large += largeOnes;
    };

    await round(Math.min(WARM_UP, Math.ceil(requests / 4)), Math.ceil(large / 10));
    await office.longestStallMs();
    const memoryBeforeMb = await office.memoryMb();
    while (counts.requests < requests && problems.length < MAX_PROBLEMS && office.isAlive) {
      const count = Math.min(PER_LOOK, requests - counts.requests);
      const share = Math.round(((large - counts.large) * count) / (requests - counts.requests));
      await round(count, share);
      counts.longestStallMs = Math.max(counts.longestStallMs, await office.longestStallMs());
      const changed = changedTables(before, await readStateDigest(office.pool));
      if (changed.length > 0) {
        problems.push(`${changed.join(', ')} changed through one of the requests up to ${counts.requests}`);
        break;
      }
      if (counts.requests % 1_000 < count)
        say(`${counts.requests} requests, longest stall ${Math.round(counts.longestStallMs)} ms`);
    }
    if (!office.isAlive) problems.push('the server is dead');
    const memoryAfterMb = office.isAlive ? await office.memoryMb() : 0;
    return { problems, ...counts, longestStallMs: Math.round(counts.longestStallMs), memoryBeforeMb, memoryAfterMb };
  });
}

export const LARGE_BYTES = 1024 * 1024;
const sizeOf = ({ request: { body = '' } }: Hostile) => Buffer.byteLength(body);

async function castOf(office: WireOffice): Promise<Cast> {
  const agents = [];
  for (let at = 0; at < 12; at += 1) {
    const caller = await office.newCaller('agent', at % 2 === 0 ? 'west' : 'east');
    const { customerId } = await office.addCustomer(caller);
    await office.pool.query(
      `INSERT INTO devices (id, member_id) SELECT lpad(to_hex($2::int * 1000 + n), 8, 'e'), $1
        FROM generate_series(1, $3::int) AS n`,
      [caller.memberId, at, MAX_NEW_DEVICES_PER_DAY],
    );
    agents.push({ ...caller, customerId });
  }
  const guest = await office.newCaller('agent', 'west');
  const shared = await office.addCustomer(await office.newCaller('agent', 'west'));
  await office.pool.query('UPDATE customers SET shared_with = ARRAY[$2::uuid] WHERE id = $1', [
    shared.customerId,
    guest.memberId,
  ]);
  const lost = await office.newCaller('agent', 'west', 'lost');
  const { deviceId: otherDeviceId } = await office.signIn(lost, 'agent', 'west');
  const unconfirmed = await office.newCaller('admin', null);
  // Signed in elsewhere as well.
  await office.signIn(unconfirmed, 'admin', null);
  await office.pool.query(`UPDATE sessions SET confirmed_at = now() - interval '1 hour' WHERE id = $1`, [
    unconfirmed.sessionId,
  ]);
  return {
    office,
    agents,
    managers: [await office.newCaller('manager', 'west'), await office.newCaller('manager', 'east')],
    admin: await office.newCaller('admin', null),
    unconfirmed,
    guest: { ...guest, customerId: shared.customerId },
    lost: { ...lost, otherDeviceId },
  };
}

/** Everything they need is made before anything is compared. */
async function targetsOf(office: WireOffice): Promise<Target[]> {
  const targets: Target[] = [];
  for (const { path, kind, rule } of allProcedures()) {
    const caller = await newCallerFor(office, rule);
    targets.push({ path, kind, form: rule.form, example: await rule.example(office, caller), cookie: caller.cookie });
  }
  return targets;
}

async function sendAll(
  office: WireOffice,
  sent: readonly Hostile[],
  report: (hostile: Hostile, problem: string) => void,
  counts: { unavailable: number },
): Promise<void> {
  let at = 0;
  const work = async () => {
    for (let hostile = sent[at++]; hostile !== undefined; hostile = sent[at++]) {
      const { status, text } = await office.client.send(hostile.request);
      const inside = insideOf(text);
      if (status === 503) counts.unavailable += 1;
      if (status === 0) report(hostile, `no answer (${text})`);
      else if (status >= 500 && status !== 503) report(hostile, `status ${status}: ${text.slice(0, 200)}`);
      else if (status >= 400 && inside !== null) report(hostile, `tells of its insides: ${inside}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
