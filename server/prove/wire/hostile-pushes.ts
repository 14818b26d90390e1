/** Pushes that are too many, repeated, out of order, for nothing there is, or on behalf of others. */
import type { PushOutput } from '../../../sync/protocol/messages';
import { Random } from '../../../prisma/factories/random';
import type { Verdict } from '../verdict';
import { problemOfRefusal } from './check-answer';
import { editOfCustomer, newInteractionBelow } from './push-examples';
import { changedTables, readStateDigest } from './state-digest';
import { dataOf, isDone } from './wire-client';
import type { Caller, WireOffice } from './wire-office';

type Push = ReturnType<typeof editOfCustomer>;
const EDITS = 30;

/** How many requests were sent. `rows`: of the largest. */
export async function sendHostilePushes(office: WireOffice, verdict: Verdict, rows: number): Promise<number> {
  const caller = await office.newCaller('agent', 'west');
  const stranger = await office.newCaller('agent', 'east');
  const { customerId } = await office.addCustomer(caller);
  let sent = 0;
  const push = (input: unknown) => {
    sent += 1;
    return office.client.call('mutation', 'sync.push', input, caller.cookie);
  };
  const mustStay = async (what: string, work: () => Promise<string | null>) => {
    const before = await readStateDigest(office.pool);
    const problem = await work();
    if (problem !== null) verdict.errors.push(`${what}: ${problem}`);
    const changed = changedTables(before, await readStateDigest(office.pool));
    if (changed.length > 0) verdict.repeated.push(`${what}: ${changed.join(', ')} changed`);
  };

  const edit = editOfCustomer(caller, customerId);
  const row = edit.rows[0]!;
  const wrong: [string, unknown][] = [
    [`${rows} rows`, { ...edit, rows: manyRows(caller, customerId, rows) }],
    ['the same row twice', { ...edit, rows: [row, row] }],
    ...[
      'users',
      'members',
      'countries',
      'sessions',
      '__proto__',
      'constructor',
      'customers"; DROP TABLE customers; --',
    ].map((collection): [string, unknown] => [`collection ${collection}`, { ...edit, collection }]),
    ...[stranger.deviceId, '00000000', 'ffffffff'].map((deviceId): [string, unknown] => [
      `device ${deviceId}`,
      editOfCustomer({ deviceId }, customerId),
    ]),
    ['stamps of another device', { ...edit, rows: editOfCustomer(stranger, customerId).rows }],
    ['a row of nothing', { ...edit, rows: [{ ...row, id: '01890000-0000-7000-8000-00000000dead' }] }],
    ['a name of no document', { ...edit, rows: [{ ...row, id: 'TR' }] }],
  ];
  for (const [what, input] of wrong) await mustStay(what, async () => problemOfRefusal(await push(input)));

  const taken = async (input: Push) => isTaken(await push(input));
  const edits = Array.from({ length: EDITS }, (_, at) => cityEdit(caller, customerId, at));
  const logged = newInteractionBelow(caller, customerId);
  const thousand = { ...logged, rows: manyRows(caller, customerId, 1_000) };
  for (const input of [...edits, logged, thousand])
    if (!(await taken(input))) verdict.errors.push('a right push was refused');
  // Everything again, in any order, several at once.
  await mustStay('pushes replayed', async () => {
    const again = new Random(EDITS).shuffled([...edits, logged, ...edits, logged, thousand]);
    const answers = await Promise.all(again.map((input) => push(input)));
    return answers.every(isTaken) ? null : 'a repeated push was not acknowledged';
  });

  const { customerId: other } = await office.addCustomer(caller);
  const [older, newer] = [cityEdit(caller, other, 1), cityEdit(caller, other, 2)];
  if (!(await taken(newer))) verdict.errors.push('a right push was refused');
  await mustStay('pushes that overtook each other', async () =>
    (await taken(older)) ? null : 'the older one was not acknowledged',
  );
  return sent;
}

const isTaken = (answer: Parameters<typeof isDone>[0]) =>
  isDone(answer) && dataOf<PushOutput>(answer).results.every(({ outcome }) => outcome !== 'refused');

function cityEdit(caller: Caller, customerId: string, at: number): Push {
  const edit = editOfCustomer(caller, customerId);
  const city = edit.rows[0]!.patch['city']!;
  return {
    ...edit,
    rows: [{ id: customerId, seen: 1, patch: { city: { ...city, seq: 100 + at, values: { city: `şehir ${at}` } } } }],
  };
}

const manyRows = (caller: Caller, customerId: string, count: number) =>
  Array.from({ length: count }, () => newInteractionBelow(caller, customerId).rows[0]!);
