/**
 * Every mutation as a page of somebody else's would have a browser send it, with the person's cookie: six content
 * types from four origins. None may be executed; the same request from our own page must be, or nothing was proved.
 */
import { noCounts } from '../proving-ground';
import type { ScenarioInput } from '../scenario-input';
import { clean, isClean, type Verdict } from '../verdict';
import { insideOf } from '../wire/check-answer';
import { allProcedures, newCallerFor, type Procedure } from '../wire/procedures';
import { changedTables, readStateDigest } from '../wire/state-digest';
import { callOf, isDone, withoutType, type WireRequest } from '../wire/wire-client';
import { WireOffice } from '../wire/wire-office';

const TYPES = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  '',
] as const;
/**
 * What browsers say of a page on another site, a neighbouring one, another port of this machine, and a sandboxed frame.
 */
const ORIGINS: readonly Readonly<Record<string, string>>[] = [
  { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  { origin: 'http://evil.localhost', 'sec-fetch-site': 'same-site' },
  { origin: 'http://127.0.0.1:1' },
  { origin: 'null' },
];

/** The whole database is looked at once for so many mutations. */
const PER_LOOK = 48;

export async function crossSite({
  tally,
  seed,
  wireBreakage: breakage = null,
  databaseUrl,
}: ScenarioInput): Promise<void> {
  const verdict = clean();
  const counts = { mutations: 0, requests: 0, executed: 0 };
  await WireOffice.run({ databaseUrl, breakage }, async (office) => {
    const mutations = allProcedures().filter(({ kind }) => kind === 'mutation');
    // A breakage shows at the first.
    const together = breakage === null ? PER_LOOK : 1;
    for (let at = 0; at < mutations.length; at += together) {
      if (breakage !== null && !isClean(verdict)) break;
      const some = mutations.slice(at, at + together);
      await tryAll(office, some, verdict, counts);
      counts.mutations += some.length;
    }
  });
  tally.add(verdict, noCounts(), `cross-site, seed ${seed}`);
  tally.scenario('cross-site', counts);
}

async function tryAll(
  office: WireOffice,
  mutations: readonly Procedure[],
  verdict: Verdict,
  counts: { requests: number; executed: number },
): Promise<void> {
  const rights: { path: string; right: WireRequest }[] = [];
  for (const { path, rule } of mutations) {
    const caller = await newCallerFor(office, rule);
    rights.push({ path, right: callOf('mutation', path, await rule.example(office, caller), caller.cookie) });
  }
  const before = await readStateDigest(office.pool);
  for (const { path, right } of rights) await tryOne(office, path, right, verdict, counts);
  const changed = changedTables(before, await readStateDigest(office.pool));
  if (changed.length > 0)
    verdict.repeated.push(`${changed.join(', ')} changed through one of ${rights.map(({ path }) => path).join(', ')}`);
  for (const { path, right } of rights) {
    const own = await office.client.send({
      ...right,
      headers: { ...right.headers, origin: office.client.origin, 'sec-fetch-site': 'same-origin' },
    });
    if (!isDone(own))
      verdict.errors.push(`${path} from our own page: refused (${own.status} ${own.text.slice(0, 120)})`);
  }
}

async function tryOne(
  office: WireOffice,
  path: string,
  right: WireRequest,
  verdict: Verdict,
  counts: { requests: number; executed: number },
): Promise<void> {
  for (const origin of ORIGINS) {
    for (const type of TYPES) {
      for (const request of [
        bodyAs(type, { ...right, headers: { ...right.headers, ...origin } }),
        asBatch(type, path, { ...right, headers: { ...right.headers, ...origin } }),
      ]) {
        const answer = await office.client.send(request);
        counts.requests += 1;
        const where = `${path} from ${origin['origin']} as ${type === '' ? 'no type' : type}`;
        if (isDone(answer)) {
          counts.executed += 1;
          verdict.errors.push(`${where}: executed (${answer.status})`);
        } else if (answer.status === 0 || answer.status >= 500)
          verdict.errors.push(`${where}: ${answer.status} ${answer.text.slice(0, 120)}`);
        const inside = insideOf(answer.text);
        if (inside !== null) verdict.errors.push(`${where}: tells of its insides: ${inside}`);
      }
    }
  }
}

function bodyAs(type: string, request: WireRequest): WireRequest {
  const headers = withoutType(request.headers);
  const body = request.body?.toString() ?? '{}';
  const written = type.startsWith('multipart')
    ? `--x\r\ncontent-disposition: form-data; name="0"\r\n\r\n${body}\r\n--x--\r\n`
    : type.endsWith('urlencoded')
      ? `0=${encodeURIComponent(body)}`
      : body;
  return { ...request, headers: type === '' ? headers : { ...headers, 'content-type': type }, body: written };
}

function asBatch(type: string, path: string, request: WireRequest): WireRequest {
  return bodyAs(type, { ...request, path: `/trpc/${path}?batch=1`, body: `{"0":${request.body?.toString() ?? '{}'}}` });
}
