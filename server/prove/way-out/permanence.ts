/** What may come after a no, and does not make it a yes: imports, cards made anew, tablets that still hold an old consent. */
import { recordConsents } from '../../features/consent/record-consents';
import { pathOf, recipients, thoseOut, type World } from './world';

const HOUR_MS = 3_600_000;
/** In slices, as an import writes. */
const AT_ONCE = 100;

export async function comeBackByOtherWays(world: World, count: number): Promise<void> {
  const { out, clock, random, request, problems } = world;
  const { pool, newId } = out.deps;
  const all = await recipients(world, 'kalici', count);
  const memberId = newId();
  await pool.query(`INSERT INTO members (id, full_name, email, role) VALUES ($1, 'Danışman', 'k@x.example', 'agent')`, [
    memberId,
  ]);
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
  // A tablet comes back that wrote a yes down before they were out.
  for (let at = 0; at < cards.length; at += AT_ONCE)
    await recordConsents(
      out.deps,
      cards.slice(at, at + AT_ONCE).map(({ id, email }) => ({
        id: newId(),
        customerId: id,
        channel: 'email' as const,
        address: email,
        addressKey: '',
        decision: 'given' as const,
        source: 'paper' as const,
        wordingId: '',
        wording: 'onay',
        evidence: 'imza',
        occurredAt: beforeIso,
        receivedAt: nowIso,
        recordedBy: memberId,
      })),
    );
  const reachable = count - (await thoseOut(world, all)).size;
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM customers WHERE owner_id = $1 AND (marketing_consent OR reach #>> '{email,state}' = 'given')`,
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
