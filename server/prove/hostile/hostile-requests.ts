/** Requests meant to keep the office busy, fill it up or get past its limits; every choice comes from the seed. */
import { MAX_BODY_BYTES } from '../../../sync/protocol/messages';
import type { Random } from '../../../prisma/factories/random';
import { editOfCustomer } from '../wire/push-examples';
import { callOf, type WireRequest } from '../wire/wire-client';
import { unsentWorkOf, type Caller } from '../wire/wire-office';
import type { Cast, Hostile } from './cast';
import { forbidden } from './forbidden-requests';

const SMALL_SIZES = [100, 2_000, 20_000, 60_000, 70_000, 200_000, 900_000] as const;
const LARGE_SIZES = [1_100_000, 2_500_000, 4_000_000, MAX_BODY_BYTES - 2_000, MAX_BODY_BYTES + 1] as const;
const PROCEDURES = ['auth.signIn', 'auth.signOut', 'auth.me', 'sync.push', 'sync.hello', 'members.create', 'no.such'];
const PUSHED_FIELDS = ['email', 'phone', 'notes', 'sharedWith', 'countryId', 'createdAt', 'settledCards', 'later'];
const FORWARDED = [
  '10.0.0.1',
  '203.0.113.7:4431',
  '::ffff:10.0.0.1',
  'unknown',
  '[2001:db8::1]:80',
  "'; DROP TABLE x; --",
];
const HOSTS = ['evil.example', 'localhost.evil.example', 'x', '127.0.0.1.nip.example', 'a b', ''];
const FORBIDDEN = ['members.teams', 'system.status', 'work.surrendered', 'office.sending'];

/** JSON of about so many bytes, of the kinds that cost most to read. */
export function costly(random: Random, bytes: number): string {
  const row = (item: string) => `[${`${item},`.repeat(Math.max(1, Math.floor(bytes / (item.length + 1))))}0]`;
  const numbered = (make: (name: string) => string, width: number) =>
    Array.from({ length: Math.max(1, Math.floor(bytes / (width + 5))) }, (_, at) =>
      make(at.toString(36).padStart(width, 'k')),
    ).join();
  switch (random.below(8)) {
    case 0:
      return row('0');
    case 1:
      return row('{}');
    case 2:
      return row('""');
    case 3:
      return `${'['.repeat(bytes / 2)}${']'.repeat(bytes / 2)}`;
    case 4:
      return `{${numbered((name) => `"${name}":0`, 5)}}`;
    case 5:
      return `[${numbered((name) => `{"${name}":0}`, 5)}]`;
    case 6:
      return JSON.stringify(`a@${random.pick(['.', 'a.', '\\', '\0', 'ğ'])}`.repeat(bytes / 4).slice(0, bytes / 2));
    default:
      return JSON.stringify(`a@${'.'.repeat(bytes)}@`);
  }
}

/** `isLarge`: a body of more than a megabyte. */
export function hostileRequest(random: Random, cast: Cast, isLarge: boolean): Hostile {
  const bytes = random.pick<number>(isLarge ? LARGE_SIZES : SMALL_SIZES);
  const make = random.pick(
    isLarge ? [anonymousBody, signedInBody] : [anonymousBody, signedInBody, tooOften, outOfPlace, forbidden],
  );
  const { what, request } = make(random, cast, bytes);
  return { what, request: random.chance(0.3) ? withStrangeHeaders(random, request) : request };
}

const posted = (path: string, body: string, cookie: string): WireRequest => ({
  ...callOf('mutation', path, undefined, cookie),
  body,
});

function anonymousBody(random: Random, _: Cast, bytes: number): Hostile {
  const path = random.pick(PROCEDURES);
  const batch = random.chance(0.2) ? `,${random.pick(PROCEDURES)}?batch=1` : '';
  const body = random.chance(0.3)
    ? `{"email":${costly(random, bytes)},"password":"x"}`
    : random.chance(0.2)
      ? `{"email":"a@b.c","password":"x","more":${costly(random, bytes)}}`
      : costly(random, bytes);
  return { what: `nobody posts ${body.length} bytes to ${path}${batch}`, request: posted(`${path}${batch}`, body, '') };
}

function signedInBody(random: Random, cast: Cast, bytes: number): Hostile {
  const agent = random.pick(cast.agents);
  const manager = random.pick(cast.managers);
  const value = costly(random, bytes);
  const field = random.pick(PUSHED_FIELDS);
  const edit = editOfCustomer(agent, agent.customerId);
  const unit = { seq: 1_000, stamp: Object.values(edit.rows[0]!.patch)[0]!.stamp, base: '' };
  const pushOf = (rows: string) => `${JSON.stringify({ ...edit, rows: undefined }).slice(0, -1)},"rows":${rows}}`;
  const rowOf = (patch: string) => `[{"id":"${agent.customerId}","seen":1,"patch":${patch}}]`;
  const patchOf = (values: string) => `{"${field}":${JSON.stringify(unit).slice(0, -1)},"values":${values}}}`;
  const work = (caller: Caller, documents: string) =>
    JSON.stringify(unsentWorkOf(cast.office, caller, [])).replace('"documents":[]', `"documents":${documents}`);
  switch (random.below(9)) {
    case 0:
      return { what: `push that is ${bytes} bytes of something`, request: posted('sync.push', value, agent.cookie) };
    case 1:
      return { what: `push of ${bytes} bytes as rows`, request: posted('sync.push', pushOf(value), agent.cookie) };
    case 2:
      return {
        what: `push of a patch of ${bytes} bytes`,
        request: posted('sync.push', pushOf(rowOf(value)), agent.cookie),
      };
    case 3: {
      const units = Array.from(
        { length: Math.min(60_000, Math.ceil(bytes / 120)) + 201 },
        (_, at) => `"u${at.toString(36)}":${JSON.stringify(unit).slice(0, -1)},"values":{"u${at.toString(36)}":0}}`,
      ).join();
      return {
        what: 'push of a row of many units',
        request: posted('sync.push', pushOf(rowOf(`{${units}}`)), agent.cookie),
      };
    }
    case 4:
    case 5:
      return {
        what: `push of ${bytes} bytes in ${field}`,
        request: posted(
          'sync.push',
          pushOf(rowOf(patchOf(`{"${field}":${value === '""' ? '7' : hostileValue(field, value)}}`))),
          agent.cookie,
        ),
      };
    case 6:
      return {
        what: `work of an admin brought in by a manager, ${bytes} bytes`,
        request: posted('work.importFile', work(cast.admin, value), manager.cookie),
      };
    case 7:
      return {
        what: `work of another device handed in, ${bytes} bytes`,
        request: posted('sync.surrender', work({ ...cast.lost, deviceId: agent.deviceId }, value), cast.lost.cookie),
      };
    default:
      return {
        what: `${bytes} bytes to a small call`,
        request: posted(random.pick(['sync.hello', 'sync.repair', 'auth.changePassword']), value, agent.cookie),
      };
  }
}

/** What no field would take, so that the row is refused; unknown fields are passed over or refused. */
const hostileValue = (field: string, value: string) => (field === 'notes' ? `[${value}]` : value);

/** Right calls, too many of them. */
function tooOften(random: Random, cast: Cast): Hostile {
  const agent = random.pick(cast.agents);
  const { cookie, deviceId } = agent;
  const inBatch = (count: number, path: string, input: unknown): WireRequest => ({
    ...callOf('query', 'x', undefined, cookie),
    path: `/trpc/${Array.from({ length: count }, () => path).join()}?batch=1&input=${encodeURIComponent(
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [at, input]))),
    )}`,
  });
  const pullInput = { collection: 'customers', deviceId, checkpoint: null, limit: 5_000 };
  switch (random.below(7)) {
    case 0:
      return {
        what: 'a new device',
        request: callOf('mutation', 'sync.hello', { deviceId: null, deviceLabel: '' }, cookie),
      };
    case 1:
      return {
        what: 'a device that says it had a name',
        request: callOf(
          'mutation',
          'sync.hello',
          {
            deviceId: random
              .below(2 ** 31)
              .toString(16)
              .padStart(8, 'f'),
            deviceLabel: '',
          },
          cookie,
        ),
      };
    case 2:
      return { what: 'a stream', request: callOf('subscription', 'sync.stream', undefined, cookie) };
    case 3:
      return {
        what: 'a comparison',
        request: callOf('query', 'sync.digest', { collection: 'customers', deviceId }, cookie),
      };
    case 4:
      return {
        // Of what nobody here holds any.
        what: 'a million removed',
        request: callOf(
          'mutation',
          'sync.repair',
          { collection: 'messages', deviceId, ids: [], removed: 1_000_000 },
          cookie,
        ),
      };
    case 5:
      return { what: 'pulls in a batch', request: inBatch(random.pick([2, 10, 20]), 'sync.pull', pullInput) };
    default:
      return {
        what: 'comparisons in a batch',
        request: inBatch(random.pick([2, 10, 60]), 'sync.digest', { collection: 'customers', deviceId }),
      };
  }
}

/** Calls that are not the caller's to make, and guesses. */
function outOfPlace(random: Random, cast: Cast): Hostile {
  const agent = random.pick(cast.agents);
  const other = random.pick(cast.agents);
  switch (random.below(5)) {
    case 0:
      return { what: 'a call for admins', request: callOf('query', random.pick(FORBIDDEN), undefined, agent.cookie) };
    case 1:
      return {
        what: 'a guess',
        request: callOf(
          'mutation',
          'auth.signIn',
          { email: other.email, password: `tahmin ${random.below(1_000)}` },
          '',
        ),
      };
    case 2:
      return {
        what: 'a customer of nobody',
        request: callOf(
          'query',
          'audit.ofDocument',
          { collection: 'customers', id: cast.admin.memberId, cursor: null },
          agent.cookie,
        ),
      };
    case 3:
      return {
        what: 'a long question',
        request: {
          ...callOf('query', 'sync.count', undefined, agent.cookie),
          path: `/trpc/sync.count?input=${encodeURIComponent(costly(random, random.pick([100, 2_000, 4_500, 30_000])))}`,
        },
      };
    default:
      return {
        what: 'numbers for admins',
        request: { ...callOf('query', 'x', undefined, agent.cookie), path: '/statusz' },
      };
  }
}

function withStrangeHeaders(random: Random, request: WireRequest): WireRequest {
  const strange = random.pick<Readonly<Record<string, string>>>([
    { 'x-forwarded-for': random.pick(FORWARDED) },
    { 'x-forwarded-for': 'x'.repeat(3_000) },
    { 'x-forwarded-for': `${'1.2.3.4, '.repeat(300)}10.0.0.1` },
    { host: random.pick(HOSTS) },
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'content-type': random.pick(['text/plain', 'multipart/form-data; boundary=x', 'application/json; charset=x']) },
    { cookie: `saha_session=${'A'.repeat(43)}` },
    { 'user-agent': 'x'.repeat(5_000) },
    { accept: 'text/event-stream' },
  ]);
  return { ...request, headers: { ...request.headers, ...strange } };
}
