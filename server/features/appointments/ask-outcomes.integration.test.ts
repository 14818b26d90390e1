/** *Gelmedi mi?* that nobody answered becomes a follow-up, once. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTwoTeams, customerWithWork, type TwoTeams } from '../../test/two-teams';
import { Tablet } from '../../test/tablet';
import { askOutcomesJob } from './ask-outcomes.job';

const HOUR_MS = 3_600_000;
let teams: TwoTeams, agent: Tablet;
beforeAll(async () => {
  teams = await createTwoTeams();
  agent = await Tablet.signIn(teams.office, teams.agents[0]);
});
afterAll(() => teams.office.close());

const look = () => askOutcomesJob.run(teams.office.deps, new AbortController().signal);
const step = async (customer: string) => {
  await agent.pull('customers');
  const { nextStepText, nextStepDueOn, nextStepDoneAt } = agent.fields('customers', customer)!;
  return { nextStepText, nextStepDueOn, nextStepDoneAt };
};

it('is asked for a day later, once, however often and wherever the office looks', async () => {
  const { customer, appointment } = await customerWithWork(agent);
  teams.office.clock.nowMs += 26 * HOUR_MS;
  await look();
  expect((await step(customer)).nextStepDueOn).toBe('');
  teams.office.clock.nowMs += 20 * HOUR_MS;
  await Promise.all([look(), look(), look()]);
  const asked = await step(customer);
  expect(asked.nextStepText).toMatch(/^Randevu nasıl geçti\? \d\d\.\d\d\. \d\d:\d\d$/);
  expect(asked.nextStepDoneAt).toBe('');
  agent.edit('customers', customer, { nextStepDoneAt: new Date(teams.office.clock.nowMs).toISOString() });
  await agent.push('customers');
  await look();
  expect((await step(customer)).nextStepDoneAt).not.toBe('');
  const { rows } = await teams.office.deps.pool.query('SELECT FROM asked_outcomes WHERE root_id = $1', [appointment]);
  expect(rows).toHaveLength(1);
});

it('is not asked of what was held, cancelled or is only requested, and no step that stands is replaced', async () => {
  const answered = await customerWithWork(agent);
  agent.edit('appointments', answered.appointment, { status: 'held' });
  const cancelled = await customerWithWork(agent);
  agent.edit('appointments', cancelled.appointment, { status: 'cancelled' });
  const busy = await customerWithWork(agent);
  agent.edit('customers', busy.customer, { nextStepText: 'Teklif gönder', nextStepDueOn: '2099-01-01' });
  await agent.sync();
  teams.office.clock.nowMs += 48 * HOUR_MS;
  await look();
  expect((await step(answered.customer)).nextStepDueOn).toBe('');
  expect((await step(cancelled.customer)).nextStepDueOn).toBe('');
  expect((await step(busy.customer)).nextStepText).toBe('Teklif gönder');
});
