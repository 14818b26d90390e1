import type { MemberFields } from '../../sync/collections/member';
import { makeMember } from '../factories/member-factory';
import { Random } from '../factories/random';

export const DEMO_PASSWORD = 'saha-demo-2026';

export type DemoTeam = { readonly id: string; readonly name: string };
export type DemoMember = MemberFields & { readonly email: string };

// Their ids never change, whatever the seed: a demo that is made anew knows its people.
const random = Random.unscattered(2026);
const TEAM_MADE_AT_MS = Date.UTC(2025, 0, 6, 5);

export const DEMO_TEAMS: readonly [DemoTeam, DemoTeam] = [
  { id: random.uuid(TEAM_MADE_AT_MS), name: 'İstanbul Ekibi' },
  { id: random.uuid(TEAM_MADE_AT_MS), name: 'Ankara Ekibi' },
];

function member(fullName: string, role: MemberFields['role'], colour: number, team?: DemoTeam): DemoMember {
  const made = makeMember(random, { fullName, role, colour, teamId: team?.id ?? '', teamName: team?.name ?? '' });
  return { ...made, email: role === 'admin' ? 'admin@saha.example' : made.email! };
}

const [istanbul, ankara] = DEMO_TEAMS;

/** One admin, two managers, eight agents. */
export const DEMO_MEMBERS: readonly DemoMember[] = [
  member('Aylin Başaran', 'admin', 0),
  member('Selin Kaya', 'manager', 1, istanbul),
  member('Murat Demir', 'manager', 2, ankara),
  member('Zeynep Yılmaz', 'agent', 3, istanbul),
  member('Emre Çelik', 'agent', 4, istanbul),
  member('Işıl Öztürk', 'agent', 5, istanbul),
  member('Kaan Şahin', 'agent', 6, istanbul),
  member('Burcu Aydın', 'agent', 7, ankara),
  member('Tolga Arslan', 'agent', 8, ankara),
  member('Gizem Koç', 'agent', 9, ankara),
  member('Uğur Yıldırım', 'agent', 10, ankara),
];

/** What to show beside "sign in with": one of each role, same password for all. */
export const DEMO_LOGINS = (['agent', 'manager', 'admin'] as const).map((role) => {
  const { email, fullName } = DEMO_MEMBERS.find((person) => person.role === role)!;
  return { role, email, fullName, password: DEMO_PASSWORD };
});
