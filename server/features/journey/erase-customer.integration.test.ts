/** What is erased stands nowhere any more: every table is read from outside for the words that were theirs. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { conversationIdOf } from '../../../sync/collections/conversation';
import { backupDatabase } from '../../db/backup';
import { openJournal } from '../../db/journal';
import { restoreDatabase } from '../../db/restore';
import { outgoingOf } from '../../test/outgoing';
import { refusalOf } from '../../test/office';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { fileAway } from '../files/file-away';
import { sweepFilesJob } from '../files/sweep-files.job';
import { eraseCustomer } from './erase-customer';

const SECRET = 'Zümrütgil';
const PHONE = '+905551239876';
const EMAIL = 'zumrutgil@ornek.example';
const WORDS = [SECRET, PHONE.slice(1), EMAIL];

let teams: TwoTeams, folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'saha-erasure-'));
  teams = await createTwoTeams({ SAHA_DATA_DIR: folder });
});
afterAll(async () => {
  await teams.office.close();
  await rm(folder, { recursive: true, force: true });
});

const asOwner = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: teams.office.ownerUrl });
  await client.connect();
  return work(client).finally(() => client.end());
};

/** Tables in which one of the words stands, as text of whole rows. */
async function tablesWith(words: readonly string[]): Promise<string[]> {
  return asOwner(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'
        AND table_type = 'BASE TABLE' ORDER BY 1`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const { rowCount } = await client.query(
        `SELECT FROM "${name}" t WHERE EXISTS (SELECT FROM unnest($1::text[]) w WHERE position(w IN t::text) > 0)
          LIMIT 1`,
        [words],
      );
      if (rowCount === 1) found.push(name);
    }
    return found;
  });
}

it(
  'leaves no word of a customer anywhere, tells every device, takes nothing late, and stays so after a restore',
  { timeout: 60_000 },
  async () => {
    const { office } = teams;
    const journal = openJournal(path.join(folder, 'journal'));
    const deps = { ...office.deps, journal };
    const { pool } = deps;
    const out = await outgoingOf(deps);
    const [owner, manager, admin] = [
      await Tablet.signIn(office, teams.agents[0]),
      await Tablet.signIn(office, teams.manager),
      await Tablet.signIn(office, teams.admin),
    ];
    const guest = await Tablet.signIn(office, teams.agents[1]);
    const everybody = [owner, manager, admin, guest];
    const customer = owner.create(
      'customers',
      owner.newCustomer({
        firstName: 'Ayşe',
        lastName: SECRET,
        phone: PHONE,
        email: EMAIL,
        notes: `${SECRET} sabahları arar`,
        sharedWith: [teams.agents[1].id],
      }),
    );
    const other = owner.create('customers', owner.newCustomer({ firstName: 'Başkası' }));
    await owner.push('customers');
    const appointment = owner.create('appointments', owner.newAppointment(customer, { title: `${SECRET} ile` }));
    const call = owner.create('interactions', owner.newInteraction(customer, { body: `${SECRET} aradı` }));
    await owner.sync();
    const conversationId = conversationIdOf('whatsapp', customer);
    const shared = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
    const own = Buffer.concat([shared, Buffer.from(SECRET)]);
    const coming = (customerId: string, bytes: Buffer, name = `${SECRET}.pdf`) =>
      fileAway(deps, {
        customerId,
        conversationId: conversationIdOf('whatsapp', customerId),
        messageId: deps.newId(),
        name,
        bytes,
        label: 'received',
        source: 'chat',
      });
    const file = await coming(customer, own);
    const held = await coming(customer, shared);
    await coming(other, shared, 'baska.pdf');
    const blobOf = async (id: string) =>
      (await pool.query<{ blob: string }>('SELECT blob FROM files WHERE id = $1', [id])).rows[0]!.blob;
    const [ownBlob, sharedBlob] = [await blobOf(file.fileId), await blobOf(held.fileId)];
    await out.consent(EMAIL, 'given', '2026-01-01T09:00:00.000Z');
    await out.send(EMAIL, { dedupeKey: 'gitti', customerId: customer });
    await out.carry();
    const waiting = await out.send(EMAIL, {
      dedupeKey: 'bekliyor',
      customerId: customer,
      notBefore: '2099-01-01T00:00:00.000Z',
    });
    // What came on WhatsApp and by SMS, as it lies there.
    const [line, chat, inbox] = [deps.newId(), deps.newId(), deps.newId()];
    await pool.query(`INSERT INTO lines (id, name, instance, webhook_salt) VALUES ($1, 'Hat', 'hat-1', 'x')`, [line]);
    await pool.query(
      'INSERT INTO chats (id, line_id, customer_id, conversation_id, name, phone) VALUES ($1, $2, $3, $4, $5, $6)',
      [chat, line, customer, conversationId, SECRET, PHONE],
    );
    await pool.query(`INSERT INTO identities VALUES ($1, 'jid', $2, $3)`, [
      line,
      `${PHONE.slice(1)}@s.whatsapp.net`,
      chat,
    ]);
    await pool.query(
      `INSERT INTO chat_messages (line_id, key_id, chat_id, content, at) VALUES ($1, 'K1', $2, $3, now())`,
      [line, chat, JSON.stringify({ kind: 'text', text: SECRET, senderName: SECRET, file: null })],
    );
    await pool.query('INSERT INTO webhook_inbox (id, line_id, raw, processed_at) VALUES ($1, $2, $3, now())', [
      inbox,
      line,
      JSON.stringify({ data: { key: { remoteJid: `${PHONE.slice(1)}@s.whatsapp.net` }, text: SECRET } }),
    ]);
    await pool.query(
      `INSERT INTO incoming_sms (id, from_address, address_key, text, said, occurred_at)
        VALUES ('s1', $1, address_key($1), $2, 'other', now())`,
      [PHONE, `${SECRET} gelemiyor`],
    );
    for (const tablet of everybody) await tablet.sync();
    for (const tablet of everybody) {
      expect(tablet.get('customers', customer)).toBeDefined();
      expect(tablet.get('files', file.fileId)).toBeDefined();
    }
    // On a tablet without a network, still to be sent.
    owner.create('interactions', owner.newInteraction(customer, { body: 'geç kalan' }));
    guest.edit('customers', customer, { city: 'Van' });
    const backup = path.join(folder, 'office.backup.gz');
    await asOwner((client) =>
      backupDatabase(client, backup, new Date(office.clock.nowMs).toISOString(), () => undefined),
    );

    // The words are where they were put: the look from outside sees them.
    expect((await tablesWith(WORDS)).length).toBeGreaterThan(10);
    const erased = await eraseCustomer(deps, { memberId: teams.admin.id, ip: '192.0.2.1' }, customer);
    expect(await tablesWith(WORDS)).toEqual([]);
    const { rows: trail } = await pool.query(
      `SELECT action, member_id AS "memberId" FROM audit_events WHERE document_id = $1 ORDER BY id DESC LIMIT 1`,
      [customer],
    );
    expect(trail).toEqual([{ action: 'customer.erased', memberId: teams.admin.id }]);
    expect(await out.stateOf(waiting)).toMatchObject({ state: 'cancelled', reason: 'erased' });
    const { rows: blocks } = await pool.query<{ channel: string }>(
      `SELECT channel FROM suppressions WHERE reason = 'erased' AND address_key IN (address_key($1), address_key($2))
        ORDER BY 1`,
      [EMAIL, PHONE],
    );
    expect(blocks.map(({ channel }) => channel)).toEqual(['call', 'email', 'sms', 'whatsapp']);
    const { rows: proofs } = await pool.query(
      `SELECT decision, address FROM consents WHERE address_key = address_key($1)`,
      [EMAIL],
    );
    expect(proofs).toEqual([{ decision: 'given', address: '' }]);

    // Bytes nobody else has go, the others stay.
    await sweepFilesJob.run(deps, AbortSignal.timeout(5_000));
    expect(await deps.files.sizeOf(ownBlob)).toBeNull();
    expect(await deps.files.sizeOf(sharedBlob)).toBe(shared.length);

    // What was written meanwhile is refused, whoever wrote it; devices drop what they hold.
    expect(
      (await owner.push('interactions')).map((result) => ('code' in result ? result.code : result.outcome)),
    ).toEqual(['customer.erased']);
    expect((await guest.push('customers')).map((result) => ('code' in result ? result.code : result.outcome))).toEqual([
      'customer.erased',
    ]);
    for (const tablet of [manager, admin]) {
      await tablet.sync();
      for (const [collection, id] of [
        ['customers', customer],
        ['appointments', appointment],
        ['interactions', call],
        ['files', file.fileId],
      ] as const)
        expect(tablet.get(collection, id), collection).toBeUndefined();
      expect(tablet.get('customers', other)).toBeDefined();
    }
    const again = (id: string) => eraseCustomer(deps, { memberId: teams.admin.id, ip: '' }, id);
    expect(await again(customer)).toEqual(erased);
    expect(await refusalOf(again(deps.newId()))).toMatchObject({ code: 'customer.unknown' });

    // A backup from before does not bring them back.
    await journal.close();
    const result = await asOwner((client) => restoreDatabase(client, backup, path.join(folder, 'journal')));
    expect(result.kept.erased).toBe(1);
    expect(await tablesWith(WORDS)).toEqual([]);
  },
);
