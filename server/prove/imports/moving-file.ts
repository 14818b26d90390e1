/**
 * A file while people work: what becomes of it is not known, but that nothing is written that nobody was shown, that
 * nobody is there twice, and that every row is accounted for.
 */
import { addPeople, count, seesOf, type Ground } from './ground';
import { workWithDeaths } from './kill-runs';
import { meddle } from './meddle';
import { bring, isTaken, MODES } from './quiet-file';
import { cellsOf, fileOf, poolsOf, randomSaid } from './random-file';
import { readCustomers, readFileRows, readMade, readWritten, plainMail, type FileRow } from './read-office';
import { spoilChecked, spoilMoved, spoilRun } from './spoil';
import type { ImportBreakage } from './import-breakage';

export async function proveMoving(ground: Ground, at: number, size: number, breakage: ImportBreakage | null) {
  const { deps, random } = ground;
  const bringer = random.pick(ground.bringers);
  const pools = poolsOf(random, at, Math.ceil(size * 0.9));
  const people = await addPeople(ground, pools, bringer, size);
  const said = Array.from({ length: size }, () => randomSaid(random, pools));
  const file = fileOf(
    random,
    said.map((one) => cellsOf(random, one)),
  );
  const mode = breakage === 'blind-write' ? 'update' : random.pick(MODES);
  const wrong = (what: string) => ground.problems.push(`file ${at} (${mode}, ${bringer.member.role}, moving): ${what}`);
  const id = await bring(ground, bringer, file, mode, breakage);
  await spoilChecked(ground, id, breakage);
  const shown = await readFileRows(deps.pool, id);
  if (!shown.some(({ outcome }) => isTaken(outcome))) return;
  const everybody = [...people, ...(await meddle(ground, pools, people, Math.ceil(size / 2)))];
  await spoilMoved(ground, id, breakage);
  await bringer.start(id);
  await workWithDeaths(ground, random.between(3, 8), async () => {
    everybody.push(...(await meddle(ground, pools, everybody, 3)));
    await spoilRun(ground, id, breakage);
  });

  const rows = await readFileRows(deps.pool, id);
  const { counts } = await bringer.show(id);
  const counted = Object.values(counts.outcomes).reduce((sum, one) => sum + one.rows, 0);
  if (rows.length !== size || counted !== size) wrong(`${size} rows in, ${rows.length} there, ${counted} counted`);
  for (const { rowNo, outcome, isDone } of rows)
    if (outcome === 'waiting' || (isTaken(outcome) && !isDone)) wrong(`row ${rowNo} is ${outcome} after all`);
  const written = await readWritten(deps.pool, id);
  for (const problem of unseen(shown, written)) wrong(problem);
  const sees = seesOf(ground, bringer);
  const invisible = new Set(everybody.filter((one) => !sees(one)).map((one) => one.id));
  for (const { customerId } of written)
    if (invisible.has(customerId)) wrong(`${customerId} is a colleague’s and is written`);
  for (const problem of await doubles(
    ground,
    written,
    everybody.filter(sees).map((one) => one.id),
  ))
    wrong(problem);
  count(ground, 'files');
  count(ground, 'moving');
  count(ground, 'rows', size);
  count(ground, 'changedMeanwhile', rows.filter(({ reason }) => reason === 'changedMeanwhile').length);
}

/** Every field that was written was shown, from what it was to what it is. */
function unseen(shown: readonly FileRow[], written: Awaited<ReturnType<typeof readWritten>>): string[] {
  const of = new Map<string, { from: Set<string>; to: Set<string>; isNew: boolean }>();
  for (const { customerId, changes, outcome } of shown) {
    if (customerId === null) continue;
    for (const { field, from, to } of changes) {
      const key = `${customerId} ${field}`;
      const one = of.get(key) ?? { from: new Set(), to: new Set(), isNew: outcome === 'new' };
      one.from.add(from);
      one.to.add(to);
      of.set(key, one);
    }
  }
  const makers = new Set(shown.flatMap(({ outcome, customerId }) => (outcome === 'new' ? [customerId] : [])));
  const problems: string[] = [];
  const made = new Set<string>();
  for (const { customerId, action, before, after } of written) {
    if (action === 'create') {
      if (made.has(customerId) || !makers.has(customerId))
        problems.push(`${customerId} is made, and no row is to make it`);
      made.add(customerId);
      continue;
    }
    for (const [field, value] of Object.entries(after)) {
      if (field === 'labels' || field === 'teamId') continue;
      const one = of.get(`${customerId} ${field}`);
      if (one?.to.has(String(value)) !== true)
        problems.push(`${customerId}: ${field} ${String(value)} was shown to nobody`);
      // Of one whom an earlier row has made, or changed, a later one goes on from there.
      else if (!one.from.has(String(before[field])) && !one.to.has(String(before[field])))
        problems.push(
          `${customerId}: ${field} was ${String(before[field])} when it was written over, and was not shown so`,
        );
    }
  }
  return problems;
}

/** Whom the import made beside somebody with the same address who was there, in sight of whoever brought it. */
async function doubles(
  { deps }: Ground,
  written: Awaited<ReturnType<typeof readWritten>>,
  visible: readonly string[],
): Promise<string[]> {
  const [customers, made] = [await readCustomers(deps.pool), await readMade(deps.pool)];
  const born = new Map(
    written.flatMap(({ action, customerId, no }) => (action === 'create' ? [[customerId, no]] : [])),
  );
  const addresses = (id: string) => {
    const { email, phone, altPhone } = customers.get(id)!;
    return [plainMail(email), phone, altPhone].filter((one) => one !== '');
  };
  const all = [...born.keys(), ...visible].filter((id) => {
    const one = customers.get(id)!;
    return !one.isDeleted && one.mergedInto === '';
  });
  const problems: string[] = [];
  for (const [id, no] of born) {
    // Numbers that people gave to others afterwards make no double of it.
    const own = new Set(addresses(id));
    const other = all.find(
      (one) =>
        one !== id && (made.get(one) ?? 0) < no && born.has(one) && addresses(one).some((address) => own.has(address)),
    );
    if (other !== undefined) problems.push(`${id} is made beside ${other}`);
  }
  return problems;
}
