import { expect, it } from 'vitest';
import { lineTrouble } from './line-trouble';

const NOW_MS = Date.parse('2026-11-27T10:00:00.000Z');
const minutesAgo = (minutes: number) => new Date(NOW_MS - minutes * 60_000).toISOString();
const GOOD = { state: 'open', stateSince: minutesAgo(500), silentSince: null, lastInboundAt: minutesAgo(3) };

it('is told of what lasts, not of a connection that comes back by itself', () => {
  expect(lineTrouble(GOOD, NOW_MS)).toBeNull();
  expect(lineTrouble({ ...GOOD, state: 'connecting', stateSince: minutesAgo(4) }, NOW_MS)).toBeNull();
  expect(lineTrouble({ ...GOOD, state: 'connecting', stateSince: minutesAgo(6) }, NOW_MS)).toBe('down');
  expect(lineTrouble({ ...GOOD, state: 'unknown', stateSince: minutesAgo(6) }, NOW_MS)).toBe('down');
});

it('is told of a restriction and of silence, and of nothing where the line was never used', () => {
  expect(lineTrouble({ ...GOOD, state: 'restricted' }, NOW_MS)).toBe('restricted');
  expect(lineTrouble({ ...GOOD, silentSince: minutesAgo(20) }, NOW_MS)).toBe('silent');
  const never = { state: 'close', stateSince: minutesAgo(60), silentSince: null, lastInboundAt: null };
  expect(lineTrouble(never, NOW_MS)).toBeNull();
});
