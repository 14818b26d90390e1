/** What was written in an office made up at random: messages, mailings, reminders. */
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Random } from '../../../prisma/factories/random';
import type { Letter, Meeting, Person, Post } from './office-log';

const ENDS = ['sent', 'delivered', 'read', 'failed', 'bounced', 'unsubscribed', 'complained'];
const HOUR_MS = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();
/** How a message that we sent came about, and whether a person is behind it. */
const OUTGOING = ['written', 'written', 'written', 'later', 'toMany', 'byItself', 'stuck'] as const;

/** A customer's conversations, one or two, in each of which they and we write. */
export async function addLetters(
  owner: pg.ClientBase,
  random: Random,
  customer: Person,
  agents: readonly string[],
  later: () => number,
): Promise<Letter[]> {
  const letters: Letter[] = [];
  for (const channel of ['whatsapp', 'sms'].slice(0, random.below(3))) {
    const conversation = uuidv7();
    await owner.query(
      `INSERT INTO conversations (id, customer_id, channel, created_by, created_at) VALUES ($1, $2, $3, $4, $5)`,
      [conversation, customer.id, channel, agents[0], iso(customer.createdMs)],
    );
    for (let count = random.below(6); count > 0; count -= 1) {
      const isIn = random.chance(0.6);
      const one = { id: uuidv7(), customer, conversation, isIn, author: random.pick(agents), atMs: later() };
      const how = random.pick(OUTGOING);
      letters.push({ ...one, counts: how === 'written' || how === 'later' });
      await insertMessage(owner, random, { ...one, channel, how: isIn ? null : how });
    }
  }
  return letters;
}

async function insertMessage(
  owner: pg.ClientBase,
  random: Random,
  one: Omit<Letter, 'counts'> & { channel: string; how: (typeof OUTGOING)[number] | null },
): Promise<void> {
  const { id, how, atMs, customer } = one;
  const state = how === 'stuck' ? random.pick(['failed', 'queued']) : random.pick(['sent', 'delivered', 'read']);
  // What was to leave later is written well before, perhaps in the month before.
  const madeMs = how === 'later' ? Math.max(customer.createdMs, atMs - random.between(1, 72) * HOUR_MS) : atMs;
  await owner.query(
    `INSERT INTO messages (id, conversation_id, customer_id, channel, direction, bulk_id, state, created_by, created_at,
       send_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[id, one.conversation, customer.id, one.channel, how === null ? 'in' : 'out'],
      ...[how === 'toMany' ? uuidv7() : null, how === null ? '' : state, one.author],
      ...[iso(madeMs), how === 'later' ? iso(atMs) : null],
    ],
  );
  if (how === null || how === 'toMany' || how === 'stuck') return;
  const delivery = uuidv7();
  await insertDelivery(owner, delivery, how === 'byItself' ? 'reminder' : 'message', state, atMs, customer.id);
  await owner.query('UPDATE deliveries SET message_id = $2 WHERE id = $1', [delivery, id]);
}

export async function addPost(
  owner: pg.ClientBase,
  random: Random,
  customer: Person,
  { id: batch, purpose }: { id: string; purpose: 'bulk' | 'campaign' },
  sentMs: number,
): Promise<Post> {
  const post = { customer, id: uuidv7(), batch, state: random.pick(ENDS), sentMs };
  await insertDelivery(owner, post.id, purpose, post.state, sentMs, customer.id);
  const column = purpose === 'bulk' ? 'bulk_id' : 'campaign_id';
  await owner.query(`UPDATE deliveries SET ${column} = $2 WHERE id = $1`, [post.id, batch]);
  return post;
}

/** A reminder; whether it counts as one: it left, before the appointment, of the time that holds. */
export async function remind(owner: pg.ClientBase, random: Random, meeting: Meeting): Promise<void> {
  const { isReminded, startsMs, customer } = meeting;
  const fault = isReminded ? null : random.pick(['failed', 'late', 'moved'] as const);
  const state = fault === 'failed' ? random.pick(['failed', 'queued']) : random.pick(['sent', 'delivered', 'read']);
  const [delivery, sentMs] = [uuidv7(), fault === 'late' ? startsMs + 60_000 : startsMs - HOUR_MS];
  await insertDelivery(owner, delivery, 'reminder', state, sentMs, customer.id);
  await owner.query(
    `INSERT INTO reminders (id, root_id, occurrence_on, kind, channel, offset_minutes, starts_at, customer_id, due_at,
       windows, delivery_id)
     SELECT $1, coalesce(a.root_id, a.id), a.occurrence_on, 'before', 'sms', 60, $3, $4, $5, '{}', $6
     FROM appointments a WHERE a.id = $2`,
    [
      ...[uuidv7(), meeting.id, iso(fault === 'moved' ? startsMs - 24 * HOUR_MS : startsMs), customer.id],
      ...[iso(sentMs), delivery],
    ],
  );
}

const insertDelivery = (
  owner: pg.ClientBase,
  id: string,
  purpose: string,
  state: string,
  sentMs: number,
  customer: string,
) =>
  owner.query(
    `INSERT INTO deliveries (id, purpose, channel, basis, customer_id, address_key, dedupe_key, state, sent_at)
     VALUES ($1, $2, 'sms', 'consent', $3, sha256($5::text::bytea), $5, $6, $4)`,
    [id, purpose, customer, iso(sentMs), id, state],
  );
