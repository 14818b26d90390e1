/**
 * Merges and unmerges of customers who have lived, on devices that do not know of each other: what comes of them,
 * reckoned by words alone. The first to reach the office stands; whoever decided otherwise without knowing of it is
 * refused, and so is a circle, and whoever does not see both.
 */
import type { Tablet } from '../../test/tablet';
import { customers } from '../../../sync/collections/customer';
import { discard } from '../../../sync/rules/refuse-document';
import type { Random } from '../../../prisma/factories/random';
import type { Life, Person } from './reckoning';

export type Merging = { readonly device: Tablet; readonly person: Person };
export type MergeCounts = { merged: number; unmerged: number; refusedMerges: number };
type Wish = { readonly id: string; readonly into: string };

const ROUNDS = 5;

/** Which customer is merged into which, '' for none. */
export class Merges {
  readonly #into = new Map<string, string>();
  /** By customer, how often its merge was decided. */
  readonly #turns = new Map<string, number>();

  into(id: string): string {
    return this.#into.get(id) ?? '';
  }
  turns(id: string): number {
    return this.#turns.get(id) ?? 0;
  }
  rootOf(id: string): string {
    let at = id;
    while (this.into(at) !== '') at = this.into(at);
    return at;
  }
  belongsTo(root: string, among: readonly string[]): string[] {
    return among.filter((id) => id !== root && this.rootOf(id) === root);
  }
  decide(id: string, into: string): void {
    this.#into.set(id, into);
    this.#turns.set(id, this.turns(id) + 1);
  }
}

/** Everybody has synchronised before, and has afterwards. Answers what was not taken or refused as it should be. */
export async function liveMerges(
  workers: readonly Merging[],
  lives: ReadonlyMap<string, Life>,
  merges: Merges,
  clock: { nowMs: number },
  random: Random,
  counts: MergeCounts,
): Promise<string[]> {
  const wrong: string[] = [];
  const ids = [...lives.keys()];
  for (let round = 0; round < ROUNDS; round += 1) {
    const wishes = workers.map((worker) => ({ worker, wish: wishOf(worker, ids, lives, merges, random), atMs: 0 }));
    const known = new Map(ids.map((id) => [id, merges.turns(id)]));
    for (const one of wishes) {
      clock.nowMs += random.between(1, 4) * 60_000;
      one.atMs = one.worker.device.nowMs;
      if (one.wish !== null) one.worker.device.edit('customers', one.wish.id, { mergedInto: one.wish.into });
    }
    for (const { worker, wish, atMs } of random.shuffled(wishes)) {
      if (wish === null) continue;
      clock.nowMs += 60_000;
      const [result] = await worker.device.push('customers');
      const isTaken = result?.outcome !== 'refused';
      const should = may(worker.person, wish, lives, merges, known);
      if (isTaken !== (should !== 'refused'))
        wrong.push(`${wish.id}: ${should}, and the office said ${result?.outcome}`);
      if (should === 'refused') {
        counts.refusedMerges += 1;
        const held = worker.device.documents.get('customers')!;
        const back = discard(customers, held.get(wish.id)!);
        if (back === null) held.delete(wish.id);
        else held.set(wish.id, back);
      } else if (should === 'taken') take(worker.person, wish, lives, merges, atMs, clock.nowMs, counts);
    }
    for (const { device } of workers) await device.sync();
  }
  return wrong;
}

function wishOf(
  { person }: Merging,
  ids: readonly string[],
  lives: ReadonlyMap<string, Life>,
  merges: Merges,
  random: Random,
): Wish | null {
  const seen = ids.filter((id) => lives.get(id)!.isSeenBy(person));
  if (seen.length < 2) return null;
  const merged = seen.filter((id) => merges.into(id) !== '');
  if (merged.length > 0 && random.chance(0.3)) return { id: random.pick(merged), into: '' };
  // Few, so that they meet, and circles are tried.
  const few = seen.slice(0, 6);
  const id = random.pick(few);
  const into = random.pick(few);
  return id === into || merges.into(id) === into ? null : { id, into };
}

function may(
  person: Person,
  { id, into }: Wish,
  lives: ReadonlyMap<string, Life>,
  merges: Merges,
  known: ReadonlyMap<string, number>,
): 'taken' | 'same' | 'refused' {
  const sees = (one: string) => lives.get(one)!.isSeenBy(person);
  if (!sees(id) || (into !== '' && !sees(into))) return 'refused';
  if (merges.turns(id) !== known.get(id)) return merges.into(id) === into ? 'same' : 'refused';
  for (let at = into; at !== ''; at = merges.into(at)) if (at === id) return 'refused';
  return 'taken';
}

function take(
  by: Person,
  { id, into }: Wish,
  lives: ReadonlyMap<string, Life>,
  merges: Merges,
  atMs: number,
  heardMs: number,
  counts: MergeCounts,
): void {
  const tell = (root: string, was: string, is: string) =>
    lives.get(root)!.told.push({ kind: 'merge', was, is, atMs, by: by.id, reason: '' });
  const before = merges.into(id);
  if (before !== '') tell(before, id, '');
  if (into !== '') tell(into, '', id);
  merges.decide(id, into);
  if (into === '') counts.unmerged += 1;
  else counts.merged += 1;
  const root = merges.rootOf(id);
  for (const one of merges.belongsTo(root, [...lives.keys()])) lives.get(one)!.follow(lives.get(root)!, heardMs);
}
