import { createTestOffice, type Office } from './office';
import { Tablet } from './tablet';

type Person = { id: string; email: string };
export type OneTeam = { office: Office; agent: Person; manager: Person };
/** Two tablets of the agent, and one of the manager. */
export type Tablets = { mine: Tablet; other: Tablet; boss: Tablet };

/** An office with one team of an agent and a manager. */
export async function createOneTeam(): Promise<OneTeam> {
  const office = await createTestOffice();
  const teamId = await office.addTeam('İzmir');
  return {
    office,
    agent: await office.addMember({ teamId }),
    manager: await office.addMember({ role: 'manager', teamId }),
  };
}

/** They hold nothing yet, and an hour passes. */
export async function newTablets({ office, agent, manager }: OneTeam): Promise<Tablets> {
  const [mine, other, boss] = await Promise.all([
    Tablet.signIn(office, agent),
    Tablet.signIn(office, agent),
    Tablet.signIn(office, manager),
  ]);
  office.clock.nowMs += 3_600_000;
  return { mine, other, boss };
}

/** A customer of the agent that all three tablets hold. */
export async function customerOnAll({ mine, other, boss }: Tablets, values = {}): Promise<string> {
  const id = mine.create('customers', mine.newCustomer(values));
  await mine.push('customers');
  await other.pull('customers');
  await boss.pull('customers');
  return id;
}

/** What became of each row of a push: its outcome, or the code it was refused with. */
export function outcomes(results: readonly { outcome: string; code?: string }[]): (string | undefined)[] {
  return results.map((result) => (result.outcome === 'refused' ? result.code : result.outcome));
}
