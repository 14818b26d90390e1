/** A provider's word in order, and the same shuffled, twice, late and among nonsense: both come to the same. */
import { hearEmailEvent } from '../../features/deliveries/hear-email-event';
import type { Fate } from '../../gateways/email/stand-in/provider';
import { recipients, type Recipient, type World } from './world';

const FATES: readonly Fate[] = [
  'delivery',
  'delivery',
  'hardBounce',
  'softBounce',
  'complaint',
  'reject',
  'renderingFailure',
  'delay',
];
const PATIENCE_MS = 60_000;
const AT_ONCE = 8;
const NONSENSE = ['', '{', 'null', '[]', '{"eventType":"Bounce"}', '{"eventType":7,"mail":{}}', '{"__proto__":{}}'];

export async function hearShuffled(world: World, count: number): Promise<void> {
  const { out, random, problems } = world;
  // Each mail is told of about twice; a fifth of what is shuffled comes once more.
  const mails = Math.max(FATES.length, Math.ceil(count / 2.6));
  const ordered = await sendWithFates(world, 'sirali', mails);
  const shuffled = await sendWithFates(world, 'karisik', mails);
  for (const event of ordered.events) await hearEmailEvent(out.deps, event);
  const stranger = JSON.stringify({
    eventType: 'Bounce',
    mail: { messageId: 'baska', timestamp: '2026-11-26T10:00:00.000Z', tags: { delivery: [out.deps.newId()] } },
    bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: shuffled.all[0]?.address }] },
  });
  const told = random.shuffled([
    ...shuffled.events,
    ...shuffled.events.filter(() => random.chance(0.2)),
    ...NONSENSE,
    stranger,
  ]);
  for (let at = 0; at < told.length; at += AT_ONCE)
    await Promise.all(told.slice(at, at + AT_ONCE).map((event) => hearEmailEvent(out.deps, event)));
  const [a, b] = [await endOf(world, ordered.all), await endOf(world, shuffled.all)];
  const different = a.filter((end, at) => end !== b[at]).length;
  const unblocked = a.filter((end, at) => /hardBounce|complaint/.test(FATES[at % FATES.length]!) && !/\/\w/.test(end));
  world.counts['events'] = told.length;
  world.counts['endsDifferent'] = different;
  if (told.length < count) problems.push(`only ${told.length} events were told`);
  if (different > 0) problems.push(`${different} of ${mails} end otherwise when their events are shuffled`);
  if (unblocked.length > 0) problems.push(`${unblocked.length} that bounced or complained may be written to`);
}

async function sendWithFates({ out, ...world }: World, name: string, count: number) {
  const all = await recipients({ out, ...world }, name, count);
  const fateOf = new Map(all.map(({ address }, at) => [address, FATES[at % FATES.length]!]));
  const events: string[] = [];
  out.behave({ fate: ({ to }) => fateOf.get(to[0] ?? '') ?? 'delivery' });
  out.provider.onEvent((event) => {
    const { destination } = event['mail'] as { destination: string[] };
    if (fateOf.has(destination[0] ?? '')) events.push(JSON.stringify(event));
  });
  for (const { address } of all) await out.send(address);
  while ((await out.carry()) === 0);
  const EVENTS: Partial<Record<Fate, number>> = { complaint: 3, delay: 3 };
  const expected = all.reduce((sum, _, at) => sum + (EVENTS[FATES[at % FATES.length]!] ?? 2), 0);
  const endsAtMs = performance.now() + PATIENCE_MS;
  while (events.length < expected && performance.now() < endsAtMs) await new Promise((go) => setTimeout(go, 20));
  return { all, events };
}

/** `state reason/suppressions` of each, in the order of their addresses. */
async function endOf({ out }: World, all: readonly Recipient[]): Promise<string[]> {
  const { rows } = await out.deps.pool.query<{ key: string; end: string }>(
    `SELECT encode(d.address_key, 'hex') AS key, d.state || ' ' || d.reason || '/' ||
      coalesce((SELECT string_agg(s.reason, ',' ORDER BY s.reason)
       FROM suppressions s WHERE s.address_key = d.address_key AND s.lifted_by IS NULL), '') AS end
     FROM deliveries d WHERE encode(d.address_key, 'hex') = ANY($1)`,
    [all.map(({ key }) => key)],
  );
  const endOfKey = new Map(rows.map(({ key, end }) => [key, end]));
  return all.map(({ key }) => endOfKey.get(key) ?? '');
}
