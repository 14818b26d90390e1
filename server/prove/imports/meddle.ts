/** What people do between what somebody is shown and what is written, and afterwards. */
import { v7 as uuidv7 } from 'uuid';
import { count, writePeople, type Ground } from './ground';
import { readCustomers } from './read-office';
import { randomPerson, type Person, type Pools } from './random-file';

/** Edits, mergers, deletions and people whom somebody enters meanwhile; answers whom. */
export async function meddle(ground: Ground, pools: Pools, people: readonly Person[], acts: number): Promise<Person[]> {
  const { deps, random } = ground;
  const added: Person[] = [];
  const write = async (id: string, values: Record<string, unknown>) => {
    await deps.writeAsOffice(
      'customers',
      [{ id, values: (stands) => (stands === null ? null : values) }],
      'job:people',
    );
    count(ground, 'meddled');
  };
  for (let act = 0; act < acts; act += 1) {
    const one = random.pick(people);
    const kind = random.pick(['city', 'note', 'name', 'phone', 'merge', 'delete', 'enter', 'city'] as const);
    if (kind === 'city') await write(one.id, { city: random.pick(['Uşak', 'Iğdır', 'Çorum']) });
    if (kind === 'note') await write(one.id, { notes: 'Elden yazıldı' });
    if (kind === 'name') await write(one.id, { firstName: 'Başka' });
    if (kind === 'phone') await write(one.id, { altPhone: random.pick(pools.numbers) });
    if (kind === 'delete') await write(one.id, { deletedAt: new Date(deps.now()).toISOString() });
    if (kind === 'merge') {
      const other = random.pick(people);
      if (other.id !== one.id) await write(one.id, { mergedInto: other.id });
    }
    if (kind === 'enter') {
      const owner = { id: one.ownerId, mates: [one.ownerId] };
      added.push({ ...randomPerson(random, pools, uuidv7(), owner), sharedWith: [], isDeleted: false });
      await writePeople(ground, added.slice(-1));
      count(ground, 'meddled');
    }
  }
  return added;
}

/** After the import: some that it made or changed are worked on. Answers how, by customer. */
export async function workOn(ground: Ground, ids: readonly string[]): Promise<Map<string, 'edit' | 'entry'>> {
  const { deps, random } = ground;
  const worked = new Map<string, 'edit' | 'entry'>();
  const standing = await readCustomers(deps.pool);
  const at = new Date(deps.now()).toISOString();
  for (const id of ids) {
    if (!random.chance(0.3) || standing.get(id)?.isDeleted !== false) continue;
    const kind = random.pick(['edit', 'same', 'entry'] as const);
    worked.set(id, kind === 'entry' ? 'entry' : 'edit');
    const values = kind === 'edit' ? { occupation: 'Aşçı' } : { city: `${standing.get(id)!.city}!` };
    if (kind !== 'entry') await deps.writeAsOffice('customers', [{ id, values }], 'job:people');
    else {
      const entry = {
        ...{ customerId: id, authorId: standing.get(id)!.ownerId, kind: 'note', outcome: '', body: 'Aradı' },
        ...{ durationMinutes: 0, occurredAt: at, createdAt: at },
      };
      await deps.writeAsOffice('interactions', [{ id: uuidv7(), values: entry }], 'job:people');
    }
  }
  return worked;
}
