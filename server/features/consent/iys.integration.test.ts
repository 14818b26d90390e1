/** What İYS is told and what it tells. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import type { SignedInMember } from '../../lib/identity';
import { settingId } from '../../../sync/rules/setting-rights';
import { outgoingOf } from '../../test/outgoing';
import { makeIysFile, readIysText, decideIysFile, showIys, takeIysFile } from './exchange-with-iys';

let teams: TwoTeams;
let boss: SignedInMember, other: SignedInMember, admin: SignedInMember;
const HEAD = 'recipient,recipientType,type,status,source,consentDate';
beforeAll(async () => {
  teams = await createTwoTeams();
  const as = (id: string, role: 'manager' | 'admin', teamId: string | null): SignedInMember => ({
    id,
    fullName: '',
    email: '',
    role,
    teamId,
    scopeVersion: 0,
  });
  boss = as(teams.manager.id, 'manager', teams.team);
  other = as(teams.otherManager.id, 'manager', teams.otherTeam);
  admin = as(teams.admin.id, 'admin', null);
});
afterAll(() => teams.office.close());

const deps = () => teams.office.deps;
const by = ({ id }: SignedInMember) => ({ memberId: id, ip: '' });
let made = 0;
async function customer(said: 'given' | 'withdrawn' | null, owner = teams.agents[0].id) {
  const phone = `+9053200${String((made += 1)).padStart(5, '0')}`;
  const id = deps().newId();
  await deps().pool.query(
    `INSERT INTO customers (id, first_name, phone, language, source, stage, owner_id, created_by, created_at)
     VALUES ($1, 'Işıl', $2, 'tr', 'fair', 'new', $3, $3, now())`,
    [id, phone, owner],
  );
  if (said !== null)
    await deps().pool.query(
      `INSERT INTO consents (id, customer_id, channel, address, address_key, decision, source, evidence, occurred_at,
        received_at)
       VALUES ($1, $2, 'sms', $3, '', $4, 'paper', 'form', '2026-11-20T14:00:00Z', '2026-11-20T14:00:00Z')`,
      [deps().newId(), id, phone, said],
    );
  return { id, phone };
}
const waiting = async (who: SignedInMember) =>
  (await showIys(deps(), who)).waiting.map(({ deadlineOn, count, isLate }) => [deadlineOn, count, isLate]);
async function reachOf(id: string): Promise<unknown> {
  const { rows } = await deps().pool.query<{ sms: unknown }>(
    `SELECT reach -> 'sms' AS sms FROM customers WHERE id = $1`,
    [id],
  );
  return rows[0]?.sms;
}
const take = (...lines: string[]) => takeIysFile(deps(), boss, by(boss), [HEAD, ...lines].join('\n'));

describe('what İYS is told', () => {
  it('is what one’s team heard, once, until the third business day; given up it waits again', async () => {
    const mine = [await customer('given'), await customer('withdrawn')];
    await customer(null);
    await customer('given', teams.agents[1].id);
    expect(await waiting(boss)).toEqual([['2026-11-25', 2, false]]);
    expect(await waiting(other)).toEqual([['2026-11-25', 1, false]]);
    expect(await waiting(admin)).toEqual([['2026-11-25', 3, false]]);
    const { id, count } = await makeIysFile(deps(), boss, by(boss));
    expect(count).toBe(2);
    const { text } = await readIysText(deps(), boss, id);
    expect(text.trim().split('\r\n').slice(1).sort()).toEqual([
      `${mine[0]!.phone},BIREYSEL,MESAJ,ONAY,HS_ISLAK_IMZA,2026-11-20 17:00:00`,
      `${mine[1]!.phone},BIREYSEL,MESAJ,RET,HS_ISLAK_IMZA,2026-11-20 17:00:00`,
    ]);
    expect(await waiting(boss)).toEqual([]);
    await expect(makeIysFile(deps(), boss, by(boss))).rejects.toThrow('iys.nothingWaits');
    await expect(readIysText(deps(), other, id)).rejects.toThrow('iys.unknown');
    await expect(decideIysFile(deps(), other, by(other), id, 'discarded')).rejects.toThrow('iys.unknown');
    await decideIysFile(deps(), boss, by(boss), id, 'discarded');
    expect(await waiting(boss)).toEqual([['2026-11-25', 2, false]]);
    const again = await makeIysFile(deps(), boss, by(boss));
    await decideIysFile(deps(), boss, by(boss), again.id, 'accepted');
    await expect(decideIysFile(deps(), boss, by(boss), again.id, 'discarded')).rejects.toThrow('iys.unknown');
    expect(await waiting(boss)).toEqual([]);
    teams.office.clock.nowMs += 5 * 86_400_000;
    expect(await waiting(other)).toEqual([['2026-11-25', 1, true]]);
  });
});

describe('what İYS tells', () => {
  it('is a no with its suppression and a yes that lifts, for every card of the address, and once', async () => {
    const { id, phone } = await customer('given');
    const no = `${phone},TACIR,MESAJ,RET,IYS_WEB,2026-11-21 12:00:00`;
    expect(await take(no)).toEqual({ problems: [], given: 0, withdrawn: 1 });
    expect(await reachOf(id)).toMatchObject({ state: 'no', reason: 'iys' });
    // İYS knows it: it is not told, nor what was said before.
    expect(await waiting(boss)).toEqual([]);
    const count = async () =>
      (await deps().pool.query<{ n: number }>('SELECT count(*)::int AS n FROM consents WHERE customer_id = $1', [id]))
        .rows[0]?.n;
    const before = await count();
    await take(no);
    expect(await count()).toBe(before);
    await take(`${phone},BIREYSEL,MESAJ,ONAY,IYS_WEB,2026-11-22 10:00:00`);
    expect(await reachOf(id)).toMatchObject({ state: 'given' });
    // An older word that comes late takes nothing back.
    await take(no);
    expect(await reachOf(id)).toMatchObject({ state: 'given' });
  });

  it('holds for a number that is nobody’s yet', async () => {
    await take('+905329999999,BIREYSEL,MESAJ,RET,IYS_WEB,2026-11-21 12:00:00');
    const id = deps().newId();
    await deps().pool.query(
      `INSERT INTO customers (id, first_name, phone, language, source, stage, owner_id, created_by, created_at)
       VALUES ($1, 'Geç', '+905329999999', 'tr', 'fair', 'new', $2, $2, now())`,
      [id, teams.agents[0].id],
    );
    expect(await reachOf(id)).toMatchObject({ state: 'no', reason: 'iys' });
  });

  it('is taken whole or not at all', async () => {
    const { id, phone } = await customer('given');
    const files = async () => (await showIys(deps(), boss)).files.length;
    const before = await files();
    const { problems } = await take(
      `${phone},BIREYSEL,MESAJ,RET,IYS_WEB,2026-11-21 12:00:00`,
      `${phone},BIREYSEL,MESAJ,RED,IYS_WEB,2026-11-21 12:00:00`,
    );
    expect(problems).toEqual([{ line: 3, code: 'status' }]);
    expect(await reachOf(id)).toMatchObject({ state: 'given' });
    expect(await files()).toBe(before);
  });

  it('of one address twice in a file is the later, on a tie the RET', async () => {
    const { id, phone } = await customer(null);
    const at = '2026-11-21 12:00:00';
    expect(
      await take(`${phone},BIREYSEL,MESAJ,RET,IYS_WEB,${at}`, `${phone},BIREYSEL,MESAJ,ONAY,IYS_WEB,${at}`),
    ).toMatchObject({ given: 0, withdrawn: 1 });
    expect(await reachOf(id)).toMatchObject({ state: 'no' });
  });
});

describe('an office that waits for İYS', () => {
  const decide = (waits: boolean) =>
    deps().pool.query(
      `INSERT INTO settings (id, key, subject, value, created_by, created_at) VALUES ($1, 'iys', '', $2, $3, now())
       ON CONFLICT (id) DO UPDATE SET value = excluded.value`,
      [settingId('iys', ''), JSON.stringify({ waits }), boss.id],
    );
  async function mailable(name: string) {
    const email = `${name}@iys.example`;
    const id = deps().newId();
    await deps().pool.query(
      `INSERT INTO customers (id, first_name, email, language, source, stage, owner_id, created_by, created_at)
       VALUES ($1, 'Nil', $2, 'tr', 'fair', 'new', $3, $3, now())`,
      [id, email, teams.agents[0].id],
    );
    return { id, email };
  }

  it('lets no advertising leave before it says that İYS has the yes, and all else at once', async () => {
    const out = await outgoingOf(deps());
    const { id, email } = await mailable('bekleyen');
    const from = await mailable('iysden');
    await out.consent(email, 'given', '2026-11-20T14:00:00Z');
    await take(`${from.email},BIREYSEL,EPOSTA,ONAY,IYS_WEB,2026-11-20 12:00:00`);
    await decide(true);
    const [mine, theirs, word] = [
      await out.send(email, { customerId: id }),
      await out.send(from.email, { customerId: from.id }),
      await out.send(email, { customerId: id, purpose: 'message', basis: 'person' }),
    ];
    await out.carry();
    expect(await out.stateOf(mine)).toMatchObject({ state: 'queued', reason: 'iys_waiting', attempts: 0 });
    expect(await out.stateOf(theirs)).toMatchObject({ state: 'sent' });
    expect(await out.stateOf(word)).toMatchObject({ state: 'sent' });
    expect((await showIys(deps(), boss)).held).toBe(1);
    expect((await showIys(deps(), other)).held).toBe(0);
    // A file that was made is not one that İYS has.
    const file = await makeIysFile(deps(), boss, by(boss));
    await deps().pool.query(`UPDATE deliveries SET not_before = office_clock() WHERE id = $1`, [mine]);
    await out.carry();
    expect(await out.stateOf(mine)).toMatchObject({ state: 'queued', reason: 'iys_waiting' });
    await decideIysFile(deps(), boss, by(boss), file.id, 'accepted');
    await out.carry();
    expect(await out.stateOf(mine)).toMatchObject({ state: 'sent', reason: '', attempts: 1 });
    expect((await showIys(deps(), boss)).held).toBe(0);
    // A yes that was said anew waits anew; a no that comes meanwhile ends it.
    await out.consent(email, 'given', '2026-11-24T14:00:00Z');
    const again = await out.send(email, { customerId: id });
    await out.carry();
    expect(await out.stateOf(again)).toMatchObject({ state: 'queued', reason: 'iys_waiting' });
    await out.consent(email, 'withdrawn', '2026-11-24T15:00:00Z');
    await deps().pool.query(`UPDATE deliveries SET not_before = office_clock() WHERE id = $1`, [again]);
    await out.carry();
    expect(await out.stateOf(again)).toMatchObject({ state: 'skipped', reason: 'consent_withdrawn' });
    await decide(false);
  });
});
