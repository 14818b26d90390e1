/** One request to a procedure that must be refused whole; null where what came out could be taken after all. */
import { MAX_BODY_BYTES } from '../../../sync/protocol/messages';
import type { Random } from '../../../prisma/factories/random';
import type { Form } from './form';
import { jsonText, mutatedValue, spoiltBytes } from './mutations';
import { callOf, withoutType, type WireRequest } from './wire-client';

export type ProcedureKind = 'query' | 'mutation' | 'subscription';
export type Target = {
  readonly path: string;
  readonly kind: ProcedureKind;
  readonly form: Form;
  readonly example: unknown;
  readonly cookie: string;
};
export type FuzzedRequest = { readonly request: WireRequest; readonly what: string };

const TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'application/octet-stream',
  'application/jsonx',
  'text/json',
  'image/png, application/json',
  '',
];
const METHODS = ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'];
const MAX_QUERY = 12_000;
/** Whatever is beyond the limit is one case, and costs most of the time. */
const MAX_BODY = MAX_BODY_BYTES - 1_000;
/** One in so many is as large as it takes to be too large. */
const HUGE_EVERY = 700;

export function fuzzedRequest(random: Random, target: Target): FuzzedRequest | null {
  const { path, kind, example, cookie } = target;
  const right = callOf(kind, path, example, cookie);
  const refusedAnyway = (what: string, request: WireRequest): FuzzedRequest => ({ what, request });
  if (random.below(HUGE_EVERY) === 0)
    return refusedAnyway('huge body', {
      ...right,
      method: 'POST',
      headers: { ...right.headers, 'content-type': 'application/json', connection: 'close' },
      body: Buffer.alloc(MAX_BODY_BYTES + 1 + random.below(1_000), 0x20),
    });
  switch (random.below(20)) {
    case 0:
      return refusedAnyway('wrong method', { ...right, method: random.pick(METHODS) });
    case 1:
      return kind === 'mutation'
        ? refusedAnyway('mutation by GET', {
            ...right,
            method: 'GET',
            path: `/trpc/${path}?input=${encodeURIComponent(JSON.stringify(example ?? null))}`,
            body: '',
          })
        : kind === 'subscription'
          ? null
          : refusedAnyway('query by POST', callOf('mutation', path, example ?? {}, cookie));
    case 2:
      return kind === 'mutation' ? refusedAnyway('wrong content type', retyped(random, right, example)) : null;
    case 3:
      return refusedAnyway('unknown path', { ...right, path: wrongPath(random, path) });
    case 4:
      return fuzzedBatch(random, target, right);
    case 5:
    case 6:
    case 7:
      return withBytes(target, right, spoiltBytes(random, JSON.stringify(example) ?? '{"a":[1,2]}'), 'spoilt bytes');
    default:
      return withBytes(
        target,
        right,
        Buffer.from(jsonText(random, mutatedValue(random, example ?? {}))),
        'mutated input',
      );
  }
}

/** The same bytes go where the procedure looks for its input; the oracle reads them as it would. */
function withBytes(
  { kind, form, path }: Target,
  right: WireRequest,
  bytes: Buffer,
  what: string,
): FuzzedRequest | null {
  if (bytes.length > MAX_BODY) return null;
  if (kind === 'mutation')
    return isPossible(form, bytes.toString()) ? null : { what, request: { ...right, body: bytes } };
  const text = bytes.toString();
  const query = encodeURIComponent(text);
  if (query.length > MAX_QUERY || isPossible(form, text)) return null;
  return { what, request: { ...right, path: `/trpc/${path}?input=${query}` } };
}

/** In doubt yes. No text at all is no input; a byte order mark is not part of the text. */
function isPossible(form: Form, text: string): boolean {
  const body = text.replace(/^\ufeff/, '');
  if (body === '') return form(undefined);
  try {
    return form(JSON.parse(body));
  } catch {
    return false;
  }
}

function retyped(random: Random, right: WireRequest, example: unknown): WireRequest {
  const type = random.pick(TYPES);
  const headers = withoutType(right.headers);
  const body = JSON.stringify(example) ?? '{}';
  return {
    ...right,
    headers: type === '' ? headers : { ...headers, 'content-type': type },
    body: type.startsWith('multipart')
      ? `--x\r\ncontent-disposition: form-data; name="0"\r\n\r\n${body}\r\n--x--\r\n`
      : type.startsWith('application/x-www')
        ? `${encodeURIComponent(body)}=`
        : body,
  };
}

function wrongPath(random: Random, path: string): string {
  const [first = '', ...rest] = path.split('.');
  const strange = random.pick([
    `${path}X`,
    `${path}.`,
    `.${path}`,
    `${first}`,
    `${path}.${rest.join('.')}`,
    '__proto__',
    'constructor',
    `${first}.__proto__`,
    `${first}.constructor`,
    'toString',
    'a'.repeat(5_000),
    `${first}%00`,
    '%E0%A4%A',
    '%',
    `${path}%2e`,
    `${first}/${rest.join('/')}`,
    `${path}%0d%0aset-cookie:a=b`,
    '..%2f..%2fpackage.json',
    `${path},`,
    '*',
    '%ff%fe',
    `${path};x=1`,
    'İ',
  ]);
  return `/trpc/${encodeURI(strange).replace(/%25/g, '%')}`;
}

/** In a batch every part must be wrong: what is right beside it would be done. */
function fuzzedBatch(random: Random, { path, kind, form, example }: Target, right: WireRequest): FuzzedRequest | null {
  const count = random.pick([1, 2, 5, 21, 60]);
  const paths = Array.from({ length: count }, () => path).join(',');
  const isTooMany = count > 20;
  const input = random.pick([
    [],
    7,
    'x',
    null,
    {},
    { 0: mutatedValue(random, example ?? {}) },
    Object.fromEntries(Array.from({ length: count }, (_, at) => [at, mutatedValue(random, example ?? {})])),
  ]);
  const text = jsonText(random, input);
  const parts =
    typeof input === 'object' && input !== null && !Array.isArray(input)
      ? (JSON.parse(text) as Record<string, unknown>)
      : null;
  // What no object holds is refused whole; else each part is looked at.
  if (
    !isTooMany &&
    parts !== null &&
    Array.from({ length: count }, (_, at) => form(Object.hasOwn(parts, String(at)) ? parts[at] : undefined)).some(
      Boolean,
    )
  )
    return null;
  if (!isTooMany && parts === null && input === null && form(undefined)) return null;
  const what = isTooMany ? 'batch of too many' : 'batch';
  if (kind === 'mutation') return { what, request: { ...right, path: `/trpc/${paths}?batch=1`, body: text } };
  const query = encodeURIComponent(text);
  return query.length > MAX_QUERY
    ? null
    : { what, request: { ...right, path: `/trpc/${paths}?batch=1&input=${query}` } };
}
