/** What a team does with conversations: who has them, and what is answered while nobody is there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationIdOf } from '../../../sync/collections/conversation';
import { settingId } from '../../../sync/rules/setting-rights';
import { localTimeOf } from '../../../sync/rules/wall-time';
import { outcomes } from '../../test/one-team';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { openLine, type WhatsappOffice } from '../../test/whatsapp-office';

let teams: TwoTeams;
let line: WhatsappOffice;
let mine: Tablet;
let theirs: Tablet;
beforeAll(async () => {
  teams = await createTwoTeams();
  const { office, agents } = teams;
  office.clock.nowMs = Date.now();
  mine = await Tablet.signIn(office, agents[0]);
  theirs = await Tablet.signIn(office, agents[1]);
  line = await openLine(office.deps, [agents[0].id]);
});
afterAll(async () => {
  await line.close();
  await teams.office.close();
});

let count = 0;
const newPhone = () => `+9053400${String((count += 1)).padStart(5, '0')}`;
async function wrote(text = 'Merhaba'): Promise<{ customerId: string; id: string; phone: string }> {
  const phone = newPhone();
  const customerId = mine.create('customers', mine.newCustomer({ phone }));
  await mine.push('customers');
  line.standIn.receive(line.instance, { from: phone, text });
  await line.read();
  await mine.sync();
  return { customerId, id: conversationIdOf('whatsapp', customerId), phone };
}
const handover = (by: string, to: string, note = '') => ({
  id: line.deps.newId(),
  by,
  to,
  note,
  at: new Date(mine.nowMs).toISOString(),
});

describe('a conversation that is handed over', () => {
  it('is with the colleague, its note and its messages with it, once they see the customer', async () => {
    const { customerId, id } = await wrote('Fiyatı sormuştum');
    mine.edit('conversations', id, {
      assigneeId: theirs.memberId,
      handovers: [handover(mine.memberId, theirs.memberId)],
    });
    expect(outcomes(await mine.push('conversations'))).toEqual(['conversation.assigneeOutOfSight']);
    mine.edit('customers', customerId, { sharedWith: [theirs.memberId] });
    await mine.push('customers');
    mine.edit('conversations', id, {
      assigneeId: theirs.memberId,
      handovers: [handover(mine.memberId, theirs.memberId, 'Pazartesi aranacak')],
    });
    await mine.push('conversations');
    await theirs.sync();
    expect(theirs.fields('conversations', id)).toMatchObject({
      assigneeId: theirs.memberId,
      handovers: [{ by: mine.memberId, to: theirs.memberId, note: 'Pazartesi aranacak' }],
    });
  });

  it('keeps what two wrote at once, and nobody gives it away in another’s name', async () => {
    const { customerId, id } = await wrote();
    mine.edit('customers', customerId, { sharedWith: [theirs.memberId] });
    await mine.push('customers');
    await theirs.sync();
    const [first, second] = [
      handover(mine.memberId, theirs.memberId, 'bir'),
      handover(theirs.memberId, theirs.memberId),
    ];
    mine.edit('conversations', id, { handovers: [first] });
    theirs.edit('conversations', id, { handovers: [second] });
    await mine.push('conversations');
    await theirs.push('conversations');
    await mine.sync();
    expect(mine.fields('conversations', id)?.['handovers']).toEqual(expect.arrayContaining([first, second]));
    theirs.edit('conversations', id, { handovers: [first, second, handover(mine.memberId, theirs.memberId, 'sahte')] });
    expect(outcomes(await theirs.push('conversations'))).toEqual(['request.invalid']);
  });
});

describe('while a colleague is away', () => {
  const dayOn = (days: number) =>
    localTimeOf(new Date(mine.nowMs + days * 86_400_000).toISOString(), 'Europe/Istanbul').slice(0, 10);
  const absenceId = settingId('absence', 'leave');
  const beAway = async (isAway: boolean, standInId: string) => {
    await mine.sync();
    const value = { fromOn: dayOn(-1), toOn: dayOn(1), fromTime: '', toTime: '', note: '', standInId };
    const archivedAt = isAway ? '' : new Date(mine.nowMs).toISOString();
    const made = { key: 'absence', subject: 'leave', memberId: mine.memberId, createdBy: mine.memberId };
    if (mine.get('settings', absenceId) === undefined)
      mine.create('settings', { ...made, value, archivedAt, createdAt: new Date(mine.nowMs).toISOString() }, absenceId);
    else mine.edit('settings', absenceId, { value, archivedAt });
    expect(outcomes(await mine.push('settings'))).toEqual(['applied']);
  };
  const says = async (phone: string, text: string) => {
    line.standIn.receive(line.instance, { from: phone, text });
    await line.read();
    await mine.sync();
    await theirs.sync();
  };

  it('what is written goes to the stand-in with its customer, and returns with the first message after', async () => {
    await beAway(true, theirs.memberId);
    const { id, customerId, phone } = await wrote('Randevumu sormak istedim');
    await theirs.sync();
    expect(theirs.fields('customers', customerId)).toMatchObject({ sharedWith: [theirs.memberId] });
    expect(theirs.fields('conversations', id)).toMatchObject({
      assigneeId: theirs.memberId,
      handovers: [{ by: mine.memberId, to: theirs.memberId, note: '' }],
    });
    await says(phone, 'Orada mısınız?');
    expect(theirs.fields('conversations', id)?.['handovers']).toHaveLength(1);
    await beAway(false, theirs.memberId);
    await says(phone, 'Bugün de yazayım');
    expect(mine.fields('conversations', id)).toMatchObject({ assigneeId: '' });
    expect(mine.fields('conversations', id)?.['handovers']).toHaveLength(2);
  });

  it('it stays where nobody stands in, where who is named has left, and where it was taken back by hand', async () => {
    await beAway(true, '');
    expect(mine.fields('conversations', (await wrote()).id)).toMatchObject({ assigneeId: '', handovers: [] });
    await line.deps.pool.query('UPDATE members SET is_active = false WHERE id = $1', [theirs.memberId]);
    await beAway(true, theirs.memberId);
    expect(mine.fields('conversations', (await wrote()).id)).toMatchObject({ assigneeId: '', handovers: [] });
    await line.deps.pool.query('UPDATE members SET is_active = true WHERE id = $1', [theirs.memberId]);
    const { id, phone } = await wrote();
    const given = mine.fields('conversations', id)?.['handovers'] as object[];
    expect(given).toHaveLength(1);
    const taken = { ...handover(mine.memberId, mine.memberId), at: new Date(mine.nowMs + 1_000).toISOString() };
    mine.edit('conversations', id, { assigneeId: '', handovers: [...given, taken] });
    await mine.push('conversations');
    await says(phone, 'Teşekkürler');
    expect(mine.fields('conversations', id)).toMatchObject({ assigneeId: '' });
    await beAway(false, '');
  });
});

describe('while the office is closed', () => {
  const AWAY = { isOn: true, textTr: 'Şu an kapalıyız.', textEn: 'We are closed.' };
  /** Open on no day, or at any hour. */
  async function decide(isClosed: boolean, value: object = AWAY) {
    const boss = await Tablet.signIn(teams.office, teams.manager);
    const days = Array.from({ length: 7 }, () => (isClosed ? [] : [{ from: '00:00', to: '24:00' }]));
    const at = new Date(boss.nowMs).toISOString();
    for (const [key, stored] of Object.entries({ awayAnswer: value, officeHours: { days } })) {
      const id = settingId(key, '');
      await boss.sync();
      if (boss.get('settings', id) === undefined)
        boss.create(
          'settings',
          { key, subject: '', memberId: '', value: stored, archivedAt: '', createdBy: boss.memberId, createdAt: at },
          id,
        );
      else boss.edit('settings', id, { value: stored });
      await boss.push('settings');
    }
  }
  const says = async (phone: string, text: string) => {
    line.standIn.receive(line.instance, { from: phone, text });
    await line.read();
  };
  const answers = async (id: string) =>
    (
      await line.deps.pool.query<{ body: string; channel: string }>(
        `SELECT m.body, d.channel FROM messages m JOIN deliveries d ON d.message_id = m.id WHERE m.conversation_id = $1
          AND m.direction = 'out'`,
        [id],
      )
    ).rows;

  it('who writes is answered once that day, and still waits for a person', async () => {
    await decide(true);
    const { id, phone } = await wrote('Merhaba');
    await says(phone, 'Orada mısınız?');
    expect(await answers(id)).toEqual([{ body: 'Şu an kapalıyız.', channel: 'whatsapp' }]);
    await line.send();
    const { rows } = await line.deps.pool.query(
      'SELECT last_outbound_at IS NULL AS waits FROM conversations WHERE id = $1',
      [id],
    );
    expect(rows).toEqual([{ waits: true }]);
  });

  it('no machine is answered, nor who opted out or is blocked; and nobody while it is open or off', async () => {
    await decide(true);
    expect(await answers((await wrote('Bu otomatik bir mesajdır')).id)).toEqual([]);
    expect(await answers((await wrote('DUR')).id)).toEqual([]);
    await decide(false);
    const open = await wrote('Merhaba');
    expect(await answers(open.id)).toEqual([]);
    mine.edit('conversations', open.id, { blockedAt: new Date(mine.nowMs).toISOString() });
    await mine.push('conversations');
    await decide(true);
    await says(open.phone, 'Tekrar merhaba');
    expect(await answers(open.id)).toEqual([]);
    await decide(true, { ...AWAY, isOn: false });
    expect(await answers((await wrote('Merhaba')).id)).toEqual([]);
  });
});
