/** A file over a world that stands still: what it shows and what it writes are known to the letter. */
import { decideAll } from '../../features/imports/decide-all';
import type { Importer } from '../../test/import-office';
import { addPeople, count, seesOf, type Ground } from './ground';
import { workWithDeaths } from './kill-runs';
import { expectFile, known, wordsForAll, type Card, type Expected, type Mode } from './oracle';
import { cellsOf, fileOf, poolsOf, randomSaid, type Said } from './random-file';
import { readCustomers, readFileRows, type FileRow, type Kept } from './read-office';
import { spoilChecked, spoilDecided, spoilRun } from './spoil';
import { proveRevert } from './take-back';
import type { ImportBreakage } from './import-breakage';

/** What is said of all rows that wait, by file. */
const FOR_ALL = [null, 'leaveOut', null, 'new', null, 'onlyCandidate'] as const;
export const MODES: readonly Mode[] = ['add', 'update', 'fill'];
const CARD: readonly (keyof Card)[] = [
  'firstName',
  'lastName',
  'email',
  'phone',
  'altPhone',
  'countryId',
  'city',
  'notes',
  'stage',
  'labels',
];

export async function proveQuiet(ground: Ground, at: number, size: number, breakage: ImportBreakage | null) {
  const { deps, random } = ground;
  const bringer = random.pick(ground.bringers);
  const pools = poolsOf(random, at, Math.ceil(size * 0.9));
  const people = await addPeople(ground, pools, bringer, Math.ceil(size / 2));
  const said = Array.from({ length: size }, () => randomSaid(random, pools));
  const file = fileOf(
    random,
    said.map((one) => cellsOf(random, one)),
  );
  const mode = breakage === 'fills-over' ? 'fill' : MODES[(at + Math.floor(at / 3)) % 3]!;
  let all = known(people, seesOf(ground, bringer));
  let expected = expectFile(said, all, mode);
  const where = `file ${at} (${mode}, ${bringer.member.role})`;
  const wrong = (what: string) => ground.problems.push(`${where}: ${what}`);

  const before = await readCustomers(deps.pool);
  const id = await bring(ground, bringer, file, mode, breakage);
  await spoilChecked(ground, id, breakage);
  const shown = await readFileRows(deps.pool, id);
  if ((await readCustomers(deps.pool)).size !== before.size) wrong('something was written before anybody started it');
  compareRows(expected, shown, false).forEach(wrong);
  // Every third file is one that moves.
  const turn = (2 * Math.floor(at / 3) + (at % 3)) % FOR_ALL.length;
  const decision = breakage === 'decides-waiting' ? 'new' : FOR_ALL[turn]!;
  if (decision !== null) {
    const words = wordsForAll(expected, decision);
    all = known(people, seesOf(ground, bringer));
    expected = expectFile(said, all, mode, words);
    await spoilDecided(ground, id, breakage);
    const { count: decided } = await decideAll(deps, bringer.member, { id, decision });
    if (decided !== words.size) wrong(`${decided} rows were decided, not ${words.size}`);
    await workWithDeaths(ground, 10);
    compareRows(expected, await readFileRows(deps.pool, id), false).forEach(wrong);
    count(ground, 'decidedAtOnce', decided);
  }
  if (!expected.some(({ outcome }) => isTaken(outcome))) return;

  await Promise.all([bringer.start(id), bringer.start(id)]);
  await workWithDeaths(ground, random.between(3, 12), () => spoilRun(ground, id, breakage));
  // Whoever is done and dies before they know it would do it again.
  await spoilRun(ground, id, breakage);
  const done = await readFileRows(deps.pool, id);
  compareRows(expected, done, true).forEach(wrong);
  const after = await readCustomers(deps.pool);
  compareCustomers(all, said, done, before, after).forEach(wrong);
  account(ground, expected, said);

  if (decision === null) await bringAgain(ground, bringer, file, mode, done, wrong);
  if (at % 4 !== 3 || breakage === 'reverts-over-later')
    await proveRevert(ground, bringer, id, { before, done }, wrong, breakage);
}

/** Brought perhaps twice, as after a lost answer; checked by processes that die. */
export async function bring(
  ground: Ground,
  bringer: Importer,
  file: Uint8Array,
  mode: Mode,
  breakage: ImportBreakage | null,
): Promise<string> {
  const id = await bringer.bring(file);
  if (ground.random.chance(0.3)) await bringer.bring(file, id);
  await bringer.check(id, { mode: breakage === 'fills-over' ? 'update' : mode }, () => workWithDeaths(ground, 10));
  return id;
}

export const isTaken = (outcome: string) => ['new', 'joined', 'changed', 'same'].includes(outcome);

export function compareRows(expected: readonly Expected[], rows: readonly FileRow[], isDone: boolean): string[] {
  if (rows.length !== expected.length) return [`${expected.length} rows in, ${rows.length} accounted for`];
  const made = new Map(
    rows.flatMap(({ rowNo, outcome, customerId }) => (outcome === 'new' ? [[customerId, `row ${rowNo}`]] : [])),
  );
  const name = (id: string) => made.get(id) ?? id;
  return expected.flatMap(({ outcome, reason, about, among }, at) => {
    const row = rows[at]!;
    const is = [
      row.outcome,
      row.reason,
      row.customerId === null ? '' : name(row.customerId),
      row.candidates.map(name).sort(),
    ];
    const shall = [outcome, reason, about, among];
    // Of one who is there the row is about the customer; of one it makes about itself.
    const same = JSON.stringify(is) === JSON.stringify(shall) && row.isDone === (isDone && isTaken(outcome));
    return same ? [] : [`row ${at + 1} is ${JSON.stringify(is)} ${row.isDone}, not ${JSON.stringify(shall)}`];
  });
}

function compareCustomers(
  all: ReturnType<typeof known>,
  said: readonly Said[],
  rows: readonly FileRow[],
  before: ReadonlyMap<string, Kept>,
  after: ReadonlyMap<string, Kept>,
): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const { id, card } of all) {
    const own = id.startsWith('row ') ? (rows[Number(id.slice(4)) - 1]?.customerId ?? '') : id;
    seen.add(own);
    const is = after.get(own);
    const other = CARD.filter((field) => is?.[field] !== card[field]);
    if (is === undefined) problems.push(`${id} is not there`);
    else if (other.length > 0)
      problems.push(`${id} has ${other.map((field) => `${field} ${is[field]}, not ${card[field]}`).join('; ')}`);
  }
  for (const [id, is] of after) {
    if (seen.has(id)) continue;
    const was = before.get(id);
    if (was === undefined) problems.push(`${id} was made by nobody’s word (${is.firstName} ${is.phone} ${is.email})`);
    else if (was.version !== is.version) problems.push(`${id} was changed, whom no row is about`);
  }
  return problems.length > 5
    ? [...problems.slice(0, 5), `and ${problems.length - 5} more of ${said.length} rows`]
    : problems;
}

function account(ground: Ground, expected: readonly Expected[], said: readonly Said[]): void {
  count(ground, 'files');
  count(ground, 'rows', expected.length);
  for (const { outcome } of expected) count(ground, outcome);
  count(
    ground,
    'phoneOnly',
    said.filter(({ first, mail, given, family }) => first !== '' && mail + given + family === '').length,
  );
}

/** Nothing becomes of rows that are imported already. */
async function bringAgain(
  ground: Ground,
  bringer: Importer,
  file: Uint8Array,
  mode: Mode,
  first: readonly FileRow[],
  wrong: (what: string) => void,
) {
  const { deps } = ground;
  const id = await bring(ground, bringer, file, mode, null);
  const rows = await readFileRows(deps.pool, id);
  const again = rows.filter(({ outcome, changes }) => outcome === 'new' || (isTaken(outcome) && changes.length > 0));
  // What was asked and not answered may come out otherwise, now that the rest is written.
  for (const { rowNo, outcome, changes } of again.filter((row) => first[row.rowNo - 1]?.isDone === true))
    wrong(`brought again row ${rowNo} is ${outcome} ${JSON.stringify(changes)}`);
  const before = await readCustomers(deps.pool);
  if (again.length === 0 && rows.some(({ outcome }) => isTaken(outcome))) {
    await bringer.start(id);
    await workWithDeaths(ground, 10);
  }
  const after = await readCustomers(deps.pool);
  if (again.length === 0)
    for (const [customerId, { version }] of after)
      if (before.get(customerId)?.version !== version) wrong(`brought again it changes ${customerId}`);
  count(ground, 'broughtAgain');
}
