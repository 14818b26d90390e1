/** Pushes that come again, and pushes that cross. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { followOwners } from '../features/customers/follow-owners.job';
import type { Office } from '../test/office';
import { createOneTeam, customerOnAll, newTablets, outcomes, type OneTeam, type Tablets } from '../test/one-team';
import { Tablet } from '../test/tablet';

let team: OneTeam;
let office: Office;
let agent: OneTeam['agent'], manager: OneTeam['manager'];
let tablets: Tablets;
let mine: Tablet, boss: Tablet;

beforeAll(async () => {
  team = await createOneTeam();
  ({ office, agent, manager } = team);
});
afterAll(() => office.close());
beforeEach(async () => {
  tablets = await newTablets(team);
  ({ mine, boss } = tablets);
});
const bothHold = (values = {}) => customerOnAll(tablets, values);

describe('pushes that come again or at once', () => {
  it('takes a repeated push, a lost answer and an old duplicate for what they are', async () => {
    const id = mine.create('customers', mine.newCustomer());
    const creation = mine.outgoing('customers');
    await mine.push('customers', { loseAnswer: true });
    mine.edit('customers', id, { notes: 'bir' });
    await mine.push('customers', { loseAnswer: true });
    mine.edit('customers', id, { notes: 'iki', city: 'Rize' });
    const [last] = await mine.push('customers');
    expect(last).toMatchObject({ outcome: 'merged' });
    expect(outcomes((await mine.send(creation)).results)).toEqual(['merged']);
    await mine.pull('customers');
    expect(
      (await mine.pullPage('customers', 5_000, null)).documents.find((document) => document.id === id),
    ).toMatchObject({ version: 3, fields: { notes: 'iki', city: 'Rize' }, seq: 3 });
    expect(mine.get('customers', id)!.sync).toMatchObject({ pending: {}, outbox: '', conflicts: [] });
  });

  it('creates one document when the same push arrives twenty times at once', async () => {
    const ids = Array.from({ length: 30 }, () => mine.create('customers', mine.newCustomer()));
    const input = mine.outgoing('customers');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        mine.send(at % 2 === 0 ? input : { ...input, rows: [...input.rows].reverse() }),
      ),
    );
    expect(answers.every(({ results }) => results.every(({ outcome }) => outcome !== 'refused'))).toBe(true);
    const { rows } = await office.deps.pool.query(
      'SELECT count(*)::int AS count, max(version)::int AS version FROM customers WHERE id = ANY($1::uuid[])',
      [ids],
    );
    expect(rows).toEqual([{ count: 30, version: 1 }]);
  });

  it('applies many devices writing the same customers at once, and loses nothing', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => bothHold()));
    const tablets = await Promise.all(
      Array.from({ length: 6 }, async (_, at) => Tablet.signIn(office, at % 2 === 0 ? agent : manager)),
    );
    const fields = ['city', 'address', 'occupation', 'email', 'altPhone', 'lastName'];
    const values = ['Van', 'Sahil 1', 'Usta', 'a@b.example', '+905550000000', 'Son'];
    // A row that is written while somebody reads the feed comes with their next page: all of them hold all of it first.
    await Promise.all(tablets.map((tablet) => tablet.pull('customers')));
    await Promise.all(
      tablets.map(async (tablet, at) => {
        for (const id of at % 2 === 0 ? ids : [...ids].reverse())
          tablet.edit('customers', id, { [fields[at]!]: values[at]! });
        await tablet.push('customers');
      }),
    );
    await mine.pull('customers');
    const expected = Object.fromEntries(fields.map((field, at) => [field, values[at]]));
    for (const id of ids) expect(mine.fields('customers', id)).toMatchObject(expected);
  });

  it('does not let a customer change hands under what is being put below it', async () => {
    const elsewhere = await office.addMember();
    for (let at = 0; at < 15; at += 1) {
      const id = await bothHold();
      await mine.sync();
      const appointment = mine.create('appointments', mine.newAppointment(id));
      const call = mine.create('interactions', mine.newInteraction(id));
      boss.edit('customers', id, { ownerId: elsewhere.id });
      await Promise.all([mine.push('appointments'), mine.push('interactions'), boss.push('customers')]);
      const came = [await mine.pull('customers'), await mine.pull('appointments'), await mine.pull('interactions')];
      expect(came[0]!.gone).toEqual([id]);
      for (const [collection, document, { gone }] of [
        ['appointments', appointment, came[1]!],
        ['interactions', call, came[2]!],
      ] as const) {
        const wasTaken = mine.get(collection, document)?.sync.outbox.startsWith('r') !== true;
        expect(gone).toEqual(wasTaken ? [document] : []);
      }
    }
  });

  it('puts a customer into the team its owner moves to at that moment', async () => {
    const owner = await office.addMember();
    const teams = [
      await office.addTeam(`Kuzey ${office.clock.nowMs}`),
      await office.addTeam(`Güney ${office.clock.nowMs}`),
    ];
    const tablet = await Tablet.signIn(office, owner);
    for (let at = 0; at < 8; at += 1) {
      for (let row = 0; row < 20; row += 1) tablet.create('customers', tablet.newCustomer());
      await Promise.all([
        tablet.push('customers'),
        office.deps.pool.query('UPDATE members SET team_id = $2 WHERE id = $1', [owner.id, teams[at % 2]]),
      ]);
    }
    await followOwners(office.deps, new AbortController().signal);
    const { rows } = await office.deps.pool.query(
      'SELECT DISTINCT c.team_id = m.team_id AS same FROM customers c JOIN members m ON m.id = c.owner_id WHERE m.id = $1',
      [owner.id],
    );
    expect(rows).toEqual([{ same: true }]);
  });
});
