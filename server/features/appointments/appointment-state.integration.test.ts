/**
 * *Yapıldı* against *İptal*, both without network: one stands, and whoever lost is told. By random days of two tablets;
 * the oracle knows every step that was taken and asks of each whether it stands, was gone on from, or was told to have
 * lost.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../prisma/factories/random';
import { customerWithWork, createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { Tablet } from '../../test/tablet';

const STEPS = ['held', 'no_show', 'cancelled', 'confirmed'] as const;

let teams: TwoTeams;
let agent: Tablet, manager: Tablet;
beforeAll(async () => {
  teams = await createTwoTeams();
  agent = await Tablet.signIn(teams.office, teams.agents[0]);
  manager = await Tablet.signIn(teams.office, teams.manager);
});
afterAll(() => teams.office.close());

const standing = async (id: string) =>
  (await teams.office.deps.pool.query<{ status: string }>('SELECT status FROM appointments WHERE id = $1', [id]))
    .rows[0]!.status;
const step = (tablet: Tablet, id: string, status: string) => {
  teams.office.clock.nowMs += 1_000;
  tablet.edit('appointments', id, { status });
};

describe('the state of an appointment', () => {
  it('held offline against cancelled: the cancellation stands, the agent is told and may decide anew', async () => {
    const { appointment } = await customerWithWork(agent);
    await manager.sync();
    step(agent, appointment, 'held');
    step(manager, appointment, 'cancelled');
    manager.edit('appointments', appointment, { cancelReason: 'müşteri aradı' });
    await manager.push('appointments');
    expect(await agent.push('appointments')).toMatchObject([
      { outcome: 'refused', code: 'sync.stateStands', params: { unit: 'status', stands: 'cancelled' } },
    ]);
    expect(await standing(appointment)).toBe('cancelled');
    await agent.pull('appointments');
    expect(agent.get('appointments', appointment)!.sync.outbox).toMatch(/^r/);
    expect(agent.openCards('appointments', appointment)).toEqual([]);
    step(agent, appointment, 'confirmed');
    expect(await agent.push('appointments')).toMatchObject([{ outcome: 'applied' }]);
    step(agent, appointment, 'held');
    await agent.push('appointments');
    expect(await standing(appointment)).toBe('held');
  });

  it('cancelled offline against held: it was held, and the rest of what the manager wrote is taken', async () => {
    const { appointment } = await customerWithWork(agent);
    await manager.sync();
    step(agent, appointment, 'held');
    step(manager, appointment, 'cancelled');
    manager.edit('appointments', appointment, { notes: 'başka gün istedi' });
    await agent.push('appointments');
    expect(await manager.push('appointments')).toMatchObject([{ outcome: 'merged', refused: [{ unit: 'status' }] }]);
    expect(await standing(appointment)).toBe('held');
    expect(manager.get('appointments', appointment)!.sync.outbox).toMatch(/^r/);
    await agent.pull('appointments');
    expect(agent.fields('appointments', appointment)?.['notes']).toBe('başka gün istedi');
  });

  it.each([1, 2])('no step is lost without a word (seed %i)', async (seed) => {
    const random = new Random(seed);
    const ids: string[] = [];
    for (let at = 0; at < 6; at += 1) ids.push((await customerWithWork(agent)).appointment);
    await manager.sync();
    let told = 0,
      taken = 0;
    for (let round = 0; round < 6; round += 1) {
      const both = random.shuffled([agent, manager]);
      const steps = both.flatMap((tablet) =>
        ids.filter(() => random.chance(0.6)).map((id) => ({ tablet, id, status: random.pick(STEPS) })),
      );
      for (const { tablet, id, status } of random.shuffled(steps)) step(tablet, id, status);
      const before = new Map<string, string>();
      for (const id of ids) before.set(id, await standing(id));
      for (const tablet of both) {
        const wanted = new Map(
          ids.flatMap((id) => {
            const pending = tablet.get('appointments', id)!.sync.pending['status'];
            return pending === undefined ? [] : [[id, String(pending.values['status'])] as const];
          }),
        );
        const results = await tablet.push('appointments', { loseAnswer: random.chance(0.2) });
        if (results.length > 0 && tablet.outgoing('appointments').rows.length > 0) await tablet.push('appointments');
        for (const [id, status] of wanted) {
          const stands = await standing(id);
          const document = tablet.get('appointments', id)!;
          const isTold = document.sync.outbox.startsWith('r') && document.sync.rejection !== null;
          expect(stands === status || isTold, `${status} of ${id} in round ${round}`).toBe(true);
          if (isTold) {
            told += 1;
            // A step that was not taken changed nothing.
            expect(stands).toBe(before.get(id));
          } else taken += 1;
          before.set(id, stands);
          expect(document.sync.conflicts).toEqual([]);
        }
      }
      for (const tablet of both) await tablet.sync();
    }
    expect(Math.min(told, taken)).toBeGreaterThan(1);
  });
});
