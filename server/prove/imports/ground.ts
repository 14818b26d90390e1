/** An office for the proof: who brings files, who else works there, and what people do meanwhile. */
import { v7 as uuidv7 } from 'uuid';
import { settingId } from '../../../sync/rules/setting-rights';
import type { Random } from '../../../prisma/factories/random';
import type { Deps } from '../../deps';
import { Importer, signedIn } from '../../test/import-office';
import { createMember } from '../../features/members/create-member';
import { createTeam } from '../../features/members/create-team';
import { LABELS, randomPerson, type Person, type Pools } from './random-file';

export type Ground = {
  readonly deps: Deps;
  readonly url: string;
  readonly random: Random;
  /** An agent, the manager of the team and an admin. */
  readonly bringers: readonly Importer[];
  /** Another agent of the team, and one of another team. */
  readonly mateId: string;
  readonly foreignId: string;
  readonly problems: string[];
  readonly counts: Record<string, number>;
};

const NOBODY = { memberId: null, ip: '' };

export async function openGround(deps: Deps, url: string, random: Random): Promise<Ground> {
  await deps.pool.query(
    `INSERT INTO countries (id, iso3, numeric, name_tr, name_en, dial_code, flag) VALUES
       ('TR', 'TUR', '792', 'Türkiye', 'Türkiye', '+90', ''), ('DE', 'DEU', '276', 'Almanya', 'Germany', '+49', '')
     ON CONFLICT DO NOTHING`,
  );
  const [team, other] = [(await createTeam(deps, NOBODY, 'İzmir')).id, (await createTeam(deps, NOBODY, 'Adana')).id];
  let count = 0;
  const add = async (role: 'agent' | 'manager' | 'admin', teamId: string) => {
    count += 1;
    const values = { fullName: `Kişi ${count}`, email: `kisi${count}@saha.example`, role, teamId };
    return (await createMember(deps, NOBODY, values, 'bir-deniz-feneri')).memberId;
  };
  const ids = [await add('agent', team), await add('manager', team), await add('admin', '')];
  const [mateId, foreignId] = [await add('agent', team), await add('agent', other)];
  const at = new Date(deps.now()).toISOString();
  const decided = await deps.writeAsOffice(
    'settings',
    Object.entries(LABELS).map(([subject, name]) => ({
      id: settingId('label', subject),
      values: {
        ...{ key: 'label', subject, memberId: '', value: { name, colour: 1 }, archivedAt: '' },
        ...{ createdBy: ids[2], createdAt: at },
      },
    })),
    'job:prove',
  );
  if (decided.some(({ outcome }) => outcome === 'refused')) throw new Error('a label of the proof is refused');
  const bringers = await Promise.all(ids.map(async (id) => new Importer(deps, await signedIn(deps, id))));
  return { deps, url, random, bringers, mateId, foreignId, problems: [], counts: {} };
}

export const count = ({ counts }: Ground, name: string, by = 1) => void (counts[name] = (counts[name] ?? 0) + by);

/** Some of them merged, some deleted, of whom the bringer sees a part. */
export async function addPeople(ground: Ground, pools: Pools, bringer: Importer, size: number): Promise<Person[]> {
  const { random, mateId, foreignId } = ground;
  const owners = [bringer.member.id, mateId, foreignId];
  const people = Array.from({ length: size }, () => {
    const id = random.pick(owners);
    return randomPerson(random, pools, uuidv7(), { id, mates: owners.filter((one) => one !== id) });
  });
  for (let at = 1; at < people.length; at += 1) {
    const [into, lost] = [people[at - 1]!, people[at]!];
    if (random.chance(0.1) && into.mergedInto === '' && !into.isDeleted && !lost.isDeleted)
      people[at] = { ...lost, mergedInto: into.id };
  }
  await writePeople(ground, people);
  return people;
}

export async function writePeople({ deps }: Ground, people: readonly Person[]): Promise<void> {
  const at = new Date(deps.now()).toISOString();
  const values = (one: Person) => ({
    ...{ firstName: one.given, lastName: one.family, email: one.mail, phone: one.first, altPhone: one.second },
    ...{ countryId: one.country, city: one.city, notes: one.note, stage: one.stage, address: '', occupation: '' },
    ...{ language: 'tr', source: 'fair', ownerId: one.ownerId, sharedWith: [...one.sharedWith] },
    ...{ createdBy: one.ownerId, createdAt: at, deletedAt: '' },
  });
  const write = async (writes: { id: string; values: Record<string, unknown> }[]) => {
    for (const { outcome, code } of await deps.writeAsOffice('customers', writes, 'job:prove'))
      if (outcome === 'refused') throw new Error(`a customer of the proof is refused: ${code}`);
  };
  await write(people.map((one) => ({ id: one.id, values: values(one) })));
  await write(
    people.flatMap(({ id, mergedInto, isDeleted }) => [
      ...(mergedInto === '' ? [] : [{ id, values: { mergedInto } }]),
      ...(isDeleted ? [{ id, values: { deletedAt: at } }] : []),
    ]),
  );
}

/** By the roles of the house, said anew: one's own and shared ones, of a manager the team's, of an admin all. */
export function seesOf({ mateId }: Ground, { member }: Importer) {
  return ({ ownerId, sharedWith }: Pick<Person, 'ownerId' | 'sharedWith'>) =>
    member.role === 'admin' ||
    ownerId === member.id ||
    sharedWith.includes(member.id) ||
    (member.role === 'manager' && ownerId === mateId);
}
