/** Two admins at one line, and a line whose making was never answered. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WhatsappError } from '../../gateways/whatsapp/contract';
import { refusalOf, TestBrowser } from '../../test/office';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { openLine, type WhatsappOffice } from '../../test/whatsapp-office';

let teams: TwoTeams;
let line: WhatsappOffice;
beforeAll(async () => {
  teams = await createTwoTeams();
  line = await openLine(teams.office.deps, [teams.agents[0].id, teams.agents[1].id]);
});
afterAll(async () => {
  await line.close();
  await teams.office.close();
});

const calls = async (email: string) => {
  const browser = new TestBrowser(line.deps);
  await browser.signIn(email);
  return (await browser.request()).lines;
};
const audit = (documentId: string) =>
  line.deps.prisma.auditEvent.findMany({ where: { documentId }, orderBy: { id: 'asc' } });

it('gives and takes rights one by one: what another admin took away meanwhile does not come back', async () => {
  const { lineId: id } = line;
  const [first, second] = teams.agents.map((agent) => agent.id) as [string, string];
  const third = (await teams.office.addMember()).id;
  const mine = await calls(teams.admin.email);
  const theirs = await calls((await teams.office.addMember({ role: 'admin' })).email);
  const standing = async () => (await mine.list()).find((one) => one.id === id);
  await theirs.setMembers({ id, added: [], removed: [second] });
  await mine.setMembers({ id, added: [third], removed: [] });
  expect(new Set((await standing())?.members)).toEqual(new Set([first, third]));
  // What stands that way already is no change, and nothing to be told of.
  await mine.setMembers({ id, added: [third], removed: [second] });
  await theirs.setCaps({ id, daily: 70 });
  await mine.setCaps({ id, newChats: 4 });
  expect((await standing())?.caps).toEqual({ daily: 70, newChats: 4 });
  // A tablet of before sends everybody, and both numbers.
  await mine.setMembers({ id, memberIds: [first, second] });
  await mine.setCaps({ id, daily: 80, newChats: 5 });
  expect(await standing()).toMatchObject({ caps: { daily: 80, newChats: 5 } });
  expect(new Set((await standing())?.members)).toEqual(new Set([first, second]));
  expect((await audit(id)).map(({ after }) => after)).toEqual([
    { added: [], removed: [second] },
    { added: [third], removed: [] },
    { daily: 70 },
    { newChats: 4 },
    { added: [second], removed: [third] },
    { daily: 80, newChats: 5 },
  ]);
});

it('makes a line once where the answer was lost, and again where its server was away', async () => {
  const lines = await calls(teams.admin.email);
  const named = async (name: string) => (await lines.list()).filter((one) => one.name === name).map(({ id }) => id);
  const id = line.deps.newId();
  expect(await lines.create({ id, name: 'Şubee' })).toEqual({ id });
  expect(await lines.create({ id, name: 'Şube' })).toEqual({ id });
  expect([await named('Şubee'), await named('Şube')]).toEqual([[], [id]]);
  expect((await audit(id)).map(({ action }) => action)).toEqual(['line.created']);
  await lines.remove({ id });
  expect((await refusalOf(lines.create({ id, name: 'Şube' }))).code).toBe('line.unknown');

  const late = line.deps.newId();
  const { whatsapp } = line.deps;
  const { create } = whatsapp;
  whatsapp.create = () => Promise.reject(new WhatsappError('unreachable', 'away'));
  try {
    expect((await refusalOf(lines.create({ id: late, name: 'Depo' }))).code).toBe('line.serverAway');
  } finally {
    whatsapp.create = create;
  }
  expect(await named('Depo')).toEqual([]);
  expect(await lines.create({ id: late, name: 'Depo' })).toEqual({ id: late });
  expect(await named('Depo')).toEqual([late]);

  // A tablet of before names none.
  const made = await lines.create({ name: 'Fuar' });
  expect(await named('Fuar')).toEqual([made.id]);
});
