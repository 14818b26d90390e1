/** A disk that fails for a moment, at the worst one: what is said again is in the journal, on every path of a no. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Channel } from '../../../sync/rules/address';
import type { createMemoryJournal, JournalLine } from '../../db/journal';
import { createHttpApp } from '../../http/app';
import { BACK_WORDING_ID } from '../../i18n/public-words';
import type { SignedInMember } from '../../lib/identity';
import { outgoingOf, type Outgoing } from '../../test/outgoing';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { openLine, type WhatsappOffice } from '../../test/whatsapp-office';
import { recordEmailEvent } from '../deliveries/record-email-event';
import { recordSmsReport } from '../deliveries/record-sms-report';
import { eraseCustomer } from '../journey/erase-customer';
import { recordIncomingSms } from '../messages/record-incoming-sms';
import { takeIysFile } from './exchange-with-iys';
import { rotateMacKey } from './rotate-mac-key';
import { suppressAddress } from './suppress-address';
import { makeUnsubscribeLink } from './unsubscribe-link';

let teams: TwoTeams, out: Outgoing, line: WhatsappOffice, app: ReturnType<typeof createHttpApp>;
let journal: ReturnType<typeof createMemoryJournal>;
let failures = 0;
let made = 0;

beforeAll(async () => {
  teams = await createTwoTeams();
  const { office } = teams;
  journal = office.deps.journal as typeof journal;
  const append = journal.append.bind(journal);
  journal.append = (lines) => {
    if (lines.length === 0 || failures === 0) return append(lines);
    failures -= 1;
    return Promise.reject(new Error('the disk is full'));
  };
  out = await outgoingOf(office.deps);
  app = createHttpApp(out.deps, { clientDir: '/nowhere' });
  line = await openLine(office.deps);
});
beforeEach(() => {
  failures = 0;
});
afterAll(async () => {
  await line.close();
  await teams.office.close();
});

const pool = () => teams.office.deps.pool;
const newAddress = () => `kisi${(made += 1)}@ornek.example`;
const newPhone = () => `+9053100${String((made += 1)).padStart(5, '0')}`;
const admin = () => ({ memberId: teams.admin.id, ip: '' });
const keyOf = async (normal: string) =>
  (await pool().query<{ key: string }>(`SELECT encode(address_key($1), 'hex') AS key`, [normal])).rows[0]!.key;
/** What the journal would put back of an address. */
const keptOf = async (normal: string) => {
  const key = await keyOf(normal);
  return journal.lines.filter((one) => 'addressKey' in one && one.kind !== 'delivery' && one.addressKey === key);
};
const block = (channel: Channel, reason: string) => expect.objectContaining({ kind: 'suppression', channel, reason });
async function customer(values: { email?: string; phone?: string }): Promise<string> {
  const id = out.deps.newId();
  await pool().query(
    `INSERT INTO customers (id, email, phone, language, source, stage, owner_id, created_by, created_at)
     VALUES ($1, $2, $3, 'tr', 'fair', 'new', $4, $4, now())`,
    [id, values.email ?? '', values.phone ?? '', teams.agents[0].id],
  );
  return id;
}
async function linkTo(address: string): Promise<string> {
  const token = { channel: 'email', addressKey: await keyOf(address), language: 'tr' } as const;
  return new URL(await makeUnsubscribeLink(out.deps, token)).pathname;
}
/** The journal fails once at `say`; said again, `lines` are there. */
async function saidTwice(say: () => Promise<unknown>, kept: () => Promise<JournalLine[]>, lines: unknown[]) {
  failures = 1;
  await expect(say()).rejects.toThrow();
  expect(failures).toBe(0);
  expect(await kept()).toEqual([]);
  await say();
  const now = await kept();
  for (const one of lines) expect(now).toContainEqual(one);
}

it('is there of a link that was followed, with what was said of every card of the address', async () => {
  const address = newAddress();
  await customer({ email: address });
  await customer({ email: address });
  const path = await linkTo(address);
  failures = 1;
  expect((await app.request(path, { method: 'POST' })).status).toBe(503);
  expect(await keptOf(address)).toEqual([]);
  teams.office.clock.nowMs += 60_000;
  expect((await app.request(path, { method: 'POST' })).status).toBe(200);
  const kept = await keptOf(address);
  expect(kept).toContainEqual(block('email', 'unsubscribed'));
  const { rows } = await pool().query<{ id: string }>(
    `SELECT id FROM consents WHERE address_key = address_key($1) AND decision = 'withdrawn'`,
    [address],
  );
  expect(rows).toHaveLength(2);
  for (const { id } of rows) expect(kept).toContainEqual(expect.objectContaining({ kind: 'consent', id }));

  // The way back is a yes, and nobody asks for it twice either.
  const back = { method: 'POST', body: new URLSearchParams({ again: BACK_WORDING_ID }) };
  failures = 1;
  teams.office.clock.nowMs += 60_000;
  expect((await app.request(path, back)).status).toBe(503);
  const yes = expect.objectContaining({ kind: 'consent', decision: 'given', source: 'resubscribe_link' });
  expect(await keptOf(address)).not.toContainEqual(yes);
  expect((await app.request(path, back)).status).toBe(200);
  expect(await keptOf(address)).toContainEqual(yes);
});

it('is there of what a provider of mail says', async () => {
  const address = newAddress();
  const deliveryId = await out.send(address, { purpose: 'message', basis: 'person' });
  const at = new Date().toISOString();
  const event = { deliveryId, providerId: 'x', kind: 'bounced', isHard: true, isSuppressed: false, at } as const;
  await saidTwice(
    () => recordEmailEvent(out.deps, event),
    () => keptOf(address),
    [block('email', 'bounced')],
  );
});

it('is there of what a provider of SMS says, who is asked about what is open alone', async () => {
  const to = newPhone();
  const [id, at] = [out.deps.newId(), new Date().toISOString()];
  await pool().query(
    `INSERT INTO deliveries (id, purpose, channel, basis, address_key, to_address, dedupe_key, state, provider,
      provider_id)
     VALUES ($1::uuid, 'message', 'sms', 'person', address_key($2), $2, $1::text, 'sent', 'netgsm', 'b7')`,
    [id, to],
  );
  const report = { deliveryId: id, providerId: 'b7', to, state: 'bounced', reason: 'hard_bounce', at } as const;
  failures = 1;
  await expect(recordSmsReport(out.deps, { ...report, suppress: 'bounced' })).rejects.toThrow();
  // Still open: it is asked about again.
  expect(await out.stateOf(id)).toMatchObject({ state: 'sent' });
  await recordSmsReport(out.deps, { ...report, suppress: 'bounced' });
  expect(await keptOf(to)).toEqual([block('sms', 'bounced')]);
});

it('is there of STOP by SMS', async () => {
  const from = newPhone();
  const sms = { id: `netgsm ${from}`, from, text: 'RET', at: '2026-11-22T08:00:00.000Z' };
  await saidTwice(
    () => recordIncomingSms(out.deps, sms),
    () => keptOf(from),
    [block('sms', 'stopped')],
  );
});

it('is there of STOP on WhatsApp, which is told once', async () => {
  const from = newPhone();
  line.standIn.receive(line.instance, { from, text: 'DUR' });
  failures = 1;
  await line.read();
  expect(failures).toBe(0);
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int FROM suppressions WHERE address_key = address_key($1)`,
    [from],
  );
  // Blocked without its line it would be forgotten with the database.
  expect(await keptOf(from)).toHaveLength(rows[0]!.count);
  await line.read();
  expect(await keptOf(from)).toContainEqual(block('whatsapp', 'stopped'));
});

it('is there of an address that a manager blocks', async () => {
  const address = newAddress();
  await saidTwice(
    () => suppressAddress(out.deps, admin(), 'email', address),
    () => keptOf(address),
    [block('email', 'manual')],
  );
});

it('is there of what İYS says', async () => {
  const phone = newPhone();
  const member: SignedInMember = {
    id: teams.admin.id,
    fullName: '',
    email: '',
    role: 'admin',
    teamId: null,
    scopeVersion: 0,
  };
  const file = [
    'recipient,recipientType,type,status,source,consentDate',
    `${phone},BIREYSEL,MESAJ,RET,IYS_WEB,2026-11-21 12:00:00`,
  ].join('\n');
  await saidTwice(
    () => takeIysFile(out.deps, member, admin(), file),
    () => keptOf(phone),
    [block('sms', 'iys'), expect.objectContaining({ kind: 'consent', decision: 'withdrawn', source: 'iys' })],
  );
});

it('is there of whoever was erased', async () => {
  const address = newAddress();
  const customerId = await customer({ email: address });
  const kept = async () => [
    ...journal.lines.filter((one) => one.kind === 'erasure' && one.customerId === customerId),
    ...(await keptOf(address)),
  ];
  await saidTwice(() => eraseCustomer(out.deps, admin(), customerId), kept, [
    expect.objectContaining({ kind: 'erasure', customerId }),
    block('email', 'erased'),
  ]);
});

it('is there of a key before it signs anything', async () => {
  const count = async () =>
    (await pool().query<{ count: number }>('SELECT count(*)::int FROM secret_keys')).rows[0]!.count;
  const before = await count();
  failures = 1;
  await expect(rotateMacKey(out.deps)).rejects.toThrow();
  expect(await count()).toBe(before);
  const id = await rotateMacKey(out.deps);
  expect(journal.lines).toContainEqual(expect.objectContaining({ kind: 'key', id }));
});
