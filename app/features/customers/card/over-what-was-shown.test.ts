/**
 * A next step and whom a customer is shared with are changed over what was shown, and over nothing that came unseen.
 */
import 'fake-indexeddb/auto';
import { afterEach, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { latestStamp } from '../../../../sync/rules/document';
import { nextStamp } from '../../../../sync/rules/stamp';
import { customerValues } from '../../../database/test/customer-values';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { openReplica, read, until, type Replica } from '../../../database/test/replica';
import type { StoredCustomer } from '../../../database/saha-database';
import { closeNextStep, nextStepOf, planNextStep, putBackNextStep } from '../../interactions/next-step';
import { shareCustomer, unshareCustomer } from './share-customer';

const OTHER_DEVICE = 'ffffffff';
const SHOWN = { nextStepText: 'Ara', nextStepDueOn: '2027-01-04', nextStepDueTime: '', nextStepDoneAt: '' };
const open: Replica[] = [];
afterEach(async () => {
  for (const replica of open.splice(0)) await replica.close();
});
let members = 0;

async function device() {
  const office = new OfficeInMemory();
  const id = uuidv7();
  const memberId = `01890000-0000-7000-d200-${String(++members).padStart(12, '0')}`;
  office.write('customers', id, customerValues({ ownerId: memberId, ...SHOWN }), '0190a1b2c3d4000000000000');
  const mine = await openReplica(office, { memberId });
  open.push(mine);
  await until('it is here', async () => (await read(mine, 'customers', id)) !== null);
  const stored = async () => (await read(mine, 'customers', id)) as unknown as StoredCustomer;
  /** What somebody else writes, as it stands in the office; the device does not hear of it unless `arrives`. */
  const otherWrites = async (values: Partial<StoredCustomer>, arrives = true) => {
    const row = office.table('customers').get(id)!;
    office.write('customers', id, values, nextStamp(latestStamp(row.stamps), Date.now(), OTHER_DEVICE));
    const [field, value] = Object.entries(values)[0]!;
    const isHere = async () => JSON.stringify(((await stored()) as never)[field]) === JSON.stringify(value);
    if (arrives) await until('it arrived', isHere);
  };
  const sent = () => until('everything is sent', async () => (await stored()).outbox === '');
  const inOffice = () => office.table('customers').get(id)!;
  return { office, id, mine, stored, otherWrites, sent, inOffice };
}

const PLANNED = { nextStepDueOn: '2027-01-08', nextStepDueTime: '' };
const OTHERS = { nextStepText: 'Sözleşme', nextStepDueOn: '2027-01-05' };

it('plans over the step that was shown: another that came meanwhile stays on a card', async () => {
  const { id, mine, otherWrites, sent, inOffice } = await device();
  await otherWrites(OTHERS);
  await planNextStep(mine.db, id, PLANNED, SHOWN);
  await sent();
  expect(inOffice().conflicts).toMatchObject([{ unit: 'nextStep', hidden: { values: OTHERS } }]);
});

it('says of the step that was shown that it is done, and of no other', async () => {
  const { id, mine, otherWrites, sent, inOffice } = await device();
  await otherWrites(OTHERS);
  await closeNextStep(mine.db, id, Date.UTC(2027, 0, 4, 9), SHOWN);
  await sent();
  expect(inOffice().fields).toMatchObject({ nextStepText: 'Ara', nextStepDoneAt: '2027-01-04T09:00:00.000Z' });
  expect(inOffice().conflicts).toMatchObject([{ unit: 'nextStep', hidden: { values: OTHERS } }]);
});

it('puts a step back over what it had left itself', async () => {
  const { id, mine, stored, otherWrites, sent, inOffice } = await device();
  const before = nextStepOf(await stored());
  const left = await planNextStep(mine.db, id, PLANNED, before);
  await sent();
  expect(inOffice().conflicts).toEqual([]);
  await otherWrites(OTHERS);
  await putBackNextStep(mine.db, id, before, left);
  await sent();
  expect(inOffice().conflicts).toMatchObject([{ unit: 'nextStep', hidden: { values: OTHERS } }]);
});

it('keeps whom a colleague let in meanwhile, and on a card whom nobody here knew of', async () => {
  const { office, id, mine, otherWrites, sent, inOffice } = await device();
  const [known, arrived, unheard, mate] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  await otherWrites({ sharedWith: [known, arrived] });
  const takeBack = await shareCustomer(mine.db, id, mate);
  await sent();
  expect(inOffice().fields['sharedWith']).toEqual([known, arrived, mate]);
  expect(inOffice().conflicts).toEqual([]);
  await takeBack();
  await unshareCustomer(mine.db, id, known);
  await sent();
  expect(inOffice().fields['sharedWith']).toEqual([arrived]);

  office.isReachable = false;
  await otherWrites({ sharedWith: [arrived, unheard] }, false);
  await shareCustomer(mine.db, id, mate);
  office.isReachable = true;
  mine.engine.requestRound();
  await sent();
  const lists = inOffice().conflicts.map(({ shown, hidden }) => [shown.values, hidden.values]);
  expect(JSON.stringify([lists, inOffice().fields['sharedWith']])).toContain(unheard);
  expect(inOffice().conflicts).toMatchObject([{ unit: 'sharedWith' }]);
});
