import { expect, it } from 'vitest';
import { createRefusalLog } from './refusal-log';

function watched() {
  const lines: Record<string, unknown>[] = [];
  const clock = { nowMs: 0 };
  const log = createRefusalLog({ info: (facts: object) => void lines.push({ ...facts }) } as never, () => clock.nowMs);
  return { lines, clock, log };
}
const refusal = { route: '/trpc/members.teams', code: 'auth.forbidden', ip: '203.0.113.7', memberId: 'ada' } as const;

it('says route, code, member and address, and nothing else', () => {
  const { lines, log } = watched();
  log.note({ ...refusal, body: 'secret' } as never);
  expect(lines).toEqual([{ action: 'request.refused', ...refusal }]);
});

it('says a few of one kind in a minute, then how many more there were', () => {
  const { lines, clock, log } = watched();
  for (let at = 0; at < 700; at += 1) log.note(refusal);
  log.note({ ...refusal, ip: '203.0.113.8' });
  expect(lines).toHaveLength(6);
  clock.nowMs += 60_000;
  log.note(refusal);
  expect(lines.slice(6)).toEqual([
    { action: 'request.refused', passedOver: 695 },
    { action: 'request.refused', ...refusal },
  ]);
});

it('is not filled by changing addresses', () => {
  const { lines, log } = watched();
  for (let at = 0; at < 5_000; at += 1) log.note({ ...refusal, ip: `2001:db8::${at.toString(16)}` });
  expect(lines).toHaveLength(300);
});
