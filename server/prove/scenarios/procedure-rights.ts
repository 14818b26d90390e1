/**
 * Every procedure, called by everybody. Whoever may call it is served; everybody else is refused and nothing
 * changes; and somebody else's ids give nothing away and change nothing. The same for every other route of the server.
 */
import { createHttpApp } from '../../http/app';
import type { Deps } from '../../deps';
import { parseConfig } from '../../config';
import { createLogger } from '../../lib/logger';
import { noCounts } from '../proving-ground';
import type { ScenarioInput } from '../scenario-input';
import { clean, isClean, type Verdict } from '../verdict';
import { insideOf } from '../wire/check-answer';
import { allProcedures, type Procedure } from '../wire/procedures';
import { ROUTE_RULES } from '../wire/route-rules';
import { changedTables, readStateDigest } from '../wire/state-digest';
import { codeOf, isDone, type WireAnswer } from '../wire/wire-client';
import { FOREIGN, SECRET, WireOffice, type Caller } from '../wire/wire-office';

/** Whom a session opens to be something, and who is nobody any more, whatever they may once have been. */
const KNOWN = ['agent', 'manager', 'admin', 'lost', 'provisional'] as const;
const UNKNOWN = ['nobody', 'ended', 'deactivated', 'garbled'] as const;
const CALLERS = [...KNOWN, ...UNKNOWN];
type CallerName = (typeof CALLERS)[number];
/** The whole database is looked at once for so many procedures. */
const PER_LOOK = 48;
type Counts = { procedures: number; routes: number; calls: number; foreign: number };

export async function procedureRights({
  tally,
  seed,
  short,
  wireBreakage: breakage = null,
  databaseUrl,
  only,
}: ScenarioInput): Promise<void> {
  const verdict = clean();
  const counts: Counts = { procedures: 0, routes: 0, calls: 0, foreign: 0 };
  await WireOffice.run({ databaseUrl, breakage }, async (office) => {
    const other = await office.newCaller('agent', 'east');
    await office.addCustomer(other);
    const procedures = allProcedures().filter(({ path }) => only === undefined || path === only);
    for (let at = 0; at < procedures.length; at += PER_LOOK) {
      if (breakage !== null && !isClean(verdict)) break;
      const some = procedures.slice(at, at + PER_LOOK);
      await mustChangeNothing(office, await refusable(office, some, counts, short), verdict);
      for (const procedure of some) await callAsAllowed(office, procedure, verdict, counts);
      counts.procedures += some.length;
    }
    if (only === undefined) await callRoutes(office, verdict, counts);
    if (!office.isAlive) verdict.errors.push('the server is dead');
  });
  tally.add(verdict, noCounts(), `procedure-rights, seed ${seed}`);
  tally.scenario('procedure-rights', { ...counts, foreignRows: verdict.leaks.length });
}

async function newCaller(office: WireOffice, name: CallerName): Promise<Caller> {
  switch (name) {
    case 'agent':
    case 'manager':
      return office.newCaller(name, 'west');
    case 'admin':
      return office.newCaller('admin', null);
    case 'lost':
    case 'ended':
    case 'provisional':
      return office.newCaller('admin', null, name);
    case 'nobody':
      return { ...(await office.newCaller('admin', null)), cookie: '' };
    case 'garbled':
      return { ...(await office.newCaller('admin', null)), cookie: `saha_session=${'A'.repeat(43)}` };
    case 'deactivated': {
      const caller = await office.newCaller('admin', null);
      await office.pool.query('UPDATE members SET is_active = false WHERE id = $1', [caller.memberId]);
      return caller;
    }
  }
}

type Call = {
  readonly where: string;
  readonly procedure: Procedure;
  readonly caller: Caller;
  readonly input: unknown;
};
/** One that may change nothing. `isForeign`: by somebody who may call it, with ids of others. */
type Refusable = Call & { readonly isForeign: boolean };

function mayCall({ rule: { who } }: Procedure, name: CallerName): boolean {
  return who === 'anybody' || who === name || (Array.isArray(who) && (who as readonly string[]).includes(name));
}

async function callOf(
  office: WireOffice,
  procedure: Procedure,
  name: CallerName,
  known?: Map<CallerName, Caller>,
): Promise<Call> {
  const caller = known?.get(name) ?? (await newCaller(office, name));
  known?.set(name, caller);
  const input = await procedure.rule.example(office, caller);
  return { where: `${procedure.path} as ${name}`, procedure, caller, input };
}

async function refusable(
  office: WireOffice,
  procedures: readonly Procedure[],
  counts: Counts,
  isShort: boolean,
): Promise<Refusable[]> {
  const calls: Refusable[] = [];
  // Whose calls change nothing may call more than once.
  const known = new Map<CallerName, Caller>();
  for (const [at, procedure] of procedures.entries()) {
    // What a session is worth is asked in one place for all procedures: the short form tries one way after the other.
    const knocking = isShort ? [...KNOWN, UNKNOWN[at % UNKNOWN.length]!] : CALLERS;
    const forbidden = knocking.filter((name) => !mayCall(procedure, name));
    calls.push(...(await forbiddenCalls(office, procedure, forbidden, known)));
    const foreign = await callsForOthers(office, procedure);
    calls.push(...foreign.map((call) => ({ ...call, isForeign: true })));
    counts.calls += forbidden.length;
    counts.foreign += foreign.length;
  }
  return calls;
}

/** One example does for all of them: whoever may not ask is told so, whatever it is about. */
async function forbiddenCalls(
  office: WireOffice,
  procedure: Procedure,
  [first, ...others]: readonly CallerName[],
  known: Map<CallerName, Caller>,
): Promise<Refusable[]> {
  if (first === undefined) return [];
  const example = await callOf(office, procedure, first, known);
  const calls: Refusable[] = [{ ...example, isForeign: false }];
  for (const name of others) {
    const caller = known.get(name) ?? (await newCaller(office, name));
    known.set(name, caller);
    calls.push({ ...example, where: `${procedure.path} as ${name}`, caller, isForeign: false });
  }
  return calls;
}

async function callsForOthers(office: WireOffice, procedure: Procedure): Promise<Call[]> {
  const { path, rule } = procedure;
  if (rule.foreign === undefined) return [];
  const calls: Call[] = [];
  for (const role of ['agent', 'manager', 'admin'] as const) {
    const isLost = rule.who === 'lost';
    if (!isLost && rule.who !== 'anybody' && !rule.who.includes(role)) continue;
    const caller = await office.newCaller(role, role === 'admin' ? null : 'west', isLost ? 'lost' : 'open');
    // A manager leads the whole team.
    for (const theirs of role === 'agent' ? (['east', 'west'] as const) : (['east'] as const)) {
      const foreign = await rule.foreign(office, caller, await office.newCaller('agent', theirs));
      for (const { what, input, adminMay } of foreign) {
        if (role === 'admin' && adminMay === true && !isLost) continue;
        const whose = theirs === 'west' ? 'a colleague' : 'another team';
        calls.push({ where: `${path} as ${role}, ${what} of ${whose}`, procedure, caller, input });
      }
    }
  }
  return calls;
}

async function callAsAllowed(office: WireOffice, procedure: Procedure, verdict: Verdict, counts: Counts) {
  for (const name of CALLERS.filter((one) => mayCall(procedure, one))) {
    const { where, caller, input } = await callOf(office, procedure, name);
    const answer = await office.client.call(procedure.kind, procedure.path, input, caller.cookie);
    if (!isTaken(answer))
      verdict.errors.push(`${where}: refused with ${answer.status} ${codeOf(answer) ?? answer.text.slice(0, 200)}`);
    const told = whatMayNotBeTold(answer, caller, true);
    if (told !== null) verdict.leaks.push(`${where}: ${told}`);
    counts.calls += 1;
  }
}

async function mustChangeNothing(office: WireOffice, calls: readonly Refusable[], verdict: Verdict): Promise<void> {
  const before = await readStateDigest(office.pool);
  const answers: string[] = [];
  for (const { where, procedure, caller, input, isForeign } of calls) {
    const answer = await office.client.call(procedure.kind, procedure.path, input, caller.cookie);
    answers.push(`${where}: ${answer.status}`);
    if (isForeign ? answer.status === 0 || answer.status >= 500 : !isRefusedForWho(answer))
      verdict.errors.push(
        `${where}: ${isTaken(answer) ? 'taken' : 'refused'} with ${answer.status} ${answer.text.slice(0, 200)}`,
      );
    const told = whatMayNotBeTold(answer, caller, isForeign);
    if (told !== null) verdict.leaks.push(`${where}: ${told}`);
  }
  const changed = changedTables(before, await readStateDigest(office.pool));
  if (changed.length > 0) verdict.repeated.push(`${changed.join(', ')} changed through one of: ${answers.join('; ')}`);
}

async function callRoutes(office: WireOffice, verdict: Verdict, counts: Counts): Promise<void> {
  // Never called: only its list of routes is looked at.
  const deps = { config: parseConfig({}, '/nowhere'), log: createLogger('silent') } as Deps;
  const routes = new Set(createHttpApp(deps, { clientDir: '/nowhere' }).routes.map((route) => route.path));
  for (const path of routes)
    if (!Object.hasOwn(ROUTE_RULES, path)) verdict.errors.push(`the route ${path} has no rule in route-rules.ts`);
  for (const [path, { who, example }] of Object.entries(ROUTE_RULES)) {
    if (!routes.has(path)) verdict.errors.push(`the rule for ${path} is for no route`);
    if (who === 'looked at elsewhere') continue;
    counts.routes += 1;
    for (const name of CALLERS) {
      const caller = await newCaller(office, name);
      const may = who === 'anybody' || (who as readonly string[]).includes(name);
      const answer = await office.client.send({ method: 'GET', path: example, headers: { cookie: caller.cookie } });
      counts.calls += 1;
      if (may !== isDone(answer) || (!may && !isRefusedForWho(answer)))
        verdict.errors.push(`${example} as ${name}: ${answer.status} ${answer.text.slice(0, 120)}`);
      const told = whatMayNotBeTold(answer, caller, may);
      if (told !== null) verdict.leaks.push(`${example} as ${name}: ${told}`);
    }
  }
}

/** A push is answered row by row: what was refused was not taken. */
const isTaken = (answer: WireAnswer) =>
  isDone(answer) && !answer.text.includes('"outcome":"refused"') && !answer.text.includes('event: serialized-error');
const isRefusedForWho = (answer: WireAnswer) =>
  answer.status === 401 ||
  answer.status === 403 ||
  /^event: serialized-error\n.*"httpStatus":40[13]/m.test(answer.text);

function whatMayNotBeTold({ text }: WireAnswer, caller: Caller, may: boolean): string | null {
  const inside = insideOf(text);
  if (inside !== null) return `tells of its insides: ${inside}`;
  if (!may)
    return text.includes(FOREIGN) || text.includes(SECRET) || text.includes(caller.email)
      ? 'tells something to somebody who may not ask'
      : null;
  if (caller.role !== 'admin' && text.includes(FOREIGN)) return `shows another team's: ${around(text, FOREIGN)}`;
  return caller.role === 'agent' && text.includes(SECRET)
    ? `shows an agent what only managers see: ${around(text, SECRET)}`
    : null;
}

const around = (text: string, mark: string) =>
  text.slice(Math.max(0, text.indexOf(mark) - 60), text.indexOf(mark) + 60);
