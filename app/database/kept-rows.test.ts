import { describe, expect, it } from 'vitest';
import type { CustomerRow } from './customer-index/customer-question';
import { forgetUnused, holdRows, keepRows, keptRows, sameRows, type RowsAnswer } from './kept-rows';

function worker() {
  const forgotten: number[] = [];
  const ask = (_: string, { queryId }: { queryId: number }) => Promise.resolve(void forgotten.push(queryId));
  return { version: 1, ready: true, ask: ask as never, forgotten };
}
const answer = (key: string, queryId: number, untilMs = Number.POSITIVE_INFINITY): RowsAnswer => {
  return { key, queryId, version: 1, untilMs, total: 0, rows: new Map() };
};
const row = (id: string, city: string) => ({ id, city }) as CustomerRow;

describe('keptRows', () => {
  it('stand while nothing changes, for the last three lists', () => {
    const office = worker();
    for (const [at, key] of ['a', 'b', 'c', 'd'].entries()) keepRows(office, answer(key, at + 1));
    expect(keptRows(office, 'a')).toBeNull();
    expect(keptRows(office, 'b')?.queryId).toBe(2);
    expect(keptRows(office, 'c')?.queryId).toBe(3);
    expect(keptRows(worker(), 'c')).toBeNull();
    office.version = 2;
    expect(keptRows(office, 'c')).toBeNull();
  });

  it('that time changes stand as long as they hold', () => {
    const office = worker();
    keepRows(office, answer('quiet', 1, Date.now() + 60_000));
    keepRows(office, answer('quiet since', 2, Date.now() - 1));
    expect(keptRows(office, 'quiet')?.queryId).toBe(1);
    expect(keptRows(office, 'quiet since')).toBeNull();
  });

  it('are let go by the worker when they are neither shown nor kept', () => {
    const office = worker();
    const letGo = holdRows(office, 1);
    keepRows(office, answer('a', 1));
    keepRows(office, answer('a', 2));
    forgetUnused(office, 2);
    expect(office.forgotten).toEqual([]); // one is shown, the other is kept
    letGo();
    expect(office.forgotten).toEqual([1]);
    const letGoOfTwo = [holdRows(office, 2), holdRows(office, 2)];
    keepRows(office, answer('a', 3));
    letGoOfTwo[0]?.();
    expect(office.forgotten).toEqual([1]);
    letGoOfTwo[1]?.();
    expect(office.forgotten).toEqual([1, 2]);
  });
});

describe('sameRows', () => {
  it('keeps the objects of rows that say the same', () => {
    const [ankara, bursa] = [row('1', 'Ankara'), row('2', 'Bursa')];
    const [first, second, third] = sameRows([row('2', 'Bursa'), row('1', 'İzmir'), row('3', 'Van')], [ankara, bursa]);
    expect(first).toBe(bursa);
    expect(second).toEqual(row('1', 'İzmir'));
    expect(third).toEqual(row('3', 'Van'));
  });
});
