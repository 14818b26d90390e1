/** Customers go where their owner has gone, in slices. */
import type { Pool, PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../prisma/factories/random';
import { TestBrowser } from '../../test/office';
import { createTwoTeams, customerWithWork, type TwoTeams } from '../../test/two-teams';
import { Tablet } from '../../test/tablet';
import { followOwners } from './follow-owners.job';
import { moveToTeamOfOwner, readLeftBehind } from './follow-owners.store';

const UNENDED = new AbortController().signal;
let teams: TwoTeams;
beforeAll(async () => {
  teams = await createTwoTeams();
});
afterAll(() => teams.office.close());

const pool = () => teams.office.deps.pool;
const moveMember = (memberId: string, teamId: string | null) =>
  pool().query('UPDATE members SET team_id = $2 WHERE id = $1', [memberId, teamId]);
const teamsOf = async (ownerId: string) =>
  (
    await pool().query<{ team: string | null }>('SELECT DISTINCT team_id AS team FROM customers WHERE owner_id = $1', [
      ownerId,
    ])
  ).rows.map(({ team }) => team);

/** The office's pool; its clients wait before they send a statement that begins so. */
function waitingPool(begins: string, gate: Promise<void>): Pool {
  const connect = async () => {
    const client = await pool().connect();
    const query = async (text: string, values?: unknown[]) => {
      if (text.startsWith(begins)) await gate;
      return client.query(text, values);
    };
    return { query, release: (error?: Error) => client.release(error) } as unknown as PoolClient;
  };
  return { connect } as unknown as Pool;
}

describe('customers of an owner who changes teams', () => {
  it('follow by slices, with what hangs on them, and each manager holds their team’s at every step', async () => {
    const { office, agents, manager, otherManager, admin, team, otherTeam } = teams;
    const mine = await Tablet.signIn(office, agents[0]);
    const made = [await customerWithWork(mine), await customerWithWork(mine), await customerWithWork(mine)];
    const [boss, otherBoss] = [await Tablet.signIn(office, manager), await Tablet.signIn(office, otherManager)];
    const held = async (tablet: Tablet) => {
      await tablet.sync();
      const holds = (collection: 'customers' | 'appointments' | 'interactions', id: string) =>
        tablet.get(collection, id) !== undefined && tablet.get(collection, id) !== null;
      return made.map(
        ({ customer, appointment, call }) =>
          `${holds('customers', customer)} ${holds('appointments', appointment)} ${holds('interactions', call)}`,
      );
    };
    const [all, none] = ['true true true', 'false false false'];
    await held(boss);
    await held(otherBoss);

    const woken: string[] = [];
    const { jobs } = office.deps;
    const wake = jobs.wake.bind(jobs);
    jobs.wake = (name) => woken.push(name);
    try {
      const browser = new TestBrowser(office.deps, { ip: '198.51.100.77' });
      await browser.signIn(admin.email);
      const before = await office.deps.prisma.member.findUniqueOrThrow({ where: { id: agents[0].id } });
      await (
        await browser.request()
      ).members.update({
        memberId: agents[0].id,
        member: { fullName: before.fullName, email: before.email, role: 'agent', teamId: otherTeam },
      });
    } finally {
      jobs.wake = wake;
    }
    expect(woken).toContain('follow-owners');
    expect(await teamsOf(agents[0].id)).toEqual([team]);

    // A process that dies after its first slice: the next look goes on where it was.
    const [first, ...rest] = [...made]
      .sort((a, b) => (a.customer < b.customer ? -1 : 1))
      .map(({ customer }) => customer);
    expect(await moveToTeamOfOwner(pool(), agents[0].id, [first!])).toBe(1);
    const split = made.map(({ customer }) => customer === first);
    expect(await held(boss)).toEqual(split.map((hasGone) => (hasGone ? none : all)));
    expect(await held(otherBoss)).toEqual(split.map((hasGone) => (hasGone ? all : none)));
    expect(await held(mine)).toEqual([all, all, all]);
    expect(await readLeftBehind(pool())).toEqual([{ ownerId: agents[0].id, ids: rest }]);

    expect(await followOwners(office.deps, UNENDED, 1)).toBeNull();
    expect(await held(boss)).toEqual([none, none, none]);
    expect(await held(otherBoss)).toEqual([all, all, all]);
    expect(await held(mine)).toEqual([all, all, all]);
  });

  it('stop and turn back where their owner does, also while a slice is under way', async () => {
    const { office, team, otherTeam, agents } = teams;
    const owner = await office.addMember({ teamId: team });
    const tablet = await Tablet.signIn(office, owner);
    const id = tablet.create('customers', tablet.newCustomer());
    await tablet.push('customers');
    await moveMember(owner.id, otherTeam);

    let open = () => undefined as void;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const slice = moveToTeamOfOwner(waitingPool('UPDATE customers', gate), owner.id, [id]);
    const isReading = async () => {
      const { rows } = await pool().query(`SELECT FROM pg_stat_activity WHERE state = 'idle in transaction'`);
      return rows.length > 0;
    };
    await expect.poll(isReading).toBe(true);
    let isBack = false;
    const back = moveMember(owner.id, null).then(async () => {
      await followOwners(office.deps, UNENDED);
      isBack = true;
    });
    const isHeld = async () => {
      const { rows } = await pool().query(
        `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE members%'`,
      );
      return isBack || rows.length > 0;
    };
    await expect.poll(isHeld).toBe(true);
    open();
    await Promise.all([slice, back]);
    expect(await teamsOf(owner.id)).toEqual([null]);
    // Given away while the slice was on its way, a customer is not the owner's to take along.
    await moveMember(owner.id, team);
    await pool().query('UPDATE customers SET owner_id = $2 WHERE id = $1', [id, agents[1].id]);
    expect(await moveToTeamOfOwner(pool(), owner.id, [id])).toBe(0);
  });

  it.each([1, 2, 3])('are all where their owner is, whatever happens at once (%i)', async (seed) => {
    const { office, team, otherTeam } = teams;
    const random = new Random(seed);
    const owners = [await office.addMember({ teamId: team }), await office.addMember({ teamId: otherTeam })];
    const tablets = await Promise.all(owners.map((owner) => Tablet.signIn(office, owner)));
    const step = async (): Promise<void> => {
      const at = random.below(2);
      const owner = owners[at]!;
      switch (random.below(5)) {
        case 0:
          await moveMember(owner.id, random.pick([team, otherTeam, null]));
          return;
        case 1: {
          const tablet = tablets[at]!;
          for (let row = random.between(1, 6); row > 0; row -= 1) tablet.create('customers', tablet.newCustomer());
          await tablet.push('customers');
          return;
        }
        case 2:
          await pool().query(
            `UPDATE customers SET owner_id = $2 WHERE id IN (
               SELECT id FROM customers WHERE owner_id = $1 ORDER BY md5(id::text || $3) LIMIT 3)`,
            [owner.id, owners[1 - at]!.id, String(random.next())],
          );
          return;
        default: {
          const ending = new AbortController();
          const look = followOwners(office.deps, ending.signal, random.between(1, 3));
          if (random.chance(0.4)) ending.abort();
          await look;
        }
      }
    };
    for (let round = 0; round < 15; round += 1) await Promise.all([step(), step(), step()]);
    while ((await followOwners(office.deps, UNENDED, 2)) !== null);
    const { rows } = await pool().query(
      'SELECT count(*)::int AS wrong FROM customers c JOIN members m ON m.id = c.owner_id WHERE c.team_id IS DISTINCT FROM m.team_id',
    );
    expect(rows).toEqual([{ wrong: 0 }]);
  });
});
