/** Requests with something wrong in them, made from right ones; every choice comes from the seed. */
import type { Random } from '../../../prisma/factories/random';

const UNSTORABLE = ['\0', 'ad\0soyad', '\ud800', '\udc00x', 'ok\ud83d'] as const;
const TEXTS = [
  '',
  ' ',
  'x',
  'undefined',
  'null',
  '-1',
  '1e309',
  '%00',
  '../../etc/passwd',
  "'; DROP TABLE customers; --",
  '<script>alert(1)</script>',
  '${7*7}',
  '__proto__',
  'constructor',
  '------------------------------------',
  '00000000-0000-0000-0000-00000000000g',
  '{"a":1}',
  '\u202e\ufeff',
  'İI ı i',
  '\u0000'.repeat(3),
] as const;
const NUMBERS = [
  -1,
  0,
  0.5,
  -0,
  1e21,
  1e308,
  -1e308,
  Number.MAX_SAFE_INTEGER + 2,
  2 ** 31,
  2 ** 63,
  5_001,
  256,
] as const;

type Node = { readonly holder: Record<string, unknown> | unknown[]; readonly key: string | number };

/** Every place in a value, the value itself left out. */
function places(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return (Array.isArray(value) ? value.map((_, at) => at) : Object.keys(value)).flatMap((key): Node[] => [
    { holder, key },
    ...places(holder[key as string]),
  ]);
}

export function mutatedValue(random: Random, example: unknown): unknown {
  const box: { value: unknown } = { value: structuredClone(example) };
  for (let times = random.chance(0.7) ? 1 : random.between(2, 4); times > 0; times -= 1) {
    const nodes = places(box);
    if (nodes.length === 0) break;
    const { holder, key } = random.pick(random.chance(0.9) && nodes.length > 1 ? nodes.slice(1) : nodes);
    mutateAt(random, holder as Record<string, unknown>, String(key));
  }
  return box.value;
}

function mutateAt(random: Random, holder: Record<string, unknown>, key: string): void {
  const given = holder[key];
  switch (random.below(12)) {
    case 0:
      return removeAt(holder, key);
    case 1:
      return put(holder, key, null);
    case 2:
      return put(holder, key, swapped(random, given));
    case 3:
      return put(holder, key, random.pick(TEXTS));
    case 4:
      return put(holder, key, random.pick(NUMBERS));
    case 5:
      return put(holder, key, typeof given === 'string' ? given + random.pick(UNSTORABLE) : random.pick(UNSTORABLE));
    case 6:
      return put(holder, key, 'u'.repeat(random.pick([41, 130, 300, 25_000, 100_000])));
    case 7:
      return put(holder, key, nested(random.pick([20, 200, 5_000, 20_000])));
    case 8:
      return put(
        holder,
        key,
        random.chance(0.5) || !isShort(given)
          ? [given, structuredClone(given)]
          : Array.from({ length: random.pick([17, 1_001, 5_000]) }, () => structuredClone(given)),
      );
    // An own member of this name: JSON.parse makes one, plain code never meets it.
    case 9:
      removeAt(holder, key);
      return Array.isArray(holder)
        ? undefined
        : put(holder, random.pick(['__proto__', 'constructor', 'toString', 'hasOwnProperty']), given);
    case 10:
      removeAt(holder, key);
      return Array.isArray(holder) ? undefined : put(holder, `${key}${random.pick(['X', ' ', '\0', '.', '_'])}`, given);
    default:
      return put(holder, key, typeof given === 'string' ? spoiltText(random, given) : random.pick([[], {}, true, '']));
  }
}

function put(holder: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function removeAt(holder: Record<string, unknown>, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

const swapped = (random: Random, given: unknown) =>
  random.pick<unknown>([
    {},
    [],
    true,
    false,
    7,
    'yedi',
    [given],
    { 0: given },
    { toString: 'x', valueOf: 1 },
    typeof given === 'object' ? '[object Object]' : String(given),
  ]);

function spoiltText(random: Random, given: string): string {
  const at = random.below(Math.max(1, given.length));
  return random.pick([
    `${given.slice(0, at)}${given.slice(at + 1)}`,
    `${given}${given}`,
    `${given.slice(0, at)}Ğ${given.slice(at + 1)}`,
    ` ${given}`,
    `${given}\n`,
    given.split('').reverse().join(''),
  ]);
}

/** Too deep to be written by JSON.stringify: stands for what `jsonText` puts there. */
const nested = (depth: number) => `NESTED ${depth}`;
const nestedText = (_: string, depth: string) => `${'[{"a":'.repeat(Number(depth))}0${'}]'.repeat(Number(depth))}`;

/** What may stand there thousands of times and still be sent. */
function isShort(value: unknown): boolean {
  const text = JSON.stringify(value) ?? '';
  return text.length < 1_500 && !text.includes('NESTED');
}

/** The text of a value, not always the way JSON.stringify writes it: members may come twice. */
export function jsonText(random: Random, value: unknown): string {
  const text = (JSON.stringify(value) ?? '').replace(/"NESTED (\d+)"/g, nestedText);
  if (random.chance(0.9) || !text.startsWith('{"')) return text;
  const name = /^\{("(?:[^"\\]|\\.)*")/.exec(text)?.[1] ?? '"a"';
  return random.chance(0.5) ? `{${name}:null,${text.slice(1)}` : `${text.slice(0, -1)},${name}:[]}`;
}

/** Bytes that are no JSON any more, most of the time. */
export function spoiltBytes(random: Random, text: string): Buffer {
  const bytes = Buffer.from(text);
  const at = random.below(bytes.length + 1);
  switch (random.below(8)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes, Buffer.from(random.pick(['}', ']', ',', ' x', '{}', '\0']))]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff, 0xfe, 0xc0, 0x80]), bytes.subarray(at)]);
    case 3:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([0]), bytes.subarray(at)]);
    case 4:
      return Buffer.from(text, 'utf16le');
    case 5:
      return Buffer.from(
        random.pick([
          '{',
          '[',
          '"',
          'nul',
          'NaN',
          'undefined',
          "{'a':1}",
          '{"a":01}',
          '{a:1}',
          '\u{feff}{',
          '--',
          '<xml/>',
        ]),
      );
    case 6:
      return Buffer.from(Array.from({ length: random.between(1, 200) }, () => random.below(256)));
    default:
      return Buffer.from(`${'['.repeat(random.pick([10, 100_000]))}`);
  }
}
