import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../lib/logger';
import { createTestOffice, type Office } from '../test/office';
import { Tablet } from '../test/tablet';
import { createHub, type Hub, type HubEvent } from './hub';
import { streamChanges } from './stream';

let office: Office;
let elsewhere: Hub;
beforeAll(async () => {
  office = await createTestOffice();
  elsewhere = createHub(office.deps.pool, createLogger('silent'));
  await Promise.all([office.deps.hub.start(), elsewhere.start()]);
});
afterAll(async () => {
  await elsewhere.stop();
  await office.close();
});

function heardBy(hub: Hub) {
  const events: HubEvent[] = [];
  let wake: () => void = () => undefined;
  const unsubscribe = hub.subscribe((event) => {
    events.push(event);
    wake();
  });
  return {
    events,
    unsubscribe,
    async until(done: (events: HubEvent[]) => boolean): Promise<void> {
      while (!done(events))
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    },
  };
}
const names = (events: readonly HubEvent[]) =>
  new Set(events.flatMap((event) => (event.kind === 'changed' ? event.collections : [])));

describe('hub', () => {
  it('tells this process at once and others in few, gathered notes', async () => {
    const here = heardBy(office.deps.hub),
      there = heardBy(elsewhere);
    for (let at = 0; at < 200; at += 1) office.deps.hub.publish([at % 2 === 0 ? 'customers' : 'appointments']);
    expect(here.events).toHaveLength(200);
    await there.until((events) => names(events).size === 2);
    expect(there.events.length).toBeLessThan(5);
    here.unsubscribe();
    there.unsubscribe();
  });

  it('carries ended sessions, however many, and ignores notes that are none of ours', async () => {
    const there = heardBy(elsewhere);
    await office.deps.pool.query(
      `SELECT pg_notify('saha_changed', note) FROM unnest(ARRAY['', '{', '7', '{"from":1}',
        '{"from":"x","collections":[3],"sessionIds":[]}']) AS note`,
    );
    const ids = Array.from({ length: 400 }, () => office.deps.newId());
    office.deps.hub.endSessions(ids);
    await there.until(
      (events) => events.flatMap((event) => (event.kind === 'sessionsEnded' ? event.sessionIds : [])).length === 400,
    );
    expect(there.events.every(({ kind }) => kind === 'sessionsEnded')).toBe(true);
    there.unsubscribe();
  });

  it('listens again after its connection was cut, and asks everybody to look', async () => {
    const there = heardBy(elsewhere);
    await office.deps.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'
        AND datname = current_database()`,
    );
    await there.until((events) => events.some(({ kind }) => kind === 'resync'));
    there.events.length = 0;
    office.deps.hub.publish(['members']);
    await there.until((events) => names(events).has('members'));
    there.unsubscribe();
  });
});

describe('stream', () => {
  it('says first "everything", then what a push changed, and ends with its session', async () => {
    const member = await office.addMember();
    const [writer, reader] = [await Tablet.signIn(office, member), await Tablet.signIn(office, member)];
    const sessions = await (await reader.browser.request()).auth.sessions();
    const session = { id: sessions.find(({ isCurrent }) => isCurrent)!.id, memberId: member.id };
    const stream = streamChanges(office.deps, session, undefined);
    expect((await stream.next()).value).toEqual({ kind: 'resync' });

    const customer = writer.create('customers', writer.newCustomer());
    await writer.push('customers');
    expect((await stream.next()).value).toEqual({ kind: 'changed', collections: ['customers'] });
    writer.create('interactions', writer.newInteraction(customer));
    await writer.push('interactions');
    expect((await stream.next()).value).toEqual({ kind: 'changed', collections: ['interactions', 'customers'] });

    const ending = expect(stream.next()).rejects.toMatchObject({ code: 'auth.required' });
    await (await reader.browser.request()).auth.signOut();
    await ending;
  });

  it('ends when nobody listens any more', async () => {
    const abort = new AbortController();
    const stream = streamChanges(office.deps, { id: office.deps.newId(), memberId: office.deps.newId() }, abort.signal);
    await stream.next();
    const next = stream.next();
    abort.abort();
    expect((await next).done).toBe(true);
  });
});
