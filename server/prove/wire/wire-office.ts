/** An office with the server's own process before it and two teams in it, one of which the callers are not of. */
import { conversationIdOf } from '../../../sync/collections/conversation';
import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Role } from '../../../sync/collections/member';
import { derivedId } from '../../../sync/rules/derived-id';
import { makeStamp } from '../../../sync/rules/stamp';
import { createPool } from '../../db/pool';
import { createPasswordHasher } from '../../features/auth/hash-password';
import { hashSessionToken, newSessionToken } from '../../features/auth/session-token';
import { killServer, startServer, withMigratedPlace, type ServerProcess } from '../server-process';
import { WireClient } from './wire-client';
import type { HostileBreakage } from '../hostile/hostile-breakage';
import type { WireBreakage } from './wire-breakage';

export const PASSWORD = 'bir-deniz-feneri';
/** Stands in everything that belongs to the other team, and nowhere else. */
export const FOREIGN = 'YABANCI';
/** Stands in what agents are never sent. */
export const SECRET = 'GIZLI';

/** `provisional`: opened with a temporary password that has to be replaced first. */
export type SessionState = 'open' | 'ended' | 'lost' | 'provisional';
export type Team = 'west' | 'east';
/** Somebody signed in on a device of theirs. */
export type Caller = {
  readonly memberId: string;
  readonly role: Role;
  readonly team: Team | null;
  readonly email: string;
  readonly sessionId: string;
  readonly deviceId: string;
  readonly cookie: string;
};

export class WireOffice {
  readonly teams = { west: uuidv7(), east: uuidv7() } as const;
  epoch = '';
  #people = 0;
  #passwordHash = '';

  private constructor(
    readonly pool: pg.Pool,
    readonly server: ServerProcess,
    readonly client: WireClient,
  ) {}

  /** Runs `work` in an office of its own; `passwords`: people have one. */
  static run<T>(
    { databaseUrl, breakage = null }: { databaseUrl: string; breakage?: WireBreakage | HostileBreakage | null },
    work: (office: WireOffice) => Promise<T>,
  ): Promise<T> {
    return withMigratedPlace(databaseUrl, async ({ url, folder }) => {
      const pool = createPool({ databaseUrl: url, maxConnections: 4, onError: () => undefined });
      try {
        const server = await startServer(url, folder, 'web', [
          'server/prove/wire/watched-server.ts',
          ...(breakage === null ? [] : [breakage]),
        ]);
        const office = new WireOffice(pool, server, new WireClient(server.origin));
        try {
          await office.#furnish();
          return await work(office);
        } finally {
          office.client.close();
          await killServer(server);
        }
      } finally {
        await pool.end();
      }
    });
  }

  async #furnish(): Promise<void> {
    this.#passwordHash = await createPasswordHasher().hash(PASSWORD);
    for (const [name, id] of Object.entries(this.teams))
      await this.pool.query('INSERT INTO teams (id, name) VALUES ($1, $2)', [id, name]);
    this.epoch = (await this.pool.query<{ epoch: string }>('SELECT epoch FROM office')).rows[0]!.epoch;
  }

  get isAlive(): boolean {
    return this.server.process.exitCode === null && this.server.process.signalCode === null;
  }

  /** How long the server's event loop stood still at most since this was asked last. */
  longestStallMs(): Promise<number> {
    if (!this.isAlive) return Promise.resolve(0);
    return new Promise((resolve) => {
      this.server.process.once('message', (ms) => resolve(Number(ms)));
      this.server.process.send('stall?');
    });
  }

  /** What the server's process holds in memory when everything is put away that can be, in megabytes. */
  memoryMb(): Promise<number> {
    return new Promise((resolve) => {
      this.server.process.once('message', (bytes) => resolve(Math.round(Number(bytes) / 1024 / 1024)));
      this.server.process.send('memory?');
    });
  }

  async addTeam(): Promise<string> {
    const id = uuidv7();
    await this.pool.query('INSERT INTO teams (id, name) VALUES ($1, $2)', [id, `ekip ${id}`]);
    return id;
  }

  /** Somebody new, with a password. */
  async addMember(
    role: Role,
    team: Team | null,
    { isActive = true } = {},
  ): Promise<{ memberId: string; email: string }> {
    const memberId = uuidv7();
    this.#people += 1;
    const email = `kisi${this.#people}@${team === 'east' ? `${FOREIGN.toLocaleLowerCase('en')}.example` : 'ornek.example'}`;
    await this.pool.query(
      'INSERT INTO members (id, full_name, email, role, team_id, is_active) VALUES ($1, $2, $3, $4, $5, $6)',
      [memberId, `Kişi ${this.#people}`, email, role, team === null ? null : this.teams[team], isActive],
    );
    await this.pool.query('INSERT INTO credentials (member_id, password_hash) VALUES ($1, $2)', [
      memberId,
      this.#passwordHash,
    ]);
    return { memberId, email };
  }

  async signIn(
    person: { memberId: string; email: string },
    role: Role,
    team: Team | null,
    state: SessionState = 'open',
  ): Promise<Caller> {
    const token = newSessionToken();
    const sessionId = uuidv7(),
      deviceId = randomBytes(4).toString('hex').replace(/^00/, '1f');
    await this.pool.query(
      `INSERT INTO sessions (id, token_hash, member_id, expires_at, revoked_at, lost_at, wipe_at, is_provisional,
        confirmed_at)
       VALUES ($1, $2, $3, now() + interval '90 days', $4, $5, $5, $6, now() + interval '1 day')`,
      [
        sessionId,
        hashSessionToken(token),
        person.memberId,
        state === 'ended' || state === 'lost' ? new Date() : null,
        state === 'lost' ? new Date() : null,
        state === 'provisional',
      ],
    );
    await this.pool.query('INSERT INTO devices (id, member_id, session_id, label) VALUES ($1, $2, $3, $4)', [
      deviceId,
      person.memberId,
      sessionId,
      team === 'east' ? FOREIGN : 'tablet',
    ]);
    return { ...person, role, team, sessionId, deviceId, cookie: `saha_session=${token}` };
  }

  /** Somebody new who is signed in. */
  async newCaller(role: Role, team: Team | null, state: SessionState = 'open'): Promise<Caller> {
    return this.signIn(await this.addMember(role, team), role, team, state);
  }

  /** With an appointment, an interaction and a line of the audit trail below it. */
  async addCustomer(owner: {
    memberId: string;
    team: Team | null;
  }): Promise<{ customerId: string; appointmentId: string; interactionId: string }> {
    const [customerId, appointmentId, interactionId] = [uuidv7(), uuidv7(), uuidv7()];
    const mark = owner.team === 'east' ? FOREIGN : 'yerli';
    const stamps = JSON.stringify({ '*': makeStamp(Date.now() - 60_000, 0, '00000000') });
    await this.pool.query(
      `INSERT INTO customers (id, first_name, city, notes, manager_note, email, source, stage, owner_id, created_by,
        created_at, stamps) VALUES ($1, $2, $2, $2, $3, $6, 'fair', 'new', $4, $4, now(), $5)`,
      [customerId, mark, `${SECRET} ${mark}`, owner.memberId, stamps, `${customerId}@${mark}.example`],
    );
    await this.pool.query(
      `INSERT INTO appointments (id, customer_id, agent_id, title, kind, starts_at, ends_at, zone, status, created_by,
        created_at, stamps)
       VALUES ($1, $2, $3, $4, 'visit', now() + interval '1 day', now() + interval '25 hours', 'Europe/Istanbul',
         'draft', $3, now(), $5)`,
      [appointmentId, customerId, owner.memberId, mark, stamps],
    );
    await this.pool.query(
      `INSERT INTO interactions (id, customer_id, author_id, kind, body, occurred_at, created_at, stamps)
        VALUES ($1, $2, $3, 'note', $4, now(), now(), $5)`,
      [interactionId, customerId, owner.memberId, mark, stamps],
    );
    await this.pool.query(
      `INSERT INTO audit_events (member_id, action, collection, document_id, after)
        VALUES ($1, 'update', 'customers', $2, $3)`,
      [owner.memberId, customerId, JSON.stringify({ notes: mark, managerNote: SECRET })],
    );
    return { customerId, appointmentId, interactionId };
  }

  /** A mail to a customer of theirs. */
  async addDelivery(owner: Caller, state: 'unknown' | 'queued'): Promise<string> {
    const { customerId } = await this.addCustomer(owner);
    const id = uuidv7();
    await this.pool.query(
      `INSERT INTO deliveries (id, purpose, channel, basis, customer_id, address_key, to_address, dedupe_key, state,
        content)
       SELECT $1::uuid, 'message', 'email', 'person', id, email_key, email, $1::text, $3,
         jsonb_build_object('subject', first_name)
       FROM customers WHERE id = $2`,
      [id, customerId, state],
    );
    return id;
  }

  /** A campaign of theirs; one that has begun has a customer of theirs as its recipient. */
  async addCampaign(owner: Caller, state: 'draft' | 'running' | 'paused' | 'finished'): Promise<string> {
    const { customerId } = await this.addCustomer(owner);
    const id = uuidv7();
    await this.pool.query(
      `INSERT INTO campaigns (id, team_id, name, rule, content, state, sent_by, expected, started_at, walked_at,
        created_by, created_at, updated_at)
       SELECT $1, c.team_id, c.first_name, '{"combinator":"and","rules":[]}',
         jsonb_build_object('tr', m.mail, 'en', m.mail), $3, $4, 1,
         CASE WHEN $3 <> 'draft' THEN now() END, CASE WHEN $3 <> 'draft' THEN now() END, $4, now(), now()
       FROM customers c, (SELECT
         '{"subject":"Konu","preheader":"","document":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Merhaba"}]}]}}'::jsonb AS mail) m
       WHERE c.id = $2`,
      [id, customerId, state, owner.memberId],
    );
    if (state !== 'draft')
      await this.pool.query(
        `WITH put AS (
           INSERT INTO deliveries (id, purpose, channel, basis, customer_id, address_key, to_address, dedupe_key,
             campaign_id, state, reason)
           SELECT $2::uuid, 'campaign', 'email', 'consent', id, email_key, email, $2::text, $1, 'failed', 'rejected'
             FROM customers WHERE id = $3
         ) UPDATE campaigns SET materialised = 1 WHERE id = $1`,
        [id, uuidv7(), customerId],
      );
    return id;
  }

  /** A file of one row that this person brought: somebody new, who bears the mark of their team. */
  async addImport(by: Caller, state: 'ready' | 'stopped' | 'done'): Promise<string> {
    const id = uuidv7();
    const name = by.team === 'east' ? FOREIGN : 'yerli';
    await this.pool.query(
      `WITH brought AS (
         INSERT INTO imports (id, created_by, created_at, updated_at, file_name, format, state, headers, samples,
           row_count, columns, defaults, check_no, started_at, finished_at)
         VALUES ($1::uuid, $2::uuid, now(), now(), $3 || '.csv', 'csv', $4, '["Ad","E-posta"]', '[["A"],["a@b.co"]]', 1,
           '["firstName","email"]', jsonb_build_object('phoneCountryId', 'TR', 'source', 'other', 'stage', 'new',
             'ownerId', $2::text), 1,
           CASE WHEN $4 <> 'ready' THEN now() END, CASE WHEN $4 <> 'ready' THEN now() END) RETURNING id
       ) INSERT INTO import_rows (import_id, row_no, line, cells, outcome, customer_id, read, keys, changes)
       SELECT id, 1, 2, jsonb_build_array($3::text, $5::text), 'new', $6::uuid,
         jsonb_build_object('values', jsonb_build_object('firstName', $3::text, 'email', $5::text), 'fullName', ''),
         ARRAY['e:' || $5], jsonb_build_array(jsonb_build_object('field', 'firstName', 'from', '', 'to', $3::text))
       FROM brought`,
      [id, by.memberId, name, state, `dosya-${id.slice(-12)}@ornek.example`, derivedId('import', id, '1')],
    );
    return id;
  }

  /** Sent by this person to a customer of theirs, and still waiting. */
  async addBulk(owner: Caller): Promise<string> {
    const { customerId } = await this.addCustomer(owner);
    const id = uuidv7();
    await this.pool.query(
      `WITH begun AS (
         INSERT INTO bulks (id, channel, created_by, created_at) VALUES ($1, 'email', $3, now())
       ), thread AS (
         INSERT INTO conversations (id, customer_id, channel, created_by, created_at)
         VALUES ($4, $2, 'email', $3, now()) RETURNING id
       ) INSERT INTO messages (id, conversation_id, customer_id, channel, direction, subject, body, bulk_id, created_by,
         created_at)
       SELECT $5, id, $2, 'email', 'out', 'Toplu', 'Merhaba', $1, $3, now() FROM thread`,
      [id, customerId, owner.memberId, conversationIdOf('email', customerId), uuidv7()],
    );
    return id;
  }

  /** One of the office's numbers on WhatsApp, which this person may use. */
  async addLine(user: Caller): Promise<string> {
    const id = uuidv7();
    await this.pool.query(
      `WITH made AS (INSERT INTO lines (id, name, instance, webhook_salt)
        VALUES ($1::uuid, 'Hat', 'saha-' || $1::text, 'tuz') RETURNING id)
       INSERT INTO line_members (line_id, member_id) SELECT id, $2 FROM made`,
      [id, user.memberId],
    );
    return id;
  }

  /** Somebody who wrote over a line of theirs and is nobody's customer. */
  async addChat(user: Caller): Promise<string> {
    const lineId = await this.addLine(user);
    const id = uuidv7();
    await this.pool.query(`INSERT INTO chats (id, line_id, name, phone, last_at) VALUES ($1, $2, $3, '', now())`, [
      id,
      lineId,
      user.team === 'east' ? FOREIGN : 'yerli',
    ]);
    return id;
  }

  /** What a customer of theirs wrote on WhatsApp. */
  async addChatMessage(owner: Caller): Promise<string> {
    const [chatId, { customerId }] = [await this.addChat(owner), await this.addCustomer(owner)];
    const [id, conversationId] = [uuidv7(), conversationIdOf('whatsapp', customerId)];
    const words = owner.team === 'east' ? FOREIGN : 'yerli';
    await this.pool.query(
      `WITH thread AS (
         INSERT INTO conversations (id, customer_id, channel, created_by, created_at)
           VALUES ($1, $2, 'whatsapp', $3, now()) RETURNING id
       ), said AS (
         INSERT INTO messages (id, conversation_id, customer_id, channel, direction, body, created_by, created_at)
         SELECT $4, id, $2, 'whatsapp', 'in', $5, $3, now() FROM thread RETURNING id
       ), known AS (
         INSERT INTO identities (line_id, kind, value, chat_id) SELECT line_id, 'jid', id || '@s.whatsapp.net', id
           FROM chats WHERE id = $6
       ) INSERT INTO chat_messages (line_id, key_id, chat_id, content, at, message_id)
       SELECT line_id, 'K' || $4::text, id, '{}', now(), (SELECT id FROM said) FROM chats WHERE id = $6`,
      [conversationId, customerId, owner.memberId, id, words, chatId],
    );
    return id;
  }

  /** A file of the customer's that was deleted a moment ago, so that it can be brought back. */
  async addDeletedFile(customerId: string, owner: Caller): Promise<string> {
    const id = uuidv7();
    await this.pool.query(
      `INSERT INTO files (id, customer_id, name, source, created_by, created_at, deleted_at)
       VALUES ($1, $2, $3, 'upload', $4, now(), now())`,
      [id, customerId, `dosya ${owner.team ?? ''}.pdf`, owner.memberId],
    );
    return id;
  }

  /** A file of the office's own, whose bytes have not come. */
  async addOfferedFile({ memberId }: Caller): Promise<string> {
    const id = uuidv7();
    await this.pool.query(
      `INSERT INTO files (id, name, source, created_by, created_at, offered_until)
       VALUES ($1, 'Fiyat listesi.pdf', 'upload', $2, now(), now() + interval '30 days')`,
      [id, memberId],
    );
    return id;
  }

  /** Somebody of theirs said yes, and İYS has not been told. */
  async addUntold(owner: Caller): Promise<string> {
    const { customerId } = await this.addCustomer(owner);
    await this.pool.query(
      `INSERT INTO consents (id, customer_id, channel, address, address_key, decision, source, evidence, occurred_at)
       SELECT $2, id, 'email', email, email_key, 'given', 'paper', 'form', now() - interval '1 minute' FROM customers
         WHERE id = $1`,
      [customerId, uuidv7()],
    );
    return customerId;
  }

  /** Made by this person for İYS, and not yet handed over. */
  async addIysFile(owner: Caller): Promise<string> {
    const customerId = await this.addUntold(owner);
    const id = uuidv7();
    await this.pool.query(
      `WITH made AS (INSERT INTO iys_files (id, direction, made_by) VALUES ($1, 'out', $3) RETURNING id)
       INSERT INTO iys_handovers (file_id, address_key, channel, recipient, recipient_type, decision, source,
         occurred_at)
       SELECT made.id, c.email_key, 'email', c.email, 'BIREYSEL', 'given', 'HS_ISLAK_IMZA', now() FROM customers c, made
         WHERE c.id = $2`,
      [id, customerId, owner.memberId],
    );
    return id;
  }

  /** Work of a lost device that waits for an admin. */
  async addSurrendered(owner: Caller): Promise<string> {
    const id = uuidv7();
    await this.pool.query(
      `INSERT INTO surrendered_work (id, member_id, device_id, received_at, documents, work)
        VALUES ($1, $2, $3, now(), 1, $4)`,
      [id, owner.memberId, owner.deviceId, JSON.stringify({ skewMs: 0, work: unsentWorkOf(this, owner, []) })],
    );
    return id;
  }

  async addForwarded(by: Caller): Promise<string> {
    const id = uuidv7();
    await this.pool.query(
      `INSERT INTO forwarded_work (id, member_id, team_id, device_id, part, received_at, title, code, work)
       VALUES ($1, $2, (SELECT team_id FROM members WHERE id = $2), $3, gen_random_uuid()::text, now(), 'kayıt',
         'customer.outOfScope', $4)`,
      [id, by.memberId, by.deviceId, JSON.stringify(unsentWorkOf(this, by, []))],
    );
    return id;
  }
}

export function unsentWorkOf(
  office: Pick<WireOffice, 'epoch'>,
  { memberId, deviceId }: Pick<Caller, 'memberId' | 'deviceId'>,
  documents: readonly unknown[],
) {
  return {
    format: 'saha-unsent',
    version: 1,
    epoch: office.epoch,
    memberId,
    deviceId,
    takenAtMs: Date.now(),
    documents,
  };
}

/** A random id that nobody has, the same for the same `seed`. */
export const unknownId = (seed: string) =>
  createHash('sha256')
    .update(seed)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-7$3-8$4-$5');
