import { expect, it } from 'vitest';
import { createTurns } from './digest-turns';

const turned = () => new Promise((resolve) => setImmediate(resolve));

it('makes nobody wait for more than one of another person', async () => {
  const inTurn = createTurns();
  const done: string[] = [];
  const work = (name: string) => async () => {
    await turned();
    done.push(name);
  };
  const all = [
    ...Array.from({ length: 8 }, (_, at) => inTurn('ada', work(`ada ${at}`))),
    inTurn('can', work('can')),
    inTurn('ece', () => Promise.reject(new Error('broken'))).catch(() => done.push('broken')),
  ];
  await Promise.all(all);
  expect(done.indexOf('can')).toBeLessThanOrEqual(2);
  expect(done.filter((name) => name.startsWith('ada'))).toEqual(Array.from({ length: 8 }, (_, at) => `ada ${at}`));
  expect(done).toContain('broken');
});

it('runs one at a time and refuses whoever has too many waiting', async () => {
  const inTurn = createTurns();
  let running = 0,
    most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await turned();
    running -= 1;
  };
  const outcomes = await Promise.allSettled(
    Array.from({ length: 200 }, (_, at) => inTurn(at < 190 ? 'ada' : `kişi ${at}`, work)),
  );
  expect(most).toBe(1);
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(180);
  await inTurn('ada', work);
});
