/** Machines that open every link there is, and people who want to be out. */
import { rotateMacKey } from '../../features/consent/rotate-mac-key';
import { eraseCustomer } from '../../features/journey/erase-customer';
import { openWithScript } from './browser';
import { pathOf, recipients, thoseOut, type Recipient, type World } from './world';

const SECOND_MS = 1_000;
/** Within these scanners come. */
const FRESH_MS = 120 * SECOND_MS;
const YEAR_MS = 365 * 86_400_000;
/** One would take up all that may be wrong. */
const LATER_MS = 10 * 60_000;

/** Seven kinds of scanner at each of `count` links, at any moment of the two minutes after its mail was made. */
export async function openAsScanners(world: World, count: number): Promise<void> {
  const { clock, random, request } = world;
  const all = await recipients(world, 'taranan', count);
  let fetches = 0;
  for (const one of all) {
    clock.nowMs += random.between(1, 90) * SECOND_MS;
    const madeMs = clock.nowMs;
    const path = await pathOf(world, one, random.pick(['tr', 'en']));
    const address = () => `203.0.113.${random.between(1, 20)}`;
    const kinds: (() => Promise<unknown>)[] = [
      () => request(path),
      () => request(path, { method: 'HEAD' }),
      () => request(path, { headers: { purpose: 'prefetch', 'sec-purpose': 'prefetch;prerender' } }),
      () => openWithScript(world, path, { sees: 'somebody', does: 'scripted events' }),
      () => openWithScript(world, path, { sees: random.pick(['ahead', 'nobody']), does: 'moves the pointer' }),
      () => request(path, { method: 'OPTIONS' }),
      () => request(path, { headers: { 'x-forwarded-for': address(), 'user-agent': 'Mozilla/5.0 scanner' } }),
    ];
    for (const kind of random.shuffled(kinds)) {
      clock.nowMs = madeMs + random.below(FRESH_MS);
      await kind();
      fetches += 1;
    }
  }
  const out = await thoseOut(world, all);
  world.counts['scannerFetches'] = fetches;
  world.counts['scannedOut'] = out.size;
  if (out.size > 0) world.problems.push(`${out.size} of ${count} are out because a scanner looked`);
}

/** In every way a person or their mail program may take, years later too: all of them are out, at once. */
export async function leaveAsPeople(world: World, count: number): Promise<void> {
  const { clock, random, request, out: office, problems } = world;
  const all = await recipients(world, 'kisi', count);
  const post = (path: string, body?: BodyInit) => request(path, { method: 'POST', ...(body && { body }) });
  const oneClick = () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  const multipart = () => {
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    return form;
  };
  const sees = 'somebody' as const;
  const ways: ((path: string, address: string) => Promise<Response | null>)[] = [
    (path) => post(path, multipart()),
    (path) => post(path, oneClick()),
    (path) => post(path, new URLSearchParams()),
    (path) => {
      clock.nowMs += LATER_MS;
      return openWithScript(world, path, { sees, does: 'nothing' });
    },
    (path) => openWithScript(world, path, { sees, does: 'moves the pointer' }),
    async (path) => {
      await post(path);
      return post(path, oneClick());
    },
    (path) => {
      clock.nowMs += 3 * YEAR_MS;
      return post(path, oneClick());
    },
    async (path, address) => {
      await office.deps.pool.query('DELETE FROM deliveries WHERE to_address = $1', [address]);
      return post(path, oneClick());
    },
    // Whose card was erased before.
    (path) => post(path, oneClick()),
  ];
  const tookMs: number[] = [];
  for (const [at, one] of all.entries()) {
    if (at % 200 === 100) await rotateMacKey(office.deps);
    const startMs = (clock.nowMs += random.between(1, 90) * SECOND_MS);
    const path = await pathOf(world, one);
    if (at % ways.length === ways.length - 1) await eraseCardOf(world, one.address);
    const beganMs = performance.now();
    const answer = await ways[at % ways.length]!(path, one.address);
    tookMs.push(performance.now() - beganMs);
    clock.nowMs = startMs;
    if (answer?.status !== 200) problems.push(`way ${at % ways.length} of ${one.address}: ${answer?.status}`);
    if (answer?.headers.has('location') === true || answer?.headers.has('set-cookie') === true)
      problems.push(`way ${at % ways.length} answers with a redirect or a cookie`);
  }
  const out = await thoseOut(world, all);
  const slow = tookMs.sort((a, b) => a - b)[Math.floor(0.95 * tookMs.length)] ?? 0;
  world.counts['people'] = count;
  world.counts['peopleOut'] = out.size;
  world.counts['leavingP95Ms'] = Math.round(slow);
  // Whoever was erased is blocked by that as well: their own no stands beside it.
  const said = await unsubscribed(world, all);
  if (said < count) problems.push(`of ${count} noes ${said} stand`);
  if (out.size < count) problems.push(`${count - out.size} of ${count} wanted to be out and are not`);
}

/** A customer of the address, who is taken out of the office for good. */
async function eraseCardOf({ out: { deps }, clock }: World, address: string): Promise<void> {
  const [id, memberId] = [deps.newId(), deps.newId()];
  await deps.pool.query(
    `INSERT INTO members (id, full_name, email, role) VALUES ($1::uuid, 'Danışman', $1::text || '@x.example', 'agent')`,
    [memberId],
  );
  await deps.pool.query(
    `INSERT INTO customers (id, email, source, stage, owner_id, created_by, created_at)
      VALUES ($1, $2, 'fair', 'new', $3, $3, $4)`,
    [id, address, memberId, new Date(clock.nowMs)],
  );
  await eraseCustomer(deps, { memberId: null, ip: '' }, id);
}

/** Of these, those whose own no stands, whatever else blocks them. */
async function unsubscribed({ out }: World, all: readonly Recipient[]): Promise<number> {
  const { rows } = await out.deps.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM suppressions
     WHERE encode(address_key, 'hex') = ANY($1::text[]) AND reason = 'unsubscribed' AND lifted_by IS NULL`,
    [all.map(({ key }) => key)],
  );
  return rows[0]?.count ?? 0;
}
