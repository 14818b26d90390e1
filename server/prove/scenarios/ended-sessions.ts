/**
 * Somebody's account is closed, their role changed, their password changed or replaced. The old cookie is refused,
 * or has the new rights, at the very next request; a live stream that may not go on ends.
 */
import { noCounts } from '../proving-ground';
import type { ScenarioInput } from '../scenario-input';
import { clean, isClean, type Verdict } from '../verdict';
import { codeOf, isDone } from '../wire/wire-client';
import { followStream } from '../wire/follow-stream';
import { PASSWORD, WireOffice, type Caller } from '../wire/wire-office';

const STREAM_PATIENCE_MS = 5_000;
type Ending = {
  readonly what: string;
  readonly endsSession: boolean;
  readonly act: (office: WireOffice, admin: Caller, person: Caller) => Promise<boolean>;
};

const asAdmin = async (office: WireOffice, admin: Caller, procedure: string, input: unknown) =>
  isDone(await office.client.call('mutation', procedure, input, admin.cookie));
const ENDINGS: readonly Ending[] = [
  {
    what: 'account closed',
    endsSession: true,
    act: (office, admin, { memberId }) => asAdmin(office, admin, 'members.setActive', { memberId, isActive: false }),
  },
  {
    what: 'role taken',
    endsSession: false,
    act: (office, admin, { memberId, email }) =>
      asAdmin(office, admin, 'members.update', {
        memberId,
        member: { fullName: 'Kişi', email, role: 'agent', teamId: office.teams.west },
      }),
  },
  {
    what: 'password replaced by an admin',
    endsSession: true,
    act: (office, admin, { memberId }) => asAdmin(office, admin, 'members.resetPassword', { memberId }),
  },
  {
    what: 'device reported lost',
    endsSession: true,
    act: (office, admin, { memberId, sessionId }) =>
      asAdmin(office, admin, 'members.reportLost', { memberId, sessionId }),
  },
  {
    what: 'password changed elsewhere',
    endsSession: true,
    act: async (office, _, person) =>
      isDone(
        await office.client.call(
          'mutation',
          'auth.changePassword',
          { currentPassword: PASSWORD, newPassword: 'baska-bir-fener-42' },
          (await office.signIn(person, person.role, person.team)).cookie,
        ),
      ),
  },
  {
    what: 'session ended elsewhere',
    endsSession: true,
    act: async (office, _, person) =>
      isDone(
        await office.client.call(
          'mutation',
          'auth.revokeSession',
          { sessionId: person.sessionId },
          (await office.signIn(person, person.role, person.team)).cookie,
        ),
      ),
  },
];

export async function endedSessions({
  tally,
  seed,
  short,
  wireBreakage: breakage = null,
  databaseUrl,
}: ScenarioInput): Promise<void> {
  const verdict = clean();
  const rounds = short ? 1 : 100;
  const counts = { rounds, refused: 0, newRights: 0, streamsEnded: 0, longestStreamMs: 0 };
  await WireOffice.run({ databaseUrl, breakage }, async (office) => {
    const admin = await office.newCaller('admin', null);
    for (let round = 0; round < rounds; round += 1) {
      for (const ending of ENDINGS)
        if (breakage === null || isClean(verdict)) await end(office, admin, ending, verdict, counts);
    }
  });
  tally.add(verdict, noCounts(), `ended-sessions, seed ${seed}`);
  tally.scenario('ended-sessions', { ...counts, longestStreamMs: Math.round(counts.longestStreamMs) });
}

async function end(
  office: WireOffice,
  admin: Caller,
  { what, endsSession, act }: Ending,
  verdict: Verdict,
  counts: { refused: number; newRights: number; streamsEnded: number; longestStreamMs: number },
): Promise<void> {
  const person = await office.newCaller('manager', 'west');
  const stream = await followStream(office.client, person.cookie);
  const ask = (procedure: string) => office.client.call('query', procedure, undefined, person.cookie);
  if (!isDone(await ask('office.sending'))) verdict.errors.push(`${what}: not even before`);
  if (!(await act(office, admin, person))) verdict.errors.push(`${what}: could not be done`);
  const actedAtMs = performance.now();
  if (!endsSession) {
    const [leaders, own] = [await ask('office.sending'), await ask('auth.me')];
    if (codeOf(leaders) === 'auth.forbidden' && isDone(own) && own.text.includes('"role":"agent"'))
      counts.newRights += 1;
    else verdict.leaks.push(`${what}: the next request was answered ${leaders.status}, ${own.status}`);
    stream.stop();
    return;
  }
  const [own, pull, push] = [
    await ask('auth.me'),
    await office.client.call('query', 'sync.count', { collection: 'customers' }, person.cookie),
    await office.client.call('mutation', 'sync.hello', { deviceId: null, deviceLabel: '' }, person.cookie),
  ];
  const refused = [own, pull, push].every((answer) => answer.status === 401 && !isDone(answer));
  if (refused) counts.refused += 1;
  else verdict.leaks.push(`${what}: the old cookie was answered ${own.status}, ${pull.status}, ${push.status}`);
  const endedAtMs = await stream.ended(STREAM_PATIENCE_MS);
  if (endedAtMs === null) verdict.leaks.push(`${what}: the live stream went on for ${STREAM_PATIENCE_MS} ms`);
  else {
    counts.streamsEnded += 1;
    counts.longestStreamMs = Math.max(counts.longestStreamMs, endedAtMs - actedAtMs);
  }
  stream.stop();
}
