import { createTestOffice, type Office } from './office';
import type { Tablet } from './tablet';

type Person = { id: string; email: string };
/** One agent of each team, and the manager of each. */
export type TwoTeams = {
  office: Office;
  team: string;
  otherTeam: string;
  agents: [Person, Person];
  manager: Person;
  otherManager: Person;
  admin: Person;
};

export async function createTwoTeams(env: Record<string, string> = {}): Promise<TwoTeams> {
  const office = await createTestOffice(env);
  const team = await office.addTeam('İzmir');
  const otherTeam = await office.addTeam('Adana');
  return {
    office,
    team,
    otherTeam,
    agents: [await office.addMember({ teamId: team }), await office.addMember({ teamId: otherTeam })],
    manager: await office.addMember({ role: 'manager', teamId: team }),
    otherManager: await office.addMember({ role: 'manager', teamId: otherTeam }),
    admin: await office.addMember({ role: 'admin' }),
  };
}

export type CustomerWithWork = { customer: string; appointment: string; call: string };
/** A customer with an appointment and a call, made and sent by this tablet. */
export async function customerWithWork(tablet: Tablet, values = {}): Promise<CustomerWithWork> {
  const customer = tablet.create('customers', tablet.newCustomer(values));
  await tablet.push('customers');
  const appointment = tablet.create('appointments', tablet.newAppointment(customer));
  const call = tablet.create('interactions', tablet.newInteraction(customer));
  await tablet.sync();
  return { customer, appointment, call };
}
