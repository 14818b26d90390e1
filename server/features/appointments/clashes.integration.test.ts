/** What the office makes of appointments that recur and meet, and of what builds push that know no series. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentFields } from '../../../sync/collections/definition';
import { occurrenceId } from '../../../sync/rules/series';
import { createOneTeam, customerOnAll, newTablets, type OneTeam, type Tablets } from '../../test/one-team';
import { Tablet } from '../../test/tablet';
import { tendOccurrencesJob } from './tend-occurrences.job';

let team: OneTeam;
let tablets: Tablets;

beforeAll(async () => {
  team = await createOneTeam();
});
afterAll(() => team.office.close());
beforeEach(async () => {
  tablets = await newTablets(team);
});

const DAY_MS = 86_400_000;
/** Days from now at an hour of UTC. */
const at = (days: number, time: string) =>
  `${new Date(team.office.clock.nowMs + days * DAY_MS).toISOString().slice(0, 10)}T${time}:00.000Z`;
const rows = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await team.office.deps.pool.query<Row>(text, values)).rows;
const flagged = (root: string) =>
  rows<{ a_on: string; b_on: string }>(
    `SELECT a_on, b_on FROM appointment_clashes WHERE (a_root = $1 OR b_root = $1) AND resolved_at IS NULL
     AND acknowledged_by IS NULL ORDER BY a_on, b_on`,
    [root],
  );
const book = async (tablet: Tablet, customer: string, values: DocumentFields) => {
  const id = tablet.create('appointments', { ...tablet.newAppointment(customer, values) });
  expect(await tablet.push('appointments')).toMatchObject([{ outcome: expect.stringMatching(/applied|merged/) }]);
  return id;
};
const hour = (days: number, from: string, to: string) => ({
  startsAt: at(days, from),
  endsAt: at(days, to),
  zone: 'UTC',
});

describe('the office', () => {
  it('flags on both what two tablets booked at the same time, once, and lets it go when one is moved', async () => {
    const { mine, other } = tablets;
    const customer = await customerOnAll(tablets);
    const first = await book(mine, customer, hour(40, '09:00', '10:00'));
    const second = await book(other, customer, hour(40, '09:30', '10:30'));
    expect(await flagged(first)).toHaveLength(1);
    await mine.pull('appointments');
    expect(mine.fields('appointments', first)?.['clashes']).toMatchObject([{ root: second, sameCustomer: true }]);
    await other.pull('appointments');
    expect(other.fields('appointments', second)?.['clashes']).toMatchObject([{ root: first }]);
    other.edit('appointments', second, hour(41, '09:30', '10:30'));
    await other.push('appointments');
    expect(await flagged(first)).toEqual([]);
    await mine.pull('appointments');
    expect(mine.fields('appointments', first)?.['clashes']).toEqual([]);
  });

  it('knows every occurrence of a series, flags those that meet something, and takes a knowing yes', async () => {
    const { mine, other } = tablets;
    const customer = await customerOnAll(tablets);
    const series = await book(mine, customer, { ...hour(50, '13:00', '14:00'), recurrence: 'FREQ=DAILY;COUNT=5' });
    const single = await book(other, customer, hour(52, '13:30', '15:00'));
    expect(await rows('SELECT 1 FROM occurrences WHERE root_id = $1', [series])).toHaveLength(5);
    const on = `${at(52, '13:00').slice(0, 16)}`;
    expect((await flagged(series)).map(({ a_on, b_on }) => a_on || b_on)).toEqual([on]);
    mine.edit('appointments', series, {
      accepts: [{ on, root: single, otherOn: '', reason: 'kısa sürecek', by: mine.memberId }],
    });
    await mine.push('appointments');
    expect(await flagged(series)).toEqual([]);
    expect(await rows('SELECT reason FROM appointment_clashes WHERE a_root = $1 OR b_root = $1', [series])).toEqual([
      { reason: 'kısa sürecek' },
    ]);
  });

  it('flags what two records of one person have at one time, and lets it go when they are taken apart', async () => {
    const { mine, boss } = tablets;
    const [kept, lost] = [await customerOnAll(tablets), await customerOnAll(tablets)];
    const [first, second] = [
      await book(mine, kept, { ...hour(60, '09:00', '10:00'), agentId: mine.memberId }),
      await book(boss, lost, { ...hour(60, '09:30', '10:30'), agentId: boss.memberId }),
    ];
    const merge = async (mergedInto: string) => {
      team.office.clock.nowMs += 60_000;
      mine.edit('customers', lost, { mergedInto });
      expect(await mine.push('customers')).toMatchObject([{ outcome: expect.stringMatching(/applied|merged/) }]);
    };
    const pairOf = (root: string) =>
      rows<{ same_agent: boolean; same_customer: boolean }>(
        `SELECT same_agent, same_customer FROM appointment_clashes
         WHERE (a_root = $1 OR b_root = $1) AND resolved_at IS NULL`,
        [root],
      );
    expect(await flagged(first)).toEqual([]);
    // What stood before the merge.
    await merge(kept);
    expect(await pairOf(first)).toEqual([{ same_agent: false, same_customer: true }]);
    await boss.pull('appointments');
    expect(boss.fields('appointments', second)?.['clashes']).toMatchObject([{ root: first, sameCustomer: true }]);
    // What is booked after it, of a series and with the record that was given up.
    const third = await book(boss, lost, {
      ...hour(59, '09:45', '10:15'),
      agentId: boss.memberId,
      recurrence: 'FREQ=DAILY;COUNT=3',
    });
    expect((await pairOf(third)).map(({ same_customer }) => same_customer)).toEqual([true, true]);
    await merge('');
    expect(await pairOf(first)).toEqual([]);
    expect(await pairOf(third)).toEqual([{ same_agent: true, same_customer: true }]);
    await boss.pull('appointments');
    expect(boss.fields('appointments', second)?.['clashes']).toMatchObject([{ root: third }]);
  });

  it.each(['a booking before a merge', 'a merge before a booking', 'two bookings'] as const)(
    'waits where records of one person are written at one moment: %s',
    async (what) => {
      const { mine, boss } = tablets;
      const day = 100 + ['a booking before a merge', 'a merge before a booking', 'two bookings'].indexOf(what);
      const [kept, lost] = [await customerOnAll(tablets), await customerOnAll(tablets)];
      const bookKept = () => book(mine, kept, { ...hour(day, '09:00', '10:00'), agentId: mine.memberId });
      const bookLost = () => book(boss, lost, { ...hour(day, '09:30', '10:30'), agentId: boss.memberId });
      const merge = async () => {
        mine.edit('customers', lost, { mergedInto: kept });
        expect(await mine.push('customers')).toMatchObject([{ outcome: expect.stringMatching(/applied|merged/) }]);
      };
      await (what === 'two bookings' ? merge() : bookKept());
      const [slow, quick] = {
        'a booking before a merge': [bookLost, merge],
        'a merge before a booking': [merge, bookLost],
        'two bookings': [bookLost, bookKept],
      }[what] as [() => Promise<unknown>, () => Promise<unknown>];
      // Everything is written and nobody sees it yet: at its end the transaction rests.
      const owner = new pg.Client({ connectionString: team.office.ownerUrl });
      await owner.connect();
      try {
        await owner.query(`CREATE FUNCTION rest_at_end() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_sleep(0.6); RETURN NULL; END $$`);
        await owner.query(`CREATE CONSTRAINT TRIGGER rest_at_end AFTER INSERT OR UPDATE ON ${slow === merge ? 'customers' : 'appointments'}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION rest_at_end()`);
        const first = slow();
        const resting = `SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()`;
        await vi.waitFor(async () => expect((await owner.query(resting)).rowCount).toBe(1), {
          timeout: 10_000,
          interval: 5,
        });
        await Promise.all([first, quick()]);
      } finally {
        await owner.query('DROP FUNCTION IF EXISTS rest_at_end() CASCADE');
        await owner.end();
      }
      const theirs = 'SELECT id FROM appointments WHERE customer_id = ANY($1::uuid[])';
      expect(
        await rows(
          `SELECT same_customer FROM appointment_clashes
         WHERE resolved_at IS NULL AND a_root IN (${theirs}) AND b_root IN (${theirs})`,
          [[kept, lost]],
        ),
      ).toEqual([{ same_customer: true }]);
    },
  );

  it('finds by itself what records that were merged before have at the same time', async () => {
    const { mine, boss } = tablets;
    const [kept, lost] = [await customerOnAll(tablets), await customerOnAll(tablets)];
    const first = await book(mine, kept, { ...hour(70, '09:00', '10:00'), agentId: mine.memberId });
    await book(boss, lost, { ...hour(70, '09:30', '10:30'), agentId: boss.memberId });
    await rows('UPDATE customers SET merged_into = $1 WHERE id = $2', [kept, lost]);
    expect(await flagged(first)).toEqual([]);
    await tendOccurrencesJob.run(team.office.deps, new AbortController().signal);
    expect(await flagged(first)).toHaveLength(1);
  });

  it('refuses a series that does not begin with its own first occurrence', async () => {
    const { mine } = tablets;
    const customer = await customerOnAll(tablets);
    const monday = { startsAt: '2027-03-01T09:00:00.000Z', endsAt: '2027-03-01T10:00:00.000Z', zone: 'UTC' };
    mine.create('appointments', mine.newAppointment(customer, { ...monday, recurrence: 'FREQ=WEEKLY;BYDAY=TU' }));
    expect(await mine.push('appointments')).toMatchObject([
      { outcome: 'refused', code: 'appointment.seriesStartsElsewhere' },
    ]);
  });

  it('extends what it knows of a series day by day, and finds what nobody noted', async () => {
    const { mine } = tablets;
    const customer = await customerOnAll(tablets);
    const series = await book(mine, customer, { ...hour(60, '07:00', '07:30'), recurrence: 'FREQ=DAILY' });
    const last = () =>
      rows<{ at: string }>('SELECT max(starts_at) AS at FROM occurrences WHERE root_id = $1', [series]);
    const [before] = await last();
    const met = await book(mine, customer, hour(63, '07:10', '07:20'));
    await rows('DELETE FROM appointment_clashes');
    team.office.clock.nowMs += 3 * DAY_MS;
    await tendOccurrencesJob.run(team.office.deps, new AbortController().signal);
    expect(Date.parse((await last())[0]!.at)).toBe(Date.parse(before!.at) + 3 * DAY_MS);
    expect(await flagged(met)).toHaveLength(1);
  });
});

describe('a build that knows no series', () => {
  it('changes the occurrence it shows, once, and leaves the series as it is', async () => {
    const { mine } = tablets;
    const customer = await customerOnAll(tablets);
    const series = await book(mine, customer, { ...hour(70, '09:00', '10:00'), recurrence: 'FREQ=DAILY;COUNT=9' });
    const [person] = await rows<{ id: string; email: string }>('SELECT id, email FROM members WHERE id = $1', [
      mine.memberId,
    ]);
    const old = await Tablet.signIn(team.office, person!, 0, 2);
    for (const name of ['customers', 'appointments'] as const) await old.pull(name);
    expect(old.fields('appointments', series)).toMatchObject({ startsAt: at(70, '09:00') });

    old.edit('appointments', series, { notes: 'eski tabletten', ...hour(70, '11:00', '12:00') });
    const sent = old.outgoing('appointments');
    expect(await old.push('appointments')).toMatchObject([{ id: series, outcome: 'merged' }]);
    await old.send(sent);
    old.edit('appointments', series, { title: 'ikinci' });
    await old.push('appointments');

    expect(await rows('SELECT notes, title, starts_at FROM appointments WHERE id = $1', [series])).toMatchObject([
      {
        notes: expect.not.stringContaining('eski'),
        title: expect.not.stringContaining('ikinci'),
        starts_at: at(70, '09:00'),
      },
    ]);
    const on = at(70, '09:00').slice(0, 16);
    const changed = await rows('SELECT id, notes, title, starts_at, own FROM appointments WHERE root_id = $1', [
      series,
    ]);
    expect(changed).toMatchObject([
      { id: occurrenceId(series, on), notes: 'eski tabletten', title: 'ikinci', starts_at: at(70, '11:00') },
    ]);
    expect([...(changed[0] as { own: string[] }).own].sort()).toEqual(['notes', 'schedule', 'title']);
    expect(await rows('SELECT 1 FROM occurrences WHERE root_id = $1', [series])).toHaveLength(9);
  });
});
