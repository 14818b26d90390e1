import { expect, it } from 'vitest';
import { keepRunning } from './keep-running';

it('starts again what ended, and tries until it runs', async () => {
  const lines: string[] = [];
  let isRunning = false,
    attempts = 0;
  const runs = new Promise<() => Promise<void>>((resolve) => {
    const stop = keepRunning({
      isRunning: () => isRunning,
      restart: () => {
        attempts += 1;
        if (attempts < 3) return Promise.reject(new Error('the disk is full'));
        isRunning = true;
        resolve(stop);
        return Promise.resolve();
      },
      notice: (line) => void lines.push(line),
      lookEveryMs: 1,
    });
  });
  await (
    await runs
  )();
  expect(attempts).toBe(3);
  expect(lines.filter((line) => line === 'the disk is full')).toHaveLength(2);
  expect(lines.at(-1)).toBe('The database runs again');
});

it('leaves alone what runs, and what was stopped', async () => {
  let looks = 0;
  const stop = await new Promise<() => Promise<void>>((resolve) => {
    const stopWatching = keepRunning({
      isRunning: () => {
        looks += 1;
        if (looks === 3) resolve(stopWatching);
        return true;
      },
      restart: () => Promise.reject(new Error('restarted')),
      notice: (line) => expect(line).toBe('nothing'),
      lookEveryMs: 1,
    });
  });
  await stop();
  expect(looks).toBe(3);
});
