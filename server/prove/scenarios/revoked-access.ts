/**
 * A tablet is out of reach while its customers go to somebody else. At the next contact nothing of them may be
 * left.
 */
import { PEOPLE } from '../cast';
import { CALM } from '../plan-schedule';
import { readTruth } from '../office-truth';
import type { ScenarioInput } from '../scenario-input';
import { isClean } from '../verdict';

export async function revokedAccess({ ground, tally, seed, short, breakage }: ScenarioInput): Promise<void> {
  const { threads, office } = ground;
  const count = short ? 40 : 200;
  const editedOffline = count / 10;
  await ground.begin(seed, CALM, breakage);
  const ids = await Promise.all(Array.from({ length: count }, () => office.addCustomer('ayse', ground.nowMs)));
  await office.pool.query(`UPDATE customers SET notes = 'SIR ' || id, address = 'SIR ' || id`);
  await ground.comeToRest(false);
  for (const id of ids.slice(0, editedOffline)) await threads.ask('ayse1', 'type', 'customers', id, ['own']);
  const before = await threads.ask('ayse1', 'searchStore', 'SIR');
  for (const id of ids) await threads.ask('mert1', 'edit', 'customers', id, { ownerId: PEOPLE.banu.id });
  await threads.ask('mert1', 'round', { hear: false, alone: true, crashBefore: null });
  await office.passHorizon();
  await threads.ask('ayse1', 'round', { hear: false, alone: true, crashBefore: null });
  const readable = await threads.ask('ayse1', 'searchStore', 'SIR');
  const { documents } = await readTruth(office.pool);
  const accepted = ids.filter((id) => String(documents.customers.get(id)?.fields['city']) !== '').length;
  const refused = (await threads.ask('ayse1', 'report')).documents.customers.filter(
    ({ sync }) => sync.outbox.startsWith('r') && sync.rejection?.code === 'customer.outOfScope',
  );
  const listed = refused.length;
  const foreign = refused.flatMap(({ fields, sync }) =>
    Object.keys(fields).filter((field) => !Object.values(sync.pending).some(({ values }) => field in values)),
  );
  await ground.heal();
  const verdict = await ground.judge();
  if (before < count) verdict.errors.push(`only ${before} of ${count} customers were on the device at first`);
  if (readable > 0) verdict.leaks.push(`${readable} of ${count} customers can still be read on the device`);
  if (foreign.length > 0)
    verdict.leaks.push(`of customers that were refused the device still holds ${[...new Set(foreign)].join(', ')}`);
  if (accepted > 0) verdict.leaks.push(`${accepted} edits were accepted after access was lost`);
  if (listed !== editedOffline)
    verdict.lost.push(`${listed} of ${editedOffline} edits are in front of their author as refused`);
  tally.add(verdict, ground.takeCounts(), 'revoked-access');
  await ground.end(!isClean(verdict));
  tally.scenario('revoked-access', { customers: count, readable, accepted, listed });
}
