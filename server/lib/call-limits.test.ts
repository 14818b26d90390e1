import { expect, it } from 'vitest';
import { createCallLimits } from './call-limits';

const refusal = (work: () => void) => {
  try {
    work();
    return null;
  } catch (error) {
    const { code, params, httpStatus } = error as { code: string; params: object; httpStatus: number };
    return [code, params, httpStatus];
  }
};

it('lets a person take what is in the bucket, and again what time has put back', () => {
  let nowMs = 0;
  const limits = createCallLimits(() => nowMs);
  for (let at = 0; at < 40; at += 1) limits.spend('repair', 'ada');
  expect(refusal(() => limits.spend('repair', 'ada'))).toEqual(['request.tooMany', { retryAfterSeconds: 20 }, 429]);
  // Refused, nothing was taken; others and other buckets are not concerned.
  limits.spend('repair', 'can');
  limits.spend('digest', 'ada');
  nowMs += 19_000;
  expect(refusal(() => limits.spend('repair', 'ada'))).toEqual(['request.tooMany', { retryAfterSeconds: 1 }, 429]);
  nowMs += 1_000;
  limits.spend('repair', 'ada');
  expect(refusal(() => limits.spend('repair', 'ada'))).not.toBeNull();
  nowMs += 3_600_000;
  for (let at = 0; at < 40; at += 1) limits.spend('repair', 'ada');
  expect(refusal(() => limits.spend('repair', 'ada'))).not.toBeNull();
});

it('holds a flood of calls however many people it is made with', () => {
  const limits = createCallLimits(() => 0);
  let refused = 0;
  for (let at = 0; at < 2_000; at += 1) if (refusal(() => limits.spend('call', 'ada')) !== null) refused += 1;
  expect(refused).toBe(1_000);
  for (let at = 0; at < 25_000; at += 1) limits.spend('call', `kişi ${at}`);
  expect(refusal(() => limits.spend('call', 'ada'))).not.toBeNull();
});
