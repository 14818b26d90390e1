/** Who is written to, and what stands in their threads, held against the model. */
import { v7 as uuidv7 } from 'uuid';
import type { Deps } from '../../deps';
import type { World } from './world';

/** Half are customers from the beginning. */
export async function furnish({ pool, writeAsOffice }: Deps, world: World): Promise<string> {
  const [ownerId, lineId] = [uuidv7(), uuidv7()];
  await pool.query(`INSERT INTO members (id, full_name, email, role) VALUES ($1, 'Danışman', 'd@x.example', 'agent')`, [
    ownerId,
  ]);
  await pool.query(
    `INSERT INTO lines (id, name, instance, webhook_salt, state) VALUES ($1, 'Hat', 'wa', 'tuz', 'open')`,
    [lineId],
  );
  const rest = {
    email: '',
    altPhone: '',
    countryId: '',
    city: '',
    address: '',
    occupation: '',
    language: 'tr',
    source: 'phone',
  };
  const by = {
    ownerId,
    createdBy: ownerId,
    createdAt: '2026-01-01T09:00:00.000Z',
    sharedWith: [],
    notes: '',
    lastContactAt: '',
    deletedAt: '',
  };
  await writeAsOffice(
    'customers',
    Array.from({ length: world.people }, (_, person) => ({
      id: uuidv7(),
      values: {
        ...rest,
        ...by,
        firstName: 'Kişi',
        lastName: String(person),
        phone: world.phoneOf(person),
        stage: 'new',
      },
    })),
    'job:prove',
  );
  return lineId;
}

const RANKS: Readonly<Record<string, number>> = { '': 0, sent: 1, delivered: 2, read: 3 };

/** Of what left, whose state is less than it was; `ranks` remembers the highest of each. */
export async function fallenBack({ pool }: Deps, ranks: Map<string, number>): Promise<string[]> {
  const { rows } = await pool.query<{ id: string; state: string }>(
    `SELECT id, state FROM messages WHERE direction = 'out'`,
  );
  return rows.flatMap(({ id, state }) => {
    const [rank, before] = [RANKS[state] ?? -1, ranks.get(id) ?? 0];
    ranks.set(id, Math.max(rank, before));
    return rank < before ? [`the status of ${id} went back to ${state}`] : [];
  });
}

type Shown = {
  keyId: string;
  phone: string;
  body: string;
  direction: string;
  state: string;
  isRevoked: boolean;
  reactions: { emoji: string }[];
};
export async function compare({ pool }: Deps, world: World): Promise<string[]> {
  const { rows } = await pool.query<Shown>(
    `SELECT h.key_id AS "keyId", c.phone, m.body, m.direction, m.state, m.revoked_at IS NOT NULL AS "isRevoked",
      m.reactions
     FROM messages m JOIN customers c ON c.id = m.customer_id LEFT JOIN chat_messages h ON h.message_id = m.id`,
  );
  const problems: string[] = [];
  const shown = new Map<string, Shown>();
  for (const row of rows) {
    if (shown.has(row.keyId)) problems.push(`${row.keyId} stands twice`);
    if (!world.expected.has(row.keyId)) problems.push(`${row.keyId} was never written`);
    shown.set(row.keyId, row);
  }
  for (const [keyId, { person, fromMe, text, status, isRevoked, emoji }] of world.expected) {
    const row = shown.get(keyId);
    if (row === undefined) {
      problems.push(`${keyId} is lost`);
      continue;
    }
    const wanted = [world.phoneOf(person), isRevoked ? '' : text, fromMe ? 'out' : 'in', status, isRevoked, emoji].join(
      '|',
    );
    const found = [row.phone, row.body, row.direction, row.state, row.isRevoked, row.reactions[0]?.emoji ?? ''].join(
      '|',
    );
    if (found !== wanted) problems.push(`${keyId} shows ${found} instead of ${wanted}`);
  }
  return problems;
}
