import type { SettingFields } from '../../../sync/collections/setting';
import { recordsOf } from '../../../sync/rules/merged-customers';
import { readSettings } from '../../../sync/rules/settings';
import type { SahaDatabase, StoredByCollection, StoredCustomer } from '../../database/saha-database';
import { plain } from '../../database/use-document';
import { reachOn, UNSENT } from '../consent/use-reach';
import { templateValues } from '../templates/template-values';
import type { TemplateChannel } from '../templates/use-templates';
import type { Candidate } from './plan-bulk';

/** Index ranges asked for at the same time. */
const AT_ONCE = 25;

/**
 * Those who were chosen, in the order of the list, as this device knows them at this moment. Throws where it cannot
 * read.
 */
export async function readCandidates(
  db: SahaDatabase,
  ids: readonly string[],
  channel: TemplateChannel,
): Promise<Candidate[]> {
  await db.opened;
  const { customers, consents, appointments, settings } = db.collections;
  const [found, unsent, office] = await Promise.all([
    customers.findByIds([...ids]).exec(),
    consents.find(UNSENT).exec(),
    settings.find().exec(),
  ]);
  const { name } = readSettings(office.map((one) => plain('settings', one) as unknown as SettingFields)).office;
  const read = async (id: string): Promise<Candidate> => {
    const document = found.get(id);
    const customer = document === undefined ? null : plain('customers', document);
    // Of what left this person's scope only the fields they typed are here.
    if (customer === null || customer.createdAt === undefined) return goneCandidate(id);
    // What was said to, and booked with, any record that was merged into this one is theirs.
    const records = recordsOf(db.worker.roots, id);
    const [said, booked] = await Promise.all([
      Promise.all(records.map((one) => consents.find(ofCustomer<'consents'>(one, 'occurredAt')).exec())),
      Promise.all(records.map((one) => appointments.find(ofCustomer<'appointments'>(one, 'startsAt')).exec())),
    ]);
    const held = [...said.flat(), ...unsent].map((one) => plain('consents', one));
    const { address, reach } = reachOn(customer, channel, held);
    const { firstName, lastName, language } = customer;
    const values = templateValues(
      customer,
      db.me,
      name,
      booked.flat().map((one) => plain('appointments', one)),
      db.clock.nowMs(),
    );
    return { id, firstName, lastName, language, isGone: customer.deletedAt !== '', address, reach, values };
  };
  const candidates: Candidate[] = [];
  const inOrder = [...ids].sort((a, b) => compare(sortKey(found.get(a)), sortKey(found.get(b))) || compare(a, b));
  for (let at = 0; at < inOrder.length; at += AT_ONCE)
    candidates.push(...(await Promise.all(inOrder.slice(at, at + AT_ONCE).map(read))));
  return candidates;
}

const goneCandidate = (id: string): Candidate => ({
  id,
  firstName: '',
  lastName: '',
  language: 'tr',
  isGone: true,
  address: '',
  reach: null,
  values: {},
});

type Found = Pick<StoredCustomer, 'sortKey'> | undefined;
const sortKey = (customer: Found) => customer?.sortKey ?? '';
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function ofCustomer<C extends 'consents' | 'appointments'>(customerId: string, by: string) {
  return {
    selector: { customerId, [by]: { $gte: '' } },
    sort: [{ customerId: 'asc' }, { [by]: 'asc' }],
  } as unknown as {
    selector: Partial<StoredByCollection[C]>;
  };
}
