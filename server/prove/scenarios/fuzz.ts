/**
 * Every procedure of the running server is sent requests made from a right one with something wrong in it. Each
 * must be refused with a code, nothing may change, nothing of the server's insides may show, and it must go on at once.
 */
import { createHash } from 'node:crypto';
import { noCounts } from '../proving-ground';
import { Random } from '../../../prisma/factories/random';
import type { ScenarioInput } from '../scenario-input';
import { clean, type Verdict } from '../verdict';
import { problemOfRefusal } from '../wire/check-answer';
import { fuzzedRequest, type FuzzedRequest, type Target } from '../wire/fuzzed-request';
import { sendHostilePushes } from '../wire/hostile-pushes';
import { sendNoHttp } from '../wire/no-http';
import { allProcedures, newCallerFor, type Procedure } from '../wire/procedures';
import { changedTables, readStateDigest } from '../wire/state-digest';
import { WireOffice } from '../wire/wire-office';

const LONG_FORM = 5_000;
/** Requests of the whole short form, divided among all procedures: a new one does not make it longer. */
const SHORT_BUDGET = 1_500;
const AT_ONCE = 8;
const WARM_UP = 4;
/** The database is looked at after so many requests: few enough to tell which one did it. */
const PER_LOOK = 250;
/** Fewer than a person may send at once. */
const PER_CALLER = 750;
const MAX_STALL_MS = 200;
const MAX_PROBLEMS = 20;
const SHOWN = 2_000;

export async function fuzz({
  tally,
  seed,
  short,
  wireBreakage: breakage = null,
  databaseUrl,
  amount,
  only,
}: ScenarioInput): Promise<void> {
  const every = allProcedures();
  const perProcedure = amount ?? (short ? shareOf(SHORT_BUDGET, every.length) : LONG_FORM);
  const verdict = clean();
  const counts = { procedures: 0, requests: 0, passedOver: 0, hostile: 0, longestStallMs: 0 };
  await WireOffice.run({ databaseUrl, breakage }, async (office) => {
    await office.addCustomer(await office.newCaller('agent', 'east'));
    // Only the long form measures how long anything stood still.
    if (!short) await warmUp(office);
    const procedures = every.filter(({ path }) => only === undefined || path === only);
    // Where few are sent of each, many are looked at together.
    const together = Math.max(1, Math.floor(PER_LOOK / perProcedure));
    for (let at = 0; at < procedures.length; at += together) {
      if (verdict.errors.length >= MAX_PROBLEMS || !office.isAlive) break;
      const some = procedures.slice(at, at + together);
      await fuzzProcedures(office, some, { seed, perProcedure, verdict, counts });
      counts.procedures += some.length;
      if (!short)
        tally.say(
          `  ${some.map(({ path }) => path).join(', ')}: ${counts.requests} requests so far, longest stall ${Math.round(counts.longestStallMs)} ms`,
        );
    }
    if (office.isAlive && only === undefined) {
      counts.hostile += await sendHostilePushes(office, verdict, short ? 1_000 : 10_000);
      counts.hostile += await sendNoHttp(office, new Random(seed), verdict, short ? 40 : 1_000);
    }
    counts.longestStallMs = Math.max(counts.longestStallMs, await office.longestStallMs());
    if (!office.isAlive) verdict.errors.push('the server is dead');
  });
  // What the long form measures; the short one runs beside other tests.
  if (!short && counts.longestStallMs >= MAX_STALL_MS)
    verdict.errors.push(`the event loop stood still for ${Math.round(counts.longestStallMs)} ms`);
  tally.add(
    verdict,
    noCounts(),
    `fuzz, seed ${seed}; again: npm run prove -- sync --scenario fuzz --seed ${seed} --amount ${perProcedure}`,
  );
  tally.scenario('fuzz', { ...counts, longestStallMs: Math.round(counts.longestStallMs) });
}

/** Requests for each of so many procedures: at least one; in all no more than `budget`, while it reaches that far. */
export function shareOf(budget: number, procedures: number): number {
  return Math.max(1, Math.floor(budget / procedures));
}

/** The first requests of a process are spent compiling it. */
async function warmUp(office: WireOffice): Promise<void> {
  const caller = await office.newCaller('admin', 'west');
  for (const { path, kind, rule } of allProcedures()) {
    const random = new Random(0),
      target: Target = {
        path,
        kind,
        form: rule.form,
        example: await rule.example(office, caller),
        cookie: caller.cookie,
      };
    await sendAll(
      office,
      Array.from({ length: WARM_UP }, () => fuzzedRequest(random, target)).filter((fuzzed) => fuzzed !== null),
      () => undefined,
    );
  }
  await office.longestStallMs();
}

type Fuzzing = {
  seed: number;
  perProcedure: number;
  verdict: Verdict;
  counts: { requests: number; passedOver: number; longestStallMs: number };
};

async function fuzzProcedures(office: WireOffice, procedures: readonly Procedure[], fuzzing: Fuzzing): Promise<void> {
  const { perProcedure, verdict, counts } = fuzzing;
  const sources = [];
  for (const procedure of procedures) sources.push(await sourceOf(office, procedure, fuzzing));
  const before = await readStateDigest(office.pool);
  for (let sent = 0; sent < perProcedure && office.isAlive && verdict.errors.length < MAX_PROBLEMS;) {
    const each = Math.min(Math.floor(PER_LOOK / procedures.length), perProcedure - sent);
    for (const { path, next } of sources) {
      const round = Array.from({ length: each }, (_, at) => next(sent + at));
      await sendAll(office, round, (fuzzed, problem) =>
        verdict.errors.push(`${path}, ${fuzzed.what}: ${problem}; sent ${shown(fuzzed)} (again with --only ${path})`),
      );
    }
    sent += each;
    counts.requests += each * procedures.length;
    counts.longestStallMs = Math.max(counts.longestStallMs, await office.longestStallMs());
    const changed = changedTables(before, await readStateDigest(office.pool));
    if (changed.length > 0) {
      const paths = procedures.map(({ path }) => path).join(', ');
      verdict.errors.push(
        `${changed.join(', ')} changed through one of the requests ${sent - each + 1}–${sent} to ${paths} (again with --only PATH)`,
      );
      return;
    }
  }
}

/** What one procedure is sent, number by number. */
async function sourceOf(
  office: WireOffice,
  { path, kind, rule }: Procedure,
  { seed, perProcedure, counts }: Fuzzing,
): Promise<{ path: string; next: (number: number) => FuzzedRequest }> {
  const random = new Random(seedOf(seed, path));
  // Nobody may ask for so much: what is to be refused for its form must not be refused for its number.
  const targets: Target[] = [];
  while (targets.length * PER_CALLER < perProcedure) {
    const caller = await newCallerFor(office, rule);
    const example: unknown = await rule.example(office, caller);
    targets.push({ path, kind, form: rule.form, example, cookie: caller.cookie });
    if (!rule.form(example)) throw new Error(`the example of ${path} is not what its own form asks for`);
  }
  return {
    path,
    next: (number) => {
      for (;;) {
        const fuzzed = fuzzedRequest(random, targets[Math.floor(number / PER_CALLER)]!);
        if (fuzzed !== null) return fuzzed;
        counts.passedOver += 1;
      }
    },
  };
}

async function sendAll(
  office: WireOffice,
  round: readonly FuzzedRequest[],
  report: (fuzzed: FuzzedRequest, problem: string) => void,
): Promise<void> {
  let next = 0;
  const work = async () => {
    for (let fuzzed = round[next++]; fuzzed !== undefined; fuzzed = round[next++]) {
      const problem = problemOfRefusal(await office.client.send(fuzzed.request), fuzzed.request.method);
      if (problem !== null) report(fuzzed, problem);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Each procedure has its own row of random numbers: a new one does not change what the others are sent. */
const seedOf = (seed: number, path: string) => createHash('sha256').update(`${seed} ${path}`).digest().readInt32BE();

const shown = ({ request: { method, path, body = '' } }: FuzzedRequest) =>
  `${method} ${path.slice(0, SHOWN)} ${body.toString('utf8').slice(0, SHOWN)}`;
