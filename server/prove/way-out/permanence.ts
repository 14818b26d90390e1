/**
 * What may come after a no, and does not make it a yes: imports, cards made anew, tablets that still hold an old
 * consent.
 */
import { createMember } from '../../features/members/create-member';
import { TEST_PASSWORD } from '../../test/office';
import { Tablet } from '../../test/tablet';
import { pathOf, recipients, thoseOut, type World } from './world';

const HOUR_MS = 3_600_000;
/** In slices, as an import writes. */
const AT_ONCE = 100;

export async function comeBackByOtherWays(world: World, count: number): Promise<void> {
  const { out, clock, random, request, problems } = world;
  const { pool, newId } = out.deps;
  const all = await recipients(world, 'kalici', count);
  const email = 'danisman@x.example';
  const agent = { fullName: 'Danışman', email, role: 'agent' as const, teamId: '' };
  const { memberId } = await createMember(out.deps, { memberId: null, ip: '' }, agent, TEST_PASSWORD);
  // It was there before, and holds what it wrote down then.
  const tablet = await Tablet.signIn({ deps: out.deps, clock }, { id: memberId, email });
  for (const one of all) await request(await pathOf(world, one), { method: 'POST' });
  const beforeIso = new Date(clock.nowMs - HOUR_MS).toISOString();
  clock.nowMs += 24 * HOUR_MS;
  const nowIso = new Date(clock.nowMs).toISOString();

  // As lists write them, twice each; the second is thrown away again.
  const cards = all.flatMap(({ address }) => {
    const written = [address, address.toUpperCase(), ` ${address} `.trim(), address.replace('ornek', 'ORNEK')];
    return [
      { id: newId(), email: random.pick(written), isKept: true },
      { id: newId(), email: random.pick(written), isKept: false },
    ];
  });
  for (let at = 0; at < cards.length; at += AT_ONCE)
    await pool.query(
      `INSERT INTO customers (id, email, source, stage, owner_id, created_by, created_at)
       SELECT id, email, 'fair', 'new', $2, $2, $3 FROM json_to_recordset($1::json) AS x(id uuid, email text)`,
      [JSON.stringify(cards.slice(at, at + AT_ONCE)), memberId, nowIso],
    );
  await pool.query('UPDATE customers SET deleted_at = $2 WHERE id = ANY($1::uuid[])', [
    cards.filter(({ isKept }) => !isKept).map(({ id }) => id),
    nowIso,
  ]);
  // The tablet comes back: it wrote a yes down for every one of them before they were out.
  const kept = cards.filter(({ isKept }) => isKept);
  let pushed = 0;
  for (let at = 0; at < kept.length; at += AT_ONCE) {
    for (const { id, email: address } of kept.slice(at, at + AT_ONCE))
      tablet.create('consents', {
        customerId: id,
        channel: 'email',
        address,
        decision: 'given',
        source: 'paper',
        wordingId: '',
        wording: 'onay',
        evidence: 'imza',
        occurredAt: beforeIso,
        recordedBy: memberId,
        createdAt: beforeIso,
      });
    for (const { id, outcome } of await tablet.push('consents'))
      if (outcome === 'refused') problems.push(`the tablet's yes ${id} was refused`);
      else pushed += 1;
  }
  world.counts['oldYesesPushed'] = pushed;
  const reachable = count - (await thoseOut(world, all)).size;
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM customers WHERE owner_id = $1 AND (marketing_consent
      OR reach #>> '{email,state}' = 'given')`,
    [memberId],
  );
  const before = out.provider.taken.length;
  for (const { address } of all) await out.send(address);
  while ((await out.carry()) === 0);
  const mailed = out.provider.taken.length - before;
  world.counts['addressesBack'] = count;
  world.counts['mailable'] = mailed;
  if (reachable > 0) problems.push(`${reachable} of ${count} may be written to again`);
  if ((rows[0]?.n ?? 0) > 0) problems.push(`${rows[0]?.n} cards say yes over a no`);
  if (mailed > 0) problems.push(`${mailed} were written to after their no`);
}
