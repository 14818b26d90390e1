import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planShelf, type ShelfFact } from './plan-shelf';

const fact = (fileId: string, size: number, openedAtMs: number, isPinned = false): ShelfFact => ({
  fileId,
  size,
  openedAtMs,
  isPinned,
});

describe('what leaves the device for one more file', () => {
  const facts = [fact('old', 40, 1), fact('pinned', 40, 0, true), fact('new', 20, 2)];

  it('is what was opened longest ago, and never what is pinned', () => {
    expect(planShelf(facts, { fileId: 'more', size: 10 }, 110)).toEqual([]);
    expect(planShelf(facts, { fileId: 'more', size: 10 }, 100)).toEqual(['old']);
    expect(planShelf(facts, { fileId: 'more', size: 60 }, 100)).toEqual(['old', 'new']);
    expect(planShelf(facts, { fileId: 'more', size: 61 }, 100)).toBeNull();
  });

  it('does not count the file itself where it is there already', () => {
    expect(planShelf(facts, { fileId: 'old', size: 40 }, 100)).toEqual([]);
  });

  it('is as little as it can be, in that order, whatever lies there', () => {
    const size = fc.integer({ min: 0, max: 50 });
    const some = fc.array(fc.record({ size, openedAtMs: fc.nat(20), isPinned: fc.boolean() }), { maxLength: 12 });
    fc.assert(
      fc.property(some, size, fc.integer({ min: 0, max: 300 }), (given, coming, room) => {
        const all = given.map((each, at) => ({ ...each, fileId: String(at) }));
        const leaves = planShelf(all, { fileId: 'more', size: coming }, room);
        const without = (gone: readonly string[]) =>
          all.filter(({ fileId }) => !gone.includes(fileId)).reduce((sum, each) => sum + each.size, coming);
        const loose = all.filter(({ isPinned }) => !isPinned).map(({ fileId }) => fileId);
        if (leaves === null) {
          expect(without(loose)).toBeGreaterThan(room);
          return;
        }
        expect(without(leaves)).toBeLessThanOrEqual(room);
        if (leaves.length > 0) expect(without(leaves.slice(0, -1))).toBeGreaterThan(room);
        const stays = all.filter(({ fileId, isPinned }) => !isPinned && !leaves.includes(fileId));
        const lastGone = Math.max(-1, ...all.filter(({ fileId }) => leaves.includes(fileId)).map((a) => a.openedAtMs));
        expect(stays.every(({ openedAtMs }) => openedAtMs >= lastGone)).toBe(true);
        expect(leaves.every((fileId) => loose.includes(fileId))).toBe(true);
      }),
    );
  });
});
