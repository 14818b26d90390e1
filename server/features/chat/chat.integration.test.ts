/**
 * WhatsApp from end to end: the real adapter against the stand-in, webhooks as they are told, devices as they see it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationIdOf } from '../../../sync/collections/conversation';
import { settingId } from '../../../sync/rules/setting-rights';
import { bringBytes } from '../../test/bring-bytes';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { openLine, type WhatsappOffice } from '../../test/whatsapp-office';
import { WhatsappError } from '../../gateways/whatsapp/contract';
import { fetchFilesJob } from './fetch-files.job';
import { linkToCustomer, linkToNew } from './link-chat';
import { newWebhookSalt } from '../lines/line-webhook';
import { insertLine } from '../lines/lines.store';
import { lineStatus, listLines, pairLine, replayLine } from '../lines/manage-lines';
import { react } from './react';
import { settleWhatsappJob } from './settle-whatsapp.job';
import { tendLinesJob } from './tend-lines.job';
import { readTyping } from './typing.store';
import { countUnmatched, readUnmatched } from './unmatched.store';

let teams: TwoTeams;
let line: WhatsappOffice;
let mine: Tablet;
beforeAll(async () => {
  teams = await createTwoTeams();
  const { office, agents } = teams;
  office.clock.nowMs = Date.now();
  mine = await Tablet.signIn(office, agents[0]);
  line = await openLine(office.deps, [agents[0].id]);
  await line.deps.pool.query(`UPDATE lines SET new_chat_cap = 100`);
});
afterAll(async () => {
  await line.close();
  await teams.office.close();
});

let count = 0;
const newPhone = () => `+9053300${String((count += 1)).padStart(5, '0')}`;
async function customer(phone: string): Promise<string> {
  const id = mine.create('customers', mine.newCustomer({ phone }));
  await mine.push('customers');
  return id;
}
function write(customerId: string, body: string, more: object = {}): string {
  const createdAt = new Date().toISOString();
  const by = { customerId, channel: 'whatsapp', createdBy: mine.memberId, createdAt };
  const conversationId = conversationIdOf('whatsapp', customerId);
  mine.create('conversations', by, conversationId);
  return mine.create('messages', {
    ...by,
    conversationId,
    direction: 'out',
    subject: '',
    body,
    cancelledAt: '',
    releasedAt: '',
    ...more,
  });
}
const push = async () => {
  await mine.push('conversations');
  await mine.push('messages');
};
const thread = async (customerId: string) =>
  (
    await line.deps.pool.query<Record<string, unknown>>(
      `SELECT id, direction, kind, body, state, reason, reactions, quoted_id AS "quotedId",
        revoked_at IS NOT NULL AS "isRevoked",
         edited_at IS NOT NULL AS "isEdited" FROM messages WHERE customer_id = $1 AND channel = 'whatsapp'
           ORDER BY created_at, direction, body`,
      [customerId],
    )
  ).rows;
const me = () => ({
  id: mine.memberId,
  fullName: '',
  email: '',
  role: 'agent' as const,
  teamId: null,
  scopeVersion: 0,
});
const BY = { memberId: null, ip: '' };
const unmatched = async () => {
  const chats = await readUnmatched(line.deps.pool, me(), 50);
  expect(await countUnmatched(line.deps.pool, me())).toBe(chats.length);
  return chats;
};

describe('what a customer writes', () => {
  it('stands in their thread once however often it is told, edited, reacted to and taken back', async () => {
    const phone = newPhone();
    const id = await customer(phone);
    line.standIn.behave({ deliveries: () => [0, 3] });
    const first = line.standIn.receive(line.instance, { from: phone, name: 'Ayşe', text: 'Merhaba' });
    line.standIn.receive(line.instance, { from: phone, text: 'Fiyat nedir?', quoted: first });
    line.standIn.edit(line.instance, first, 'Merhaba!');
    line.standIn.react(line.instance, first, phone, '👍');
    const gone = line.standIn.receive(line.instance, { from: phone, text: 'Yanlış oldu' });
    line.standIn.revoke(line.instance, gone);
    line.standIn.receive(line.instance, {
      from: phone,
      message: {
        documentMessage: { fileName: 'Proposta.pdf', mimetype: 'application/pdf', fileLength: { low: 45, high: 0 } },
      },
    });
    await line.read();
    line.standIn.behave({ deliveries: () => [0] });
    const shown = await thread(id);
    expect(shown.map(({ body, kind, isEdited, isRevoked }) => [body, kind, isEdited, isRevoked])).toEqual(
      expect.arrayContaining([
        ['Merhaba!', 'text', true, false],
        ['Fiyat nedir?', 'text', false, false],
        ['', 'text', false, true],
        ['Proposta.pdf', 'document', false, false],
      ]),
    );
    expect(shown).toHaveLength(4);
    const greeting = shown.find(({ body }) => body === 'Merhaba!');
    expect(greeting?.['reactions']).toEqual([{ by: 'customer', emoji: '👍' }]);
    expect(shown.find(({ body }) => body === 'Fiyat nedir?')?.['quotedId']).toBe(greeting?.['id']);
    const { rows } = await line.deps.pool.query<{ came: boolean; line: string }>(
      'SELECT last_inbound_at IS NOT NULL AS came, line_id AS line FROM conversations WHERE id = $1',
      [conversationIdOf('whatsapp', id)],
    );
    expect(rows).toEqual([{ came: true, line: line.lineId }]);
    await mine.pull('messages');
  });

  it('is reacted to from here once, by whoever sees the customer, and not while the line is down', async () => {
    const phone = newPhone();
    const id = await customer(phone);
    line.standIn.receive(line.instance, { from: phone, text: 'Sözleşme imzalandı' });
    await line.read();
    const messageId = String((await thread(id))[0]?.['id']);
    const [agent, other] = teams.agents.map(({ id: who }, at) => ({
      ...{ id: who, fullName: '', email: '', role: 'agent' as const, scopeVersion: 1 },
      teamId: at === 0 ? teams.team : teams.otherTeam,
    }));
    await expect(react(line.deps, other!, messageId, '👍')).rejects.toMatchObject({ code: 'chat.unknown' });
    line.standIn.drop(line.instance, 'connecting');
    await expect(react(line.deps, agent!, messageId, '👍')).rejects.toMatchObject({ code: 'chat.reactionNotSent' });
    // What is told of a line counts in the order in which it arrives.
    await line.standIn.allTold();
    line.standIn.join(line.instance);
    await react(line.deps, agent!, messageId, '👍');
    await react(line.deps, agent!, messageId, '👍');
    expect(line.standIn.reactions.map(({ emoji }) => emoji)).toEqual(['👍']);
    await line.read();
    expect((await thread(id))[0]?.['reactions']).toMatchObject([{ emoji: '👍' }]);
    await react(line.deps, agent!, messageId, '');
    await line.read();
    expect((await thread(id))[0]?.['reactions']).toEqual([]);
    expect(line.standIn.reactions.at(-1)).toMatchObject({ emoji: '' });
  });

  it('keeps no key of the server', async () => {
    const { rows } = await line.deps.pool.query<{ raw: string }>('SELECT raw::text AS raw FROM webhook_inbox');
    const token = line.standIn.lines.get(line.instance)?.token ?? '?';
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ raw }) => raw.includes(token))).toEqual([]);
  });

  it('is nobody’s until somebody says whose; LID and number become one, and nothing is lost', async () => {
    const phone = newPhone();
    line.standIn.receive(line.instance, { from: '98765432101234@lid', name: 'Cem', text: 'bir' });
    line.standIn.receive(line.instance, { from: phone, name: 'Cem', text: 'iki' });
    await line.read();
    expect((await unmatched()).filter(({ name }) => name === 'Cem')).toHaveLength(2);
    line.standIn.receive(line.instance, { from: phone, alsoKnownAs: '98765432101234@lid', name: 'Cem', text: 'üç' });
    await line.read();
    const [chat, ...rest] = (await unmatched()).filter(({ name }) => name === 'Cem');
    expect(rest).toEqual([]);
    expect(chat).toMatchObject({ phone, messages: 3 });
    const { customerId } = await linkToNew(line.deps, me(), BY, String(chat?.id), { firstName: 'Cem', lastName: 'Er' });
    line.standIn.receive(line.instance, { from: '98765432101234@lid', text: 'dört' });
    await line.read();
    expect((await thread(customerId)).map(({ body }) => body).sort()).toEqual(['bir', 'dört', 'iki', 'üç']);
    const { rows } = await line.deps.pool.query('SELECT phone, owner_id AS owner FROM customers WHERE id = $1', [
      customerId,
    ]);
    expect(rows).toEqual([{ phone, owner: mine.memberId }]);
  });

  it('becomes one customer although two press at once', async () => {
    line.standIn.receive(line.instance, { from: newPhone(), name: 'İkiz', text: 'selam' });
    await line.read();
    const chat = (await unmatched()).find(({ name }) => name === 'İkiz');
    const press = () => linkToNew(line.deps, me(), BY, String(chat?.id), { firstName: 'İkiz', lastName: 'Tek' });
    const pressed = await Promise.allSettled([press(), press()]);
    expect(pressed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(pressed.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'chat.unknown' } });
    const { rows } = await line.deps.pool.query(`SELECT id FROM customers WHERE first_name = 'İkiz'`);
    expect(rows).toHaveLength(1);
  });

  it('goes to a customer without a number as well, who is written to by what they are known by', async () => {
    line.standIn.receive(line.instance, { from: '11122233344455@lid', name: 'Adsız', text: 'selam' });
    await line.read();
    const chat = (await unmatched()).find(({ name }) => name === 'Adsız');
    const id = await customer('');
    await linkToCustomer(line.deps, me(), BY, String(chat?.id), id);
    write(id, 'Hoş geldiniz');
    await push();
    await line.send();
    expect(line.standIn.sent.at(-1)).toMatchObject({ to: '11122233344455@lid', text: 'Hoş geldiniz' });
  });

  it('goes on in the same thread when their number changes', async () => {
    const [before, after] = [newPhone(), newPhone()];
    const id = await customer(before);
    line.standIn.receive(line.instance, { from: before, text: 'eski numaramdan' });
    await line.read();
    mine.edit('customers', id, { phone: after });
    await mine.push('customers');
    line.standIn.receive(line.instance, { from: after, text: 'yeni numaram bu' });
    await line.read();
    write(id, 'Kaydettim.');
    await push();
    await line.send();
    expect(line.standIn.sent.at(-1)).toMatchObject({ to: `${after.slice(1)}@s.whatsapp.net`, text: 'Kaydettim.' });
    const said = (await thread(id)).map(({ body }) => body).sort();
    expect(said).toEqual(['Kaydettim.', 'eski numaramdan', 'yeni numaram bu']);
    const { rowCount } = await line.deps.pool.query(
      `SELECT FROM conversations WHERE customer_id = $1 AND channel = 'whatsapp'`,
      [id],
    );
    expect(rowCount).toBe(1);
  });

  it('is left alone where it was written in a group', async () => {
    const before = (await unmatched()).length;
    line.standIn.receive(line.instance, { from: '120363041234567890@g.us', text: 'herkese' });
    await line.read();
    expect(await unmatched()).toHaveLength(before);
    const { rows } = await line.deps.pool.query<{ ignored: number }>(
      'SELECT ignored FROM line_days WHERE line_id = $1',
      [line.lineId],
    );
    expect(rows[0]?.ignored).toBe(1);
  });

  it('is refused from whoever does not know the secret, and where it is no event', async () => {
    const post = line.standIn;
    expect(post).toBeDefined();
    const { createHttpApp } = await import('../../http/app');
    const app = createHttpApp(line.deps);
    const ask = async (url: string, body: string) =>
      (await app.request(url, { method: 'POST', body, headers: { host: new URL(url).host } })).status;
    expect(await ask(`${line.webhookUrl.slice(0, -3)}abc`, '{"event":"x"}')).toBe(404);
    expect(await ask(line.webhookUrl, 'no json')).toBe(400);
    expect(await ask(line.webhookUrl, '{"event":"messages.upsert","data":{}}')).toBe(204);
  });
});

describe('what we write', () => {
  it('leaves once and shows how far it came', async () => {
    const id = await customer(newPhone());
    write(id, 'Merhaba, yarın görüşelim mi?');
    await push();
    await line.send();
    await line.read();
    expect(await thread(id)).toMatchObject([{ direction: 'out', state: 'read', body: 'Merhaba, yarın görüşelim mi?' }]);
  });

  it('quotes what was said with the same person, and nobody else’s words', async () => {
    const [phone, others] = [newPhone(), newPhone()];
    const [id, other] = [await customer(phone), await customer(others)];
    line.standIn.receive(line.instance, { from: phone, text: 'Ne zaman?' });
    line.standIn.receive(line.instance, { from: others, text: 'Kimseye söylemeyin' });
    await line.read();
    const quotedBy = async (of: string, body: string) => {
      const quotedId = String((await thread(of))[0]?.['id']);
      write(id, body, { quotedId });
      await push();
      await line.send();
      const row = line.standIn.lines.get(line.instance)?.rows.at(-1);
      return { text: row?.message['conversation'], isQuoting: row?.contextInfo !== null };
    };
    expect(await quotedBy(id, 'Yarın')).toEqual({ text: 'Yarın', isQuoting: true });
    expect(await quotedBy(other, 'Bakar mısınız')).toEqual({ text: 'Bakar mısınız', isQuoting: false });
    // One person under two records has one thread.
    await line.deps.pool.query('UPDATE customers SET merged_into = $2 WHERE id = $1', [other, id]);
    expect(await quotedBy(other, 'Söylemem')).toEqual({ text: 'Söylemem', isQuoting: true });
  });

  it('is found by its words where the answer was lost, and never sent twice', async () => {
    const id = await customer(newPhone());
    let lost = 2;
    line.standIn.behave({ answer: () => ((lost -= 1) >= 0 ? 'lost' : 'accept'), deliveries: () => [] });
    const sentBefore = line.standIn.sent.length;
    write(id, 'tamam');
    write(id, 'tamam');
    await push();
    await line.send();
    expect((await thread(id)).map(({ state }) => state).sort()).toEqual(['queued', 'unknown']);
    await line.lookForUnanswered();
    await line.deps.pool.query(`UPDATE deliveries SET not_before = now() WHERE state = 'queued'`);
    await line.send();
    await line.standIn.allTold();
    await line.lookForUnanswered();
    line.standIn.behave({ answer: () => 'accept', deliveries: () => [0] });
    expect(line.standIn.sent.length - sentBefore).toBe(2);
    expect((await thread(id)).map(({ state }) => state)).toEqual(['read', 'read']);
    expect(await thread(id)).toHaveLength(2);
  });

  it('is asked about more and more seldom where nobody ever answers, and at once where more joins it', async () => {
    const id = await customer(newPhone());
    const { pool } = line.deps;
    let asked = 0;
    const whatsapp: typeof line.deps.whatsapp = {
      ...line.deps.whatsapp,
      heard: (...of) => {
        asked += 1;
        return line.deps.whatsapp.heard(...of);
      },
    };
    const look = () => settleWhatsappJob.run({ ...line.deps, whatsapp }, AbortSignal.timeout(20_000));
    const unheard = async (text: string) => {
      line.standIn.behave({ answer: () => 'unheard', deliveries: () => [] });
      write(id, text);
      await push();
      await line.send();
      line.standIn.behave({ answer: () => 'accept', deliveries: () => [0] });
    };
    const later = async (seconds: number) => {
      const by = [`${seconds} seconds`];
      await pool.query(
        `UPDATE deliveries SET claimed_at = claimed_at - $1::interval WHERE channel = 'whatsapp' AND state = 'unknown'`,
        by,
      );
      await pool.query('UPDATE lines SET asked_at = asked_at - $1::interval', by);
    };
    await unheard('sessizlik');
    expect(await look()).toBeLessThanOrEqual(10_000);
    await look();
    expect(asked).toBe(1);
    await later(10);
    await look();
    expect(asked).toBe(2);
    await later(36_000);
    expect(await look()).toBeGreaterThan(60_000);
    await later(60);
    await look();
    expect(asked).toBe(3);
    await pool.query(`UPDATE deliveries SET state = 'failed' WHERE channel = 'whatsapp' AND state = 'unknown'`);
    await unheard('bir daha');
    await look();
    expect(asked).toBe(4);
    await pool.query(`UPDATE deliveries SET state = 'failed' WHERE channel = 'whatsapp' AND state = 'unknown'`);
  });

  it('is not taken for what somebody types on another day in the same words', async () => {
    const id = await customer(newPhone());
    line.standIn.behave({ answer: () => 'unheard', deliveries: () => [] });
    write(id, 'peki');
    await push();
    await line.send();
    line.standIn.behave({ answer: () => 'accept', deliveries: () => [0] });
    expect(await thread(id)).toMatchObject([{ body: 'peki', state: 'unknown' }]);
    await line.deps.pool.query(
      `UPDATE deliveries SET claimed_at = claimed_at - interval '3 days' WHERE customer_id = $1`,
      [id],
    );
    // On the computer, over the same number.
    line.standIn.take(
      line.standIn.lines.get(line.instance)!,
      `+9053300${String(count).padStart(5, '0')}`,
      { conversation: 'peki' },
      null,
    );
    await line.read();
    expect(await thread(id)).toHaveLength(2);
    expect((await thread(id)).map(({ state }) => state).sort()).toEqual(['read', 'unknown']);
  });

  it('is one although WhatsApp calls the number otherwise, and its answers come into the thread', async () => {
    const id = await customer('+5531988887777');
    const there = '553188887777@s.whatsapp.net';
    line.standIn.behave({ answer: () => 'lost', deliveries: () => [] });
    write(id, 'Bom dia');
    await push();
    await line.send();
    line.standIn.behave({ answer: () => 'accept', deliveries: () => [0] });
    line.standIn.lines.get(line.instance)!.rows.at(-1)!.key['remoteJid'] = there;
    await line.lookForUnanswered();
    line.standIn.receive(line.instance, { from: there, name: 'João', text: 'Oi' });
    await line.read();
    expect((await thread(id)).map(({ direction, body }) => [direction, body]).sort()).toEqual([
      ['in', 'Oi'],
      ['out', 'Bom dia'],
    ]);
    expect((await thread(id)).map(({ state }) => state)).not.toContain('unknown');
    expect((await unmatched()).filter(({ name }) => name === 'João')).toEqual([]);
  });

  it('waits while the line is down, and leaves when it is there again', async () => {
    const id = await customer(newPhone());
    line.standIn.drop(line.instance, 'connecting');
    await line.read();
    write(id, 'sonra');
    await push();
    await line.send();
    expect(await thread(id)).toMatchObject([{ state: 'queued', reason: 'line_down' }]);
    line.standIn.join(line.instance);
    await line.read();
    await line.send();
    await line.read();
    expect(await thread(id)).toMatchObject([{ state: 'read' }]);
  });

  it('fails for good where WhatsApp refuses it; after three the line begins no chats, and answers go on', async () => {
    const known = newPhone();
    const knownId = await customer(known);
    line.standIn.receive(line.instance, { from: known, text: 'selam' });
    await line.read();
    line.standIn.behave({ fate: () => 'refused' });
    const ids = [await customer(newPhone()), await customer(newPhone()), await customer(newPhone())];
    for (const id of ids) write(id, 'ilk');
    await push();
    await line.send();
    await line.read();
    for (const id of ids) expect(await thread(id)).toMatchObject([{ state: 'failed', reason: 'whatsapp_refused' }]);
    line.standIn.behave({ fate: () => 'read' });
    const later = await customer(newPhone());
    write(later, 'ilk');
    write(knownId, 'yanıt');
    await push();
    await line.send();
    await line.read();
    expect(await thread(later)).toMatchObject([{ state: 'queued', reason: 'line_restricted' }]);
    expect(await thread(knownId)).toMatchObject([{ direction: 'in' }, { state: 'read' }]);
    await line.deps.pool.query('UPDATE lines SET restricted_until = NULL');
  });

  it('begins no more than so many chats a day', async () => {
    await line.deps.pool.query('UPDATE lines SET new_chat_cap = 0');
    const id = await customer(newPhone());
    write(id, 'ilk');
    await push();
    await line.send();
    expect(await thread(id)).toMatchObject([{ state: 'queued', reason: 'new_chats_capped' }]);
    await line.deps.pool.query('UPDATE lines SET new_chat_cap = 100');
  });

  it('that is to leave later waits for its time', async () => {
    const id = await customer(newPhone());
    write(id, 'yarın', { sendAt: new Date(Date.now() + 3_600_000).toISOString() });
    await push();
    await line.send();
    expect(await thread(id)).toMatchObject([{ state: 'queued', reason: '' }]);
  });

  it('ends with STOP', async () => {
    const phone = newPhone();
    const id = await customer(phone);
    line.standIn.receive(line.instance, { from: phone, text: 'DUR' });
    await line.read();
    write(id, 'bir daha');
    await push();
    await line.send();
    expect((await thread(id)).find(({ direction }) => direction === 'out')).toMatchObject({
      state: 'skipped',
      reason: 'stopped',
    });
  });
});

describe('what comes with a message', () => {
  it('is fetched and stands among the files of the customer', async () => {
    const phone = newPhone();
    const id = await customer(phone);
    line.standIn.receive(line.instance, {
      from: phone,
      message: { documentMessage: { fileName: 'Teklif.pdf', mimetype: 'application/pdf', fileLength: 9 } },
      file: {
        base64: Buffer.from('%PDF-1.7\n%%EOF\n').toString('base64'),
        mimetype: 'application/pdf',
        fileName: 'Teklif.pdf',
      },
    });
    await line.read();
    await fetchFilesJob.run(line.deps, AbortSignal.timeout(10_000));
    await fetchFilesJob.run(line.deps, AbortSignal.timeout(10_000));
    const { rows } = await line.deps.pool.query(
      `SELECT f.name, f.state, f.source, m.kind FROM files f JOIN messages m ON m.file_id = f.id
        WHERE f.customer_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ name: 'Teklif.pdf', state: 'stored', source: 'chat', kind: 'document' }]);
  });
});

describe('of what comes with messages', () => {
  const receive = (phone: string, fileName: string, secondsAgo: number) =>
    line.standIn.receive(line.instance, {
      from: phone,
      atMs: Date.now() - secondsAgo * 1_000,
      message: { documentMessage: { fileName, mimetype: 'application/pdf', fileLength: 9 } },
      file: { base64: Buffer.from('%PDF-1.7\n%%EOF\n').toString('base64'), mimetype: 'application/pdf', fileName },
    });
  const stands = async (keyId: string) =>
    (
      await line.deps.pool.query<{ state: string; tries: number }>(
        'SELECT file_state AS state, file_tries AS tries FROM chat_messages WHERE key_id = $1',
        [keyId],
      )
    ).rows;
  const fetchThrice = async (whatsapp: Partial<typeof line.deps.whatsapp>) => {
    const deps = { ...line.deps, whatsapp: { ...line.deps.whatsapp, ...whatsapp } };
    for (let round = 0; round < 3; round += 1) await fetchFilesJob.run(deps, AbortSignal.timeout(10_000));
  };

  it('one that takes too long keeps no other waiting; a server that is away costs none a try', async () => {
    const phone = newPhone();
    await customer(phone);
    const [slow, next] = [receive(phone, 'Uzun.pdf', 60), receive(phone, 'Teklif.pdf', 30)];
    await line.read();
    const timedOut = () => Promise.reject(new WhatsappError('unreachable', 'ETIMEDOUT'));
    await fetchThrice({ file: timedOut, state: timedOut });
    expect([await stands(slow), await stands(next)]).toEqual([
      [{ state: 'pending', tries: 0 }],
      [{ state: 'pending', tries: 0 }],
    ]);
    const { file } = line.deps.whatsapp;
    await fetchThrice({
      file: (instance, keyId, ...more) => (keyId === slow ? timedOut() : file(instance, keyId, ...more)),
    });
    expect([await stands(slow), await stands(next)]).toEqual([
      [{ state: 'pending', tries: 1 }],
      [{ state: 'done', tries: 1 }],
    ]);
    await line.deps.pool.query('UPDATE chat_messages SET file_after = NULL WHERE key_id = $1', [slow]);
    await fetchThrice({});
    expect(await stands(slow)).toEqual([{ state: 'done', tries: 2 }]);
  });
});

describe('a line that is connected', () => {
  it('by a code, though it had begun with a picture', async () => {
    line.standIn.drop(line.instance, 'close');
    await pairLine(line.deps, line.lineId, null);
    expect((await pairLine(line.deps, line.lineId, null)).pairingCode).toBeNull();
    await pairLine(line.deps, line.lineId, '+905320000000');
    await line.read();
    expect(await pairLine(line.deps, line.lineId, '+905320000000')).toMatchObject({ pairingCode: 'SAHA1234' });
    const pictures = line.standIn.lines.get(line.instance)?.pictures;
    await pairLine(line.deps, line.lineId, '+905320000000');
    expect(line.standIn.lines.get(line.instance)?.pictures).toBe(pictures);
    // The number was wrong: the next one is asked for a code of its own, once.
    await pairLine(line.deps, line.lineId, '+905320000001', true);
    expect(line.standIn.lines.get(line.instance)).toMatchObject({ phone: '905320000001', pictures: pictures! + 1 });
    await line.read();
    expect(await pairLine(line.deps, line.lineId, '+905320000001')).toMatchObject({ pairingCode: 'SAHA1234' });
    await line.standIn.allTold();
    line.standIn.join(line.instance);
    expect((await pairLine(line.deps, line.lineId, null)).state).toBe('open');
    await line.read();
  });
});

describe('who writes just now', () => {
  const typing = (viewer = me()) => readTyping(line.deps.pool, viewer);
  const kept = async () => (await line.deps.pool.query('SELECT id FROM webhook_inbox')).rowCount;
  const tell = async (phone: string, presence: 'composing' | 'recording' | 'paused') => {
    line.standIn.type(line.instance, phone, presence);
    await line.standIn.allTold();
  };

  it('is known to those who see the customer, ends by a word or by itself, and is kept nowhere', async () => {
    const phone = newPhone();
    const customerId = await customer(phone);
    line.standIn.receive(line.instance, { from: phone, text: 'Merhaba' });
    await line.read();
    const before = await kept();
    await tell(phone, 'composing');
    const conversationId = conversationIdOf('whatsapp', customerId);
    expect(await typing()).toEqual([{ conversationId, kind: 'composing' }]);
    expect(await typing({ ...me(), id: line.deps.newId() })).toEqual([]);
    await tell(phone, 'paused');
    expect(await typing()).toEqual([]);
    await tell(phone, 'recording');
    expect(await typing()).toEqual([{ conversationId, kind: 'recording' }]);
    // As if that had been a while ago: nobody said that it ended.
    await line.deps.pool.query(`UPDATE chats SET typing_until = typing_until - interval '15 seconds'`);
    expect(await typing()).toEqual([]);
    expect(await kept()).toBe(before);
  });

  it('of strangers and groups says nothing', async () => {
    line.standIn.type(line.instance, '120363000000000000@g.us', 'composing');
    await tell('+905550009988', 'composing');
    expect(await typing()).toEqual([]);
  });
});

describe('what leaves with a message', () => {
  const PDF = Buffer.from('%PDF-1.7\n%%EOF\n');
  /** A message with a file, whose bytes are brought or not. */
  async function attach(name: string, kind: string, more: object = {}) {
    const phone = newPhone();
    const customerId = await customer(phone);
    const fileId = line.deps.newId();
    const id = write(customerId, '', { kind, fileId, ...more });
    await push();
    const bring = async (bytes: Buffer, ofCustomer = customerId) => {
      const about = { conversationId: '', messageId: id, appointmentId: '', note: '', labels: [], source: 'upload' };
      const by = { createdBy: mine.memberId, createdAt: new Date().toISOString(), deletedAt: '' };
      mine.create('files', { customerId: ofCustomer, name, ...about, ...by }, fileId);
      await mine.push('files');
      await bringBytes(line.deps, fileId, bytes);
    };
    const sent = () => line.standIn.sent.filter(({ to }) => to === `${phone.slice(1)}@s.whatsapp.net`);
    const shown = async () => (await thread(customerId)).map(({ state, reason }) => `${state} ${reason}`.trim());
    return { customerId, fileId, bring, sent, shown };
  }
  const leaves = async () => {
    await line.deps.pool.query(`UPDATE lines SET free_at = now()`);
    await line.send();
    await line.read();
  };

  it('waits for its bytes, leaves once with them, and stands among the documents that were sent', async () => {
    const { bring, sent, shown, fileId } = await attach('Teklif.pdf', 'document', { body: 'Teklifimiz' });
    await leaves();
    expect(await shown()).toEqual(['queued file_waiting']);
    await bring(PDF);
    await leaves();
    await leaves();
    expect(await shown()).toEqual(['read']);
    expect(sent()).toMatchObject([
      {
        text: 'Teklifimiz',
        file: { operation: 'sendMedia', mediatype: 'document', fileName: 'Teklif.pdf', size: PDF.length },
      },
    ]);
    const { rows } = await line.deps.pool.query('SELECT marks FROM files WHERE id = $1', [fileId]);
    expect(rows).toEqual([{ marks: ['sent'] }]);
    await fetchFilesJob.run(line.deps, AbortSignal.timeout(10_000));
    expect(
      (await line.deps.pool.query('SELECT id FROM files WHERE name = $1 AND marks @> $2', ['Teklif.pdf', ['sent']]))
        .rows,
    ).toHaveLength(1);
  });

  it('asks before it leaves where its bytes came more than twelve hours late, and leaves once when told', async () => {
    const { customerId, fileId, bring, sent, shown } = await attach('Teklif.pdf', 'document');
    await leaves();
    await line.deps.pool.query(`UPDATE messages SET created_at = created_at - interval '13 hours' WHERE file_id = $1`, [
      fileId,
    ]);
    await bring(PDF);
    await leaves();
    expect([await shown(), sent()]).toEqual([['queued waited_long'], []]);
    const [held] = await thread(customerId);
    await mine.sync();
    mine.edit('messages', String(held?.['id']), { releasedAt: new Date().toISOString() });
    await push();
    await leaves();
    await leaves();
    expect([await shown(), sent().length]).toEqual([['read'], 1]);
  });

  it('is found again when its answer was lost, though it has no words', async () => {
    const { bring, sent, shown } = await attach('Teklif.pdf', 'document');
    await bring(PDF);
    line.standIn.behave({ answer: () => 'lost' });
    await leaves();
    line.standIn.behave({ answer: () => 'accept' });
    await leaves();
    expect(await shown()).toEqual(['read']);
    expect(sent()).toHaveLength(1);
  });

  it('says why it cannot: refused, of another customer', async () => {
    const refused = await attach('Teklif.pdf', 'document');
    await refused.bring(Buffer.from('MZ\u0000\u0001'));
    const other = await attach('Teklif.pdf', 'document');
    await other.bring(PDF, refused.customerId);
    await leaves();
    expect(await refused.shown()).toEqual(['failed file_refused']);
    expect(await other.shown()).toEqual(['failed file_gone']);
    expect([...refused.sent(), ...other.sent()]).toEqual([]);
  });

  it('is refused where the channel has no room for it', async () => {
    const id = await customer(newPhone());
    const fileId = line.deps.newId();
    write(id, 'a'.repeat(1_025), { kind: 'document', fileId });
    write(id, 'söz', { kind: 'audio', fileId });
    write(id, '', { kind: 'sticker', fileId });
    const results = (await mine.push('conversations').then(() => mine.push('messages'))).map((one) =>
      one.outcome === 'refused' ? one.code : one.outcome,
    );
    expect(results.sort()).toEqual(['message.captionTooLong', 'sync.invalidDocument', 'sync.invalidDocument']);
  });
});

describe('a line', () => {
  /** Open on no day, or at any hour. */
  const openHours = async (isOpen: boolean) => {
    const day = isOpen ? [{ from: '00:00', to: '24:00' }] : [];
    await line.deps.pool.query(`DELETE FROM settings WHERE key = 'officeHours'`);
    await line.deps.pool.query(
      `INSERT INTO settings (id, key, subject, value, created_by, created_at)
        VALUES ($1, 'officeHours', '', $2, $3, now())`,
      [settingId('officeHours', ''), JSON.stringify({ days: Array.from({ length: 7 }, () => day) }), mine.memberId],
    );
  };
  const missed = async (text: string) => {
    const phone = newPhone();
    const id = await customer(phone);
    line.standIn.behave({ deliveries: () => [] });
    // By the office's clock, which stands still in tests.
    const minutesAgo = (minutes: number) => line.deps.now() - minutes * 60_000;
    line.standIn.receive(line.instance, { from: phone, text, atMs: minutesAgo(3) });
    line.standIn.behave({ deliveries: () => [0] });
    await line.deps.pool.query(`UPDATE lines SET pulled_at = $1`, [new Date(minutesAgo(10)).toISOString()]);
    await line.tend();
    expect(await thread(id)).toMatchObject([{ body: text }]);
    const { rows } = await line.deps.pool.query<{ isSilent: boolean }>(
      'SELECT silent_since IS NOT NULL AS "isSilent" FROM lines',
    );
    return rows;
  };

  it('is asked for what nobody told of, and says that it was silent where the office is open', async () => {
    await openHours(false);
    expect(await missed('gece yazdım')).toEqual([{ isSilent: false }]);
    await openHours(true);
    expect(await missed('duyuyor musunuz?')).toEqual([{ isSilent: true }]);
  });

  it('is shown to who answers over it though they may begin nothing on it, and to nobody else', async () => {
    const [, other] = teams.agents;
    const stands = async (id: string) =>
      (await lineStatus(line.deps, { id, role: 'agent' })).map(({ name, mayBegin }) => [name, mayBegin]);
    expect(await stands(mine.memberId)).toEqual([['Merkez', true]]);
    expect(await stands(other.id)).toEqual([]);
    const id = await customer(newPhone());
    line.standIn.receive(line.instance, { from: `+9053300${String(count).padStart(5, '0')}`, text: 'Merhaba' });
    await line.read();
    await line.deps.pool.query('UPDATE customers SET owner_id = $2 WHERE id = $1', [id, other.id]);
    expect(await stands(other.id)).toEqual([['Merkez', false]]);
  });

  it('that told what cannot be read says so to an admin, until it was read', async () => {
    await line.deps.pool.query(
      `INSERT INTO webhook_inbox (id, line_id, raw, tries, error) VALUES (gen_random_uuid(), $1, '{"event": "x"}', 5,
        'nothing')`,
      [line.lineId],
    );
    const unreadable = async () => (await listLines(line.deps)).map((one) => one.unreadable);
    expect(await unreadable()).toEqual([1]);
    await replayLine(line.deps, BY, line.lineId);
    await line.read();
    expect(await unreadable()).toEqual([0]);
  });

  it('that breaks with what it holds keeps no other from being tended', async () => {
    const { deps } = line;
    const broken = deps.newId();
    await insertLine(deps.pool, { id: broken, name: 'Ankara', instance: broken, webhookSalt: newWebhookSalt() }, null);
    const asked: string[] = [];
    const state = (instance: string) => {
      asked.push(instance);
      return instance === broken ? Promise.reject(new Error('nobody foresaw this')) : deps.whatsapp.state(instance);
    };
    const tended = tendLinesJob.run({ ...deps, whatsapp: { ...deps.whatsapp, state } }, AbortSignal.timeout(20_000));
    await expect(tended).rejects.toThrow('1 lines could not be tended');
    await deps.pool.query('UPDATE lines SET removed_at = now() WHERE id = $1', [broken]);
    expect(asked.toSorted()).toEqual([line.instance, broken].toSorted());
  });

  it('told something a month ago, of which nothing is kept any more', async () => {
    const kept = async () =>
      (await line.deps.pool.query(`SELECT raw->>'age' AS age FROM webhook_inbox WHERE raw ? 'age' ORDER BY 1`)).rows;
    await line.deps.pool.query(
      `INSERT INTO webhook_inbox (id, line_id, raw, received_at) SELECT gen_random_uuid(), $1,
        jsonb_build_object('age', d), now() - make_interval(days => d) FROM unnest(ARRAY[29, 31]) d`,
      [line.lineId],
    );
    await line.read();
    expect(await kept()).toEqual([{ age: '29' }]);
  });

  it('tells again, on demand, without saying anything twice', async () => {
    const before = await line.deps.pool.query('SELECT count(*) AS n FROM messages');
    await line.deps.pool.query('UPDATE webhook_inbox SET processed_at = NULL');
    await line.read();
    expect((await line.deps.pool.query('SELECT count(*) AS n FROM messages')).rows).toEqual(before.rows);
    const failed = await line.deps.pool.query(`SELECT error FROM webhook_inbox WHERE error <> ''`);
    expect(failed.rows).toEqual([]);
  });
});
