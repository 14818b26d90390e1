/** A member's calendar feed, read by a parser that knows nothing of how it was written. */
import ICAL from 'ical.js';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { Tablet } from '../../test/tablet';
import { createHttpApp } from '../app';

const DAY_MS = 86_400_000;
let teams: TwoTeams, app: Hono;
let agent: Tablet, other: Tablet;
let customer: string;
beforeAll(async () => {
  teams = await createTwoTeams();
  app = createHttpApp(teams.office.deps, { clientDir: '/nowhere' });
  agent = await Tablet.signIn(teams.office, teams.agents[0]);
  other = await Tablet.signIn(teams.office, teams.agents[1]);
  customer = agent.create('customers', agent.newCustomer({ firstName: 'Şule', lastName: 'Öz; Demir, A.Ş.' }));
  await agent.push('customers');
});
afterAll(() => teams.office.close());

const made = async (tablet: Tablet) =>
  new URL((await (await tablet.browser.request()).calendar.makeFeed()).url).pathname;
async function read(path: string) {
  const answer = await app.request(path);
  if (answer.status !== 200) return answer.status;
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()) as unknown[] as [string, never[], never[]]);
  return calendar.getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one);
    return {
      uid: event.uid,
      summary: event.summary,
      startsAt: event.startDate.toJSDate().toISOString(),
      sequence: event.sequence,
      status: String(one.getFirstPropertyValue('status')),
    };
  });
}
async function eventsOf(path: string) {
  const read_ = await read(path);
  if (typeof read_ === 'number') throw new Error(`answered ${read_}`);
  return read_;
}

describe('a calendar feed', () => {
  it('has what its member attends, under one name that only grows', async () => {
    const path = await made(agent);
    const id = agent.create('appointments', agent.newAppointment(customer));
    await agent.push('appointments');
    const [first] = await eventsOf(path);
    expect(first).toMatchObject({
      uid: `${id}@saha`,
      summary: 'Şule Öz; Demir, A.Ş. · Tanışma',
      startsAt: agent.fields('appointments', id)!['startsAt'],
      status: 'CONFIRMED',
    });
    agent.edit('appointments', id, { title: 'İkinci görüşme' });
    await agent.push('appointments');
    const [second] = await eventsOf(path);
    expect(second!.uid).toBe(first!.uid);
    expect(second!.sequence).toBeGreaterThan(first!.sequence);
    agent.edit('appointments', id, { status: 'cancelled' });
    await agent.push('appointments');
    const [third] = await eventsOf(path);
    // Some programs show what was cancelled like all else: then its title says it.
    expect(third).toMatchObject({
      uid: first!.uid,
      status: 'CANCELLED',
      summary: 'İptal edildi · Şule Öz; Demir, A.Ş. · İkinci görüşme',
    });
    expect(third!.sequence).toBeGreaterThan(second!.sequence);
  });

  it('names who stands for the customer, also where what was booked is a merged record’s', async () => {
    const path = await made(agent);
    const lost = agent.create('customers', agent.newCustomer({ firstName: 'Bırakılan', lastName: 'Kayıt' }));
    await agent.push('customers');
    const id = agent.create('appointments', agent.newAppointment(lost, { title: 'Birleşik' }));
    await agent.push('appointments');
    const summaryOf = async () => (await eventsOf(path)).find(({ uid }) => uid === `${id}@saha`)?.summary;
    expect(await summaryOf()).toBe('Bırakılan Kayıt · Birleşik');
    agent.edit('customers', lost, { mergedInto: customer });
    await agent.push('customers');
    expect(await summaryOf()).toBe('Şule Öz; Demir, A.Ş. · Birleşik');
  });

  it('has each date of a series by itself', async () => {
    const path = await made(agent);
    const id = agent.create(
      'appointments',
      agent.newAppointment(customer, { title: 'Seri', recurrence: 'FREQ=DAILY;COUNT=4' }),
    );
    await agent.push('appointments');
    const series = (await eventsOf(path)).filter(({ summary }) => summary.endsWith('Seri'));
    const startMs = Date.parse(String(agent.fields('appointments', id)!['startsAt']));
    expect(series.map(({ startsAt }) => startsAt)).toEqual(
      [0, 1, 2, 3].map((day) => new Date(startMs + day * DAY_MS).toISOString()),
    );
    expect(new Set(series.map(({ uid }) => uid)).size).toBe(4);
  });

  it('is scoped at each reading: what its member does not see any more is not in it', async () => {
    const path = await made(other);
    expect(await eventsOf(path)).toEqual([]);
    const shared = agent.create('customers', agent.newCustomer({ sharedWith: [other.memberId] }));
    await agent.push('customers');
    agent.create('appointments', agent.newAppointment(shared, { agentId: other.memberId }));
    await agent.push('appointments');
    expect(await eventsOf(path)).toHaveLength(1);
    agent.edit('customers', shared, { sharedWith: [] });
    await agent.push('customers');
    expect(await eventsOf(path)).toEqual([]);
  });

  it('is read by nobody once it was revoked or made anew, and says nothing to a guess', async () => {
    const [first, second] = [await made(agent), await made(agent)];
    expect(await read(first)).toBe(404);
    expect(Array.isArray(await read(second))).toBe(true);
    await (await agent.browser.request()).calendar.revokeFeed();
    expect(await read(second)).toBe(404);
    expect(await read(`/calendar/${'a'.repeat(43)}.ics`)).toBe(404);
    const { rows } = await teams.office.deps.pool.query<{ text: string }>(
      'SELECT string_agg(f::text, $1) AS text FROM calendar_feeds f',
      [' '],
    );
    expect(rows[0]!.text).not.toContain(second.slice('/calendar/'.length, -'.ics'.length));
  });

  // Each made-up address was kept for an hour: a machine that guesses filled the memory with them.
  it('keeps nothing of addresses nobody here has made, and counts how often a right one is read', async () => {
    const fresh = createHttpApp(teams.office.deps, { clientDir: '/nowhere' });
    const readAll = async (path: string, times: number) => {
      const answers: string[] = [];
      for (let at = 0; at < times; at += 1) {
        const { status, headers } = await fresh.request(path);
        answers.push(`${status} ${headers.get('retry-after') ?? ''}`.trim());
      }
      return answers;
    };
    const guessed = await readAll(`/calendar/${'b'.repeat(43)}.ics`, 65);
    expect(guessed).toEqual(guessed.map((_, at) => (at < 30 ? '404' : '429 60')));
    const right = await readAll(await made(agent), 61);
    expect(right).toEqual([...Array.from({ length: 60 }, () => '200'), '429 3600']);
  });

  it('speaks the language its member reads, whatever its address says, from the next reading on', async () => {
    const calls = await other.browser.request();
    const { pathname } = new URL((await calls.calendar.makeFeed({ language: 'en' })).url);
    const shared = agent.create('customers', agent.newCustomer({ sharedWith: [other.memberId] }));
    await agent.push('customers');
    const phone = { agentId: other.memberId, kind: 'phone', kindId: 'phone' };
    agent.create('appointments', agent.newAppointment(shared, phone));
    await agent.push('appointments');
    const said = async (path: string) => (await app.request(path)).text();
    expect(await said(pathname)).toContain('DESCRIPTION:Phone call');
    expect((await calls.calendar.feed())?.language).toBe('en');
    await calls.calendar.setFeedLanguage({ language: 'tr' });
    expect(await said(`${pathname}?lang=en`)).toContain('DESCRIPTION:Telefonla');
    await calls.calendar.revokeFeed();
    await calls.calendar.setFeedLanguage({ language: 'en' });
    expect(await calls.calendar.feed()).toBeNull();
  });

  it('is asked for again for nothing while it stands; an address from before says its language', async () => {
    const path = await made(agent);
    const id = agent.create('appointments', agent.newAppointment(customer, { kind: 'phone', kindId: 'phone' }));
    await agent.push('appointments');
    const first = await app.request(path);
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=PUBLISH');
    expect(await first.text()).toContain('DESCRIPTION:Telefonla');
    expect(await (await app.request(`${path}?lang=en`)).text()).toContain('DESCRIPTION:Phone call');
    const again = () => app.request(path, { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } });
    expect([(await again()).status, await (await again()).text()]).toEqual([304, '']);
    agent.edit('appointments', id, { title: 'Yarım saat sonra' });
    await agent.push('appointments');
    expect((await again()).status).toBe(200);
  });

  it('whoever left has none', async () => {
    const path = await made(other);
    expect(Array.isArray(await read(path))).toBe(true);
    await teams.office.deps.pool.query('UPDATE members SET is_active = false WHERE id = $1', [other.memberId]);
    expect(await read(path)).toBe(404);
  });
});
