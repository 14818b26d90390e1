import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from './read-json';

const FILLING = { id: 'x', text: 'ğ"\\,]}[{:'.repeat(40) };
/** Long enough to be read in slices. */
const filled = (items: readonly unknown[]) => [...items, ...Array.from({ length: 200 }, () => FILLING)];
const outcome = async (text: string) => {
  try {
    return { value: await readJson(Buffer.from(text)) };
  } catch {
    return 'refused';
  }
};
const parsed = (text: string) => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return 'refused';
  }
};

describe('readJson', () => {
  it('reads what JSON.parse reads', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 5 }),
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant({ a: [1] }))),
        fc.boolean(),
        async (items, around, isSpaced) => {
          const text = JSON.stringify({ ...around, rows: filled(items), last: '\\"' }, null, isSpaced ? 2 : 0);
          expect(await outcome(text)).toEqual(parsed(text));
        },
      ),
      { seed: 20261126, numRuns: 200 },
    );
  });

  it('refuses what JSON.parse refuses', async () => {
    const right = JSON.stringify({ rows: filled([1, { a: [] }]), last: 1 });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(right.length - 1),
        fc.constantFrom('', ',', ']', '}', '"', '[', '{', '\\', ':'),
        async (at, by) => {
          const text = `${right.slice(0, at)}${by}${right.slice(at + 1)}`;
          const [ours, theirs] = [await outcome(text), parsed(text)];
          // Stricter it may be, where a second list or a list outside the object came of it.
          if (ours !== 'refused' || theirs === 'refused') expect(ours).toEqual(theirs);
        },
      ),
      { seed: 20261126, numRuns: 500 },
    );
  });

  it('takes the last of two members of one name, and empty lists', async () => {
    const long = JSON.stringify(filled([]));
    for (const text of [
      `{"rows":${long},"rows":7}`,
      `{"a":1,"rows":${long},"a":2}`,
      `{"p":"${'x'.repeat(60_000)}","q":"${'y'.repeat(6_000)}","rows":[ \n ]}`,
    ])
      expect(await outcome(text)).toEqual(text.length > 65_536 && text.includes('[ \n ]') ? 'refused' : parsed(text));
    expect(await readJson(Buffer.from(''))).toBeUndefined();
  });

  it.each([
    ['millions of noughts', `{"rows":[[${'0,'.repeat(4_000_000)}0]]}`],
    ['a bottomless list', `{"rows":[${'['.repeat(4_000_000)}${']'.repeat(4_000_000)}]}`],
    ['millions of objects', `{"rows":[{"a":[${'{},'.repeat(2_600_000)}0]}]}`],
    [
      'names that are all different',
      `{${Array.from({ length: 600_000 }, (_, at) => `"${at.toString(36)}":0`).join()}}`,
    ],
    ['a list of millions', `{"rows":[${'0,'.repeat(4_000_000)}0]}`],
    ['a list as the whole', `[${'0,'.repeat(4_000_000)}0]`],
    ['two lists', `{"a":[${'0,'.repeat(50_000)}0],"b":[]}`],
    ['one text', `"${'x'.repeat(8_000_000)}"`],
    ['a text without an end', `{"rows":["${'\\"'.repeat(4_000_000)}`],
    ['an item larger than any document', `{"rows":["${'x'.repeat(2_000_000)}"]}`],
  ])('refuses %s before any of it is read', async (_what, text) => {
    const read = JSON.parse;
    const lengths: number[] = [];
    JSON.parse = (given: string, ...rest) => {
      lengths.push(given.length);
      return read(given, ...rest) as unknown;
    };
    try {
      expect(await outcome(text)).toBe('refused');
    } finally {
      JSON.parse = read;
    }
    expect(lengths.filter((length) => length > 64 * 1024)).toEqual([]);
  });
});
