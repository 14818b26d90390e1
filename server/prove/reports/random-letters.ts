/** What was written in an office made up at random: messages, mailings, reminders. */
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Random } from '../random';
import type { Letter, Meeting, Person, Post } from './office-log';

const ENDS = ['sent', 'delivered', 'read', 'failed', 'bounced', 'unsubscribed', 'complained'];
const iso = (ms: number) => new Date(ms).toISOString();

export async function addLetters(
  owner: pg.ClientBase,
  random: Random,
  customer: Person,
  agents: readonly string[],
  later: () => number,
): Promise<Letter[]> {
  const count = random.below(7);
  const conversation = uuidv7();
  const letters: Letter[] = [];
  if (count > 0)
    await owner.query(
      `INSERT INTO conversations (id, customer_id, channel, created_by, created_at) VALUES ($1, $2, 'whatsapp', $3, $4)`,
      [conversation, customer.id, agents[0], iso(customer.createdMs)],
    );
  for (let made = 0; made < count; made += 1) {
    const isIn = random.chance(0.6);
    const [isBulk, hasLeft] = [random.chance(0.2), random.chance(0.8)];
    const letter = {
      id: uuidv7(),
      customer,
      isIn,
      author: random.pick(agents),
      counts: !isBulk && hasLeft,
      atMs: later(),
    };
    await owner.query(
      `INSERT INTO messages (id, conversation_id, customer_id, channel, direction, bulk_id, state, created_by, created_at)
       VALUES ($1, $2, $3, 'whatsapp', $4, $5, $6, $7, $8)`,
      [
        letter.id,
        conversation,
        customer.id,
        isIn ? 'in' : 'out',
        !isIn && isBulk ? uuidv7() : null,
        isIn ? '' : hasLeft ? random.pick(['sent', 'delivered', 'read']) : random.pick(['failed', 'queued']),
        letter.author,
        iso(letter.atMs),
      ],
    );
    letters.push(letter);
  }
  return letters;
}

export async function addPost(
  owner: pg.ClientBase,
  random: Random,
  customer: Person,
  batch: string,
  sentMs: number,
): Promise<Post> {
  const post = { customer, id: uuidv7(), batch, state: random.pick(ENDS), sentMs };
  await insertDelivery(owner, post.id, 'bulk', post.state, sentMs, customer.id);
  await owner.query('UPDATE deliveries SET bulk_id = $2 WHERE id = $1', [post.id, batch]);
  return post;
}

/** A day ahead; what became of it says whether the customer heard. */
export async function remind(owner: pg.ClientBase, meeting: Meeting, state: string): Promise<void> {
  const [delivery, beforeMs] = [uuidv7(), meeting.startsMs - 3_600_000];
  await insertDelivery(owner, delivery, 'reminder', state, beforeMs, meeting.customer.id);
  await owner.query(
    `INSERT INTO reminders (id, root_id, occurrence_on, kind, channel, offset_minutes, starts_at, customer_id, due_at, windows, delivery_id)
     VALUES ($1, $2, '', 'before', 'sms', 60, $3, $4, $5, '{}', $6)`,
    [uuidv7(), meeting.id, iso(meeting.startsMs), meeting.customer.id, iso(beforeMs), delivery],
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
