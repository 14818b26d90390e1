/** A line that is removed and made anew with the same phone: what the phone tells once more is known already. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EVENTS } from '../../gateways/whatsapp/evolution';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { openLine, type WhatsappOffice } from '../../test/whatsapp-office';
import { newWebhookSalt, webhookUrlOf } from '../lines/line-webhook';
import { insertLine } from '../lines/lines.store';
import { linkToNew } from './link-chat';
import { keepWebhook } from './inbox.store';
import { fetchFilesJob } from './fetch-files.job';
import { readUnmatched } from './unmatched.store';

let teams: TwoTeams;
let line: WhatsappOffice;
let mine: Tablet;
beforeAll(async () => {
  teams = await createTwoTeams();
  teams.office.clock.nowMs = Date.now();
  mine = await Tablet.signIn(teams.office, teams.agents[0]);
  line = await openLine(teams.office.deps, [teams.agents[0].id]);
});
afterAll(async () => {
  await line.close();
  await teams.office.close();
});

const BY = { memberId: null, ip: '' };
const me = () => ({
  ...{ id: mine.memberId, fullName: '', email: '', role: 'agent' as const, teamId: null, scopeVersion: 0 },
});
const thread = async (customerId: string) =>
  (
    await line.deps.pool.query<Record<string, unknown>>(
      `SELECT m.direction, m.body, m.edited_at IS NOT NULL AS "isEdited", v.line_id AS "lineId"
       FROM messages m JOIN conversations v ON v.id = m.conversation_id WHERE m.customer_id = $1
       ORDER BY m.created_at, m.body`,
      [customerId],
    )
  ).rows;

it('shows nothing twice, answers nothing twice, and goes on where it was', async () => {
  const { deps, standIn } = line;
  const { pool } = deps;
  // Nobody but a person could say whose address this is.
  const address = '45645645645645@lid';
  const before = Date.now() - 3_600_000;
  const first = standIn.receive(line.instance, { from: address, name: 'Derya', text: 'Merhaba', atMs: before });
  standIn.receive(line.instance, { from: address, text: 'Fiyat nedir?', atMs: before + 60_000 });
  const erased = standIn.receive(line.instance, { from: '+905330099999', text: 'beni silin', atMs: before + 61_000 });
  await line.read();
  const chat = (await readUnmatched(pool, me(), 50)).find(({ name }) => name === 'Derya');
  const { customerId } = await linkToNew(deps, me(), BY, String(chat?.id), { firstName: 'Derya', lastName: '' });
  standIn.edit(line.instance, first, 'Merhaba!');
  const file = standIn.receive(line.instance, {
    from: address,
    atMs: before + 120_000,
    message: { documentMessage: { fileName: 'Plan.pdf', mimetype: 'application/pdf', fileLength: 9 } },
    file: {
      base64: Buffer.from('%PDF-1.7\n%%EOF\n').toString('base64'),
      mimetype: 'application/pdf',
      fileName: 'Plan.pdf',
    },
  });
  await line.read();
  await pool.query('UPDATE chat_messages SET chat_id = NULL WHERE key_id = $1', [erased]);
  const shown = await thread(customerId);
  expect(shown).toHaveLength(3);

  const removed = standIn.lines.get(line.instance)!;
  await pool.query(`UPDATE lines SET removed_at = now(), state = 'close' WHERE id = $1`, [line.lineId]);
  const anew = { id: deps.newId(), name: 'Merkez', instance: `saha-${deps.newId()}`, webhookSalt: newWebhookSalt() };
  await insertLine(pool, anew, null);
  await pool.query('INSERT INTO line_members (line_id, member_id) VALUES ($1, $2)', [anew.id, mine.memberId]);
  await pool.query(`UPDATE lines SET state = 'open' WHERE id = $1`, [anew.id]);
  const webhook = { url: webhookUrlOf(deps.config, anew), enabled: true, events: [...EVENTS] };
  const there = standIn.addLine(anew.instance, webhook, 'open');
  there.rows.push(...removed.rows);
  const history = { event: 'messages.set', data: removed.rows.map((row) => standIn.dataOf(there, row, 'READ')) };
  for (let time = 0; time < 2; time += 1) {
    await keepWebhook(pool, deps.newId(), anew.id, history);
    await line.read();
  }
  standIn.receive(anew.instance, { from: address, text: 'Orada mısınız?', atMs: before + 180_000 });
  await line.read();

  expect(await thread(customerId)).toEqual([
    ...shown.map((message) => ({ ...message, lineId: anew.id })),
    { direction: 'in', body: 'Orada mısınız?', isEdited: false, lineId: anew.id },
  ]);
  // Who was erased is not heard again, and nobody waits to be named.
  expect(await readUnmatched(pool, me(), 50)).toEqual([]);
  await fetchFilesJob.run(deps, AbortSignal.timeout(10_000));
  const { rows } = await pool.query('SELECT file_state AS state FROM chat_messages WHERE key_id = $1', [file]);
  expect(rows).toEqual([{ state: 'done' }]);
});
