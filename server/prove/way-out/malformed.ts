/**
 * Everything a stranger may post where a provider is expected: refused, never an error of ours, and nothing is kept.
 */
import { signedSns } from '../../test/sns-signer';
import type { World } from './world';

const TYPES = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  '',
];
const FEWER_THAN_TOO_MANY = 25;
const KEPT = ['deliveries', 'suppressions', 'consents', 'incoming_sms', 'webhook_inbox', 'customers', 'messages'];

export async function sendMalformed(world: World, count: number): Promise<void> {
  const { random, request, fetched, problems, out } = world;
  const before = await whatIsKept(world);
  fetched.length = 0;
  const statuses: Record<string, number> = {};
  for (let at = 0; at < count; at += 1) {
    // Refused before it is read it would show nothing.
    if (at % FEWER_THAN_TOO_MANY === 0) world.forgetCalls();
    const path = random.pick([
      '/webhooks/email',
      '/webhooks/email',
      `/webhooks/evolution/${out.deps.newId()}/gizli`,
      '/webhooks/evolution/x/y',
      '/u/AAAA',
      '/c/AAAA',
    ]);
    const type = random.pick(TYPES);
    const answer = await request(path, {
      method: 'POST',
      body: bodyOf(world),
      ...(type === '' ? {} : { headers: { 'content-type': type } }),
    });
    const text = await answer.text();
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    if (answer.status >= 500) problems.push(`${path} answers ${answer.status}`);
    if (/\bat .*\.ts:|SELECT |INSERT |node_modules/.test(text)) problems.push(`${path} tells what is inside`);
  }
  const after = await whatIsKept(world);
  world.counts['malformed'] = count;
  for (const [status, number] of Object.entries(statuses)) world.counts[`answers${status}`] = number;
  if (after !== before) problems.push(`something was kept: ${before} before, ${after} after`);
  const foreign = fetched.filter((url) => !url.startsWith('https://sns.eu-central-1.amazonaws.com/Simple'));
  if (foreign.length > 0) problems.push(`the office fetched ${foreign[0]}`);
}

function bodyOf({ random, out }: World): BodyInit {
  const id = out.deps.newId();
  const inside = random.pick([
    '{"eventType":"Bounce","mail":7}',
    `{"eventType":"Bounce","mail":{"messageId":{},"timestamp":[]},"bounce":null}`,
    `{"eventType":"Delivery","mail":{"messageId":"${id}","timestamp":"dün","tags":{"delivery":["' OR 1=1"]}}}`,
    `{"eventType":"Complaint","mail":{"messageId":"${id}","timestamp":"2026-11-26T10:00:00Z","tags":{"delivery":["${id}"]}}}`,
    '{"eventType":"\\u0000","mail":{"messageId":"\\u0000"}}',
    'ş'.repeat(random.between(1, 50_000)),
  ]);
  const sns = signedSns({ Message: inside });
  return random.pick<() => BodyInit>([
    () => JSON.stringify(sns),
    () => JSON.stringify({ ...sns, Message: 7 }),
    () => JSON.stringify({ ...sns, Signature: random.next().toString(36) }),
    () => JSON.stringify({ ...sns, SigningCertURL: 'https://evil.example/x.pem' }),
    () => '['.repeat(random.between(1, 100_000)),
    () => `${'{"a":'.repeat(random.between(1, 20_000))}1`,
    () => '{"Type":"Notification","Type":7,"Type":{}}',
    () => '{"__proto__":{"Type":"Notification"},"constructor":{"prototype":{}}}',
    () => new Uint8Array(Array.from({ length: random.between(1, 2_000) }, () => random.below(256))),
    () => 'x'.repeat(random.between(1, 400_000)),
    () => '',
    () => JSON.stringify([null, 7, 'x', {}]),
  ])();
}

/** How many rows there are, and what they hold. */
async function whatIsKept({ out }: World): Promise<string> {
  const { rows } = await out.deps.pool.query<{ kept: string }>(
    KEPT.map(
      (table) =>
        `SELECT '${table} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') AS kept
          FROM ${table} t`,
    ).join(' UNION ALL '),
  );
  // The database answers its tables in whatever order it was done with them.
  return rows
    .map(({ kept }) => kept)
    .sort()
    .join(', ');
}
