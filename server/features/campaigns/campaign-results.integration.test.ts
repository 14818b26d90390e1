/** What comes of a campaign: its sums at any time, what stops it, what is told and taken along. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fate } from '../../gateways/email/stand-in/provider';
import { BY, CampaignOffice } from '../../test/campaign-office';
import { hearAll } from '../../test/outgoing';
import { decideDelivery } from '../deliveries/decide-delivery';
import { hearEmailEvent } from '../deliveries/hear-email-event';
import { exportRecipients, type ExportWhat } from './export-recipients';
import { showCampaign, showRecipients } from './show-campaign';
import { resumeCampaign, retryFailed } from './steer-campaign';

let office: CampaignOffice;
beforeAll(async () => {
  office = await CampaignOffice.open();
});
afterAll(() => office.close());

/** Sent to 230 people of `city` with these fates, of the first, second, …, it stops by itself for that reason. */
async function stoppedBy(city: string, fateOf: (seen: number) => Fate, reason: string) {
  for (let at = 0; at < 230; at += 1) await office.customer(city);
  const one = await office.draft(city);
  await office.start(one, 230);
  let seen = 0;
  office.out.behave({ fate: () => fateOf((seen += 1)) });
  await office.look();
  while ((await office.statesOf(one.id)).some(([state]) => state === 'queued')) await office.out.carry();
  await hearAll(office.out);
  // What comes back comes when all has left. One that ended meanwhile forgets when it last looked at it.
  const lookAgain = async () => {
    await office.out.deps.pool.query(`UPDATE campaigns SET state = 'running' WHERE id = $1 AND state = 'finished'`, [
      one.id,
    ]);
    await office.look();
    return office.sums(one.id);
  };
  await expect.poll(lookAgain, { timeout: 20_000 }).toMatchObject({ state: 'paused', reason });
  return one;
}

describe('what comes of it', () => {
  it('stops by itself at too many returns, and goes on where a person lets it', async () => {
    const one = await stoppedBy('Sigorta', (seen) => (seen % 15 === 0 ? 'hardBounce' : 'delivery'), 'bounces');
    await resumeCampaign(office.out.deps, office.manager, BY, one.id, 'liste temizlendi');
    await office.look();
    expect(await office.sums(one.id)).toMatchObject({ state: 'finished' });
    office.out.behave({});
  });

  it('counts opens and clicks once each, machines apart, and says of nobody that it was them', async () => {
    const one = await office.draft('Tepki');
    const event = (kind: 'open' | 'click', timestamp: string, more: object = {}, campaign = one.id) =>
      hearEmailEvent(
        office.out.deps,
        JSON.stringify({
          eventType: kind === 'open' ? 'Open' : 'Click',
          mail: { messageId: 'ses-1', tags: { campaign: [campaign] } },
          [kind]: { timestamp, userAgent: 'Mozilla/5.0 (iPad)', ...more },
        }),
      );
    await event('open', '2026-11-20T09:00:00.000Z');
    await event('open', '2026-11-20T09:00:00.000Z'); // told twice
    await event('open', '2026-11-20T10:00:00.000Z');
    await event('open', '2026-11-20T09:00:01.000Z', { userAgent: 'Mozilla/5.0 (via ggpht.com GoogleImageProxy)' });
    await event('click', '2026-11-20T09:01:00.000Z', { link: 'https://ornek.example/a' });
    await event('click', '2026-11-20T09:01:00.000Z', { link: 'https://ornek.example/b' });
    await event('click', '2026-11-20T09:02:00.000Z', { link: 'https://ornek.example/a', isMachineClick: true });
    await event('open', '2026-11-20T09:00:00.000Z', {}, office.out.deps.newId());
    const { sums: found } = await showCampaign(office.out.deps, office.manager, one.id);
    expect(found.reactions).toEqual([
      { kind: 'click', isMachine: false, count: 2 },
      { kind: 'click', isMachine: true, count: 1 },
      { kind: 'open', isMachine: false, count: 2 },
      { kind: 'open', isMachine: true, count: 1 },
    ]);
    const { rows } = await office.out.deps.pool.query<{ columns: string[] }>(
      `SELECT array_agg(attname::text ORDER BY attnum) AS columns FROM pg_attribute
       WHERE attrelid = 'campaign_reaction_marks'::regclass AND attnum > 0`,
    );
    expect(rows[0]?.columns).toEqual(['mark', 'marked_at']);
  });

  it('stands once in the time of whom it reached, however often that is told', async () => {
    const city = 'Yolculuk';
    const ids = [await office.customer(city), await office.customer(city)];
    await office.out.consent(office.lastAddress, 'withdrawn', '2026-11-02T08:00:00.000Z');
    const one = await office.draft(city);
    await office.start(one, 1);
    await office.sendAll(one.id);
    const told = async () =>
      (
        await office.out.deps.pool.query<object>(
          `SELECT customer_id AS id, fact, author_id AS by FROM interactions
           WHERE customer_id = ANY($1::uuid[]) AND kind = 'campaign'`,
          [ids],
        )
      ).rows;
    const expected = [{ id: ids[0], fact: { is: one.id, name: 'Güz' }, by: office.manager.id }];
    await expect.poll(async () => (await office.look(), told()), { timeout: 10_000 }).toEqual(expected);
    await office.out.deps.pool.query('UPDATE campaigns SET told_at = NULL, told_to = NULL WHERE id = $1', [one.id]);
    await office.look();
    expect(await told()).toEqual(expected);
    const { rows } = await office.out.deps.pool.query<object>(
      `SELECT last_campaign->>'id' AS campaign, last_contact_at AS contact FROM customers WHERE id = $1`,
      [ids[0]],
    );
    expect(rows).toEqual([{ campaign: one.id, contact: null }]);

    // What the provider says later is shown as well, and only of the campaign that was the last.
    const result = async () =>
      (
        await office.out.deps.pool.query<{ result: string }>(
          'SELECT last_campaign_result AS result FROM customers WHERE id = $1',
          [ids[0]],
        )
      ).rows[0]?.result;
    expect(await result()).toBe('delivered');
    const hear = (state: string) =>
      office.out.deps.pool.query(`UPDATE deliveries SET state = $2 WHERE campaign_id = $1`, [one.id, state]);
    await hear('unsubscribed');
    await office.look();
    expect(await result()).toBe('unsubscribed');
    await office.out.deps.pool.query(`UPDATE customers SET last_campaign = '{}' WHERE id = $1`, [ids[0]]);
    await hear('complained');
    await office.look();
    expect(await result()).toBe('unsubscribed');
    const { rows: due } = await office.out.deps.pool.query('SELECT FROM campaign_results_due');
    expect(due).toEqual([]);
  });

  it('tries again what was refused at once, and nobody else', async () => {
    const city = 'Reddedilen';
    for (let at = 0; at < 3; at += 1) await office.customer(city);
    const one = await office.draft(city);
    await office.start(one, 3);
    let seen = 0;
    office.out.behave({ answer: () => ((seen += 1) === 1 ? 'reject' : 'accept') });
    expect(await office.sendAll(one.id)).toEqual([
      ['delivered', '', 2],
      ['failed', 'rejected', 1],
    ]);
    office.out.behave({});
    const before = office.out.provider.taken.length;
    expect(await retryFailed(office.out.deps, office.manager, BY, one.id)).toEqual({ count: 1 });
    expect(await office.sendAll(one.id)).toEqual([['delivered', '', 3]]);
    expect(office.out.provider.taken).toHaveLength(before + 1);
  });

  it('is decided by a person where nobody knows whether it arrived: it did, or it is sent again', async () => {
    const city = 'Bilinmeyen';
    for (let at = 0; at < 3; at += 1) await office.customer(city);
    const one = await office.draft(city);
    await office.start(one, 3);
    let seen = 0;
    office.out.behave({ answer: () => ((seen += 1) <= 2 ? 'lost' : 'accept') });
    await office.look();
    await office.out.carry();
    // What the provider would have said of them is lost as well.
    office.out.events.splice(0);
    office.out.behave({});
    expect((await office.sums(one.id)).recipients).toContainEqual({ state: 'unknown', reason: 'no_answer', count: 2 });
    const shown = await showRecipients(office.out.deps, office.manager, {
      ...{ id: one.id, state: 'unknown', reason: null, cursor: null },
    });
    const [assumed, again] = shown.rows.map(({ id }) => id);
    const before = office.out.provider.taken.length;
    await decideDelivery(office.out.deps, office.manager, BY, assumed!, 'assume');
    await decideDelivery(office.out.deps, office.manager, BY, again!, 'again');
    await expect(decideDelivery(office.out.deps, office.otherManager, BY, again!, 'again')).rejects.toThrow(
      'delivery.unknown',
    );
    const states = await office.sendAll(one.id);
    expect(office.out.provider.taken).toHaveLength(before + 1);
    expect(new Set(states.map(String))).toEqual(new Set(['delivered,assumed,1', 'delivered,,1', 'sent,,1']));
  });

  it('stops by itself where too many complain', async () => {
    await stoppedBy('Şikâyet', (seen) => (seen % 100 === 1 ? 'complaint' : 'delivery'), 'complaints');
    office.out.behave({});
  });

  it('names who did not get it, with the reason', async () => {
    const city = 'Döküm';
    await office.customer(city);
    await office.customer(city, {}, null);
    const gone = await office.customer(city);
    const one = await office.draft(city);
    await office.start(one, 2);
    await office.look();
    await office.out.deps.pool.query(
      `INSERT INTO suppressions (address_key, channel, reason, since) SELECT email_key, 'email', 'manual', now()
        FROM customers WHERE id = $1`,
      [gone],
    );
    await office.sendAll(one.id);
    const rows = [];
    for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
      const page = await exportRecipients(office.out.deps, office.manager, {
        id: one.id,
        what: 'notReached',
        reason: null,
        cursor,
      });
      rows.push(...page.rows);
      cursor = page.cursor;
    }
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ['skipped', 'manual'],
      ['left_out', 'consent_missing'],
    ]);
    const taken = async (what: ExportWhat, reason: string | null = null) => {
      const page = await exportRecipients(office.out.deps, office.manager, { id: one.id, what, reason, cursor: null });
      return [page.rows.map(({ state }) => state), page.cursor];
    };
    expect(await taken('delivered')).toEqual([['delivered'], null]);
    expect(await taken('skipped')).toEqual([['skipped'], null]);
    expect(await taken('skipped', 'manual')).toEqual([['skipped'], null]);
    expect(await taken('skipped', 'complaint')).toEqual([[], null]);
    expect(await taken('leftOut', 'consent_missing')).toEqual([['left_out'], null]);
    expect(await taken('leftOut', 'duplicate_address')).toEqual([[], null]);
  });
});
