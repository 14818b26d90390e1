import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PUSH_UNITS, MAX_ROW_UNITS, MAX_UNIT_FIELDS, pushInput } from '../../sync/protocol/messages';
import { readPushInput } from './read-push-input';

const stamp = '01a2040dd7d80000fb7c6e94';
/** Right values and nearly right ones, so that most messages have one flaw or none. */
const mostly = <T>(right: T, ...wrong: unknown[]) =>
  fc.oneof({ weight: 20, arbitrary: fc.constant<unknown>(right) }, { weight: 1, arbitrary: fc.constantFrom(...wrong) });
const unit = fc.record(
  {
    seq: mostly(3, 0, 1.5, '1', 2 ** 53, null),
    stamp: mostly(stamp, '', 'x', 7, `${stamp}0`),
    base: fc.oneof(mostly('', stamp, 'x', null, 0), fc.constant(stamp)),
    values: fc.oneof(
      { weight: 8, arbitrary: fc.dictionary(fc.string({ maxLength: 6 }), fc.jsonValue({ maxDepth: 2 })) },
      { weight: 1, arbitrary: fc.constantFrom<unknown>(null, [], 'x', { ['k'.repeat(41)]: 1 }) },
    ),
  },
  { requiredKeys: ['seq', 'stamp', 'base', 'values'] },
);
const row = fc.record({
  id: mostly('01a20413-a4ff-7077-b09e-cf5700ea01e0', 'a', 'TR', 'a b', '', 5, 'x'.repeat(37)),
  seen: mostly(0, -1, 0.5, '0', undefined),
  patch: fc.oneof(
    {
      weight: 8,
      arbitrary: fc.dictionary(fc.constantFrom('city', 'notes', 'X', '', 'a-b', 'constructor', 'n'.repeat(41)), unit, {
        maxKeys: 3,
      }),
    },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(null, [], 3) },
  ),
});
const message = fc.record({
  collection: mostly('customers', 'members', ''),
  deviceId: mostly('fb7c6e94', 'FB7C6E94', ''),
  sentAtMs: mostly(1_700_000_000_000, -1, 0.5, 2 ** 48),
  rows: fc.oneof(
    { weight: 9, arbitrary: fc.array(row, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>([], null, {}) },
  ),
});

describe('readPushInput', () => {
  it('reads and refuses exactly what the schema does', async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(message, fc.boolean(), async (raw, more) => {
        const wire: unknown = JSON.parse(
          JSON.stringify(
            more
              ? {
                  ...raw,
                  later: 1,
                  rows: Array.isArray(raw.rows) ? raw.rows.map((one: object) => ({ ...one, later: 2 })) : raw.rows,
                }
              : raw,
          ),
        );
        const bySchema = pushInput.safeParse(wire);
        const read = () => readPushInput(wire);
        if (bySchema.success) {
          expect(await read()).toEqual(bySchema.data);
          taken += 1;
        } else await expect(read()).rejects.toThrow();
      }),
      { seed: 20261122, numRuns: 1_500 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it('refuses a unit called __proto__ instead of passing over it', async () => {
    const good = { seq: 1, stamp: '0'.repeat(24), base: '', values: { city: 'Van' } };
    const push = (patch: string) =>
      JSON.parse(
        `{"collection":"customers","deviceId":"fb7c6e94","sentAtMs":1,"rows":[{"id":"01a20413-a4ff-7077-b09e-cf5700ea01e0","seen":1,"patch":${patch}}]}`,
      ) as unknown;
    expect((await readPushInput(push(JSON.stringify({ city: good })))).rows).toHaveLength(1);
    await expect(
      readPushInput(push(`{"city":${JSON.stringify(good)},"__proto__":${JSON.stringify(good)}}`)),
    ).rejects.toThrow();
  });

  it('takes as many units and fields as there may be, and not one more', async () => {
    const many = (count: number, value: unknown) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`u${at}`, value]));
    const unitOf = (fields: number) => ({ seq: 1, stamp, base: '', values: many(fields, 0) });
    const push = (rows: number, units: number, fields = 1) => ({
      collection: 'customers',
      deviceId: 'fb7c6e94',
      sentAtMs: 1,
      rows: Array.from({ length: rows }, () => ({ id: 'ab', seen: 1, patch: many(units, unitOf(fields)) })),
    });
    const rows = MAX_PUSH_UNITS / MAX_ROW_UNITS;
    expect((await readPushInput(push(rows, MAX_ROW_UNITS))).rows).toHaveLength(rows);
    expect((await readPushInput(push(1, 1, MAX_UNIT_FIELDS))).rows).toHaveLength(1);
    for (const over of [push(1, MAX_ROW_UNITS + 1), push(1, 60_000), push(1, 1, MAX_UNIT_FIELDS + 1)])
      await expect(readPushInput(over)).rejects.toThrow();
    await expect(readPushInput(push(rows + 1, MAX_ROW_UNITS))).rejects.toThrow('request.tooLarge');
  });
});
