import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { isoInstant, surviving } from './pool';

it('tells of broken idle connections until the pool ends', async () => {
  const heard: string[] = [];
  const pool = surviving(new pg.Pool(), (error) => heard.push(error.message));
  const breakIdle = (message: string) => pool.emit('error', new Error(message), new pg.Client());
  breakIdle('while it works');
  const ended = pool.end();
  breakIdle('while it ends');
  await ended;
  expect(heard).toEqual(['while it works']);
});

describe('isoInstant', () => {
  it.each([
    ['2026-11-22 15:36:00+00', '2026-11-22T15:36:00.000Z'],
    ['2026-11-22 15:36:00.1+00', '2026-11-22T15:36:00.100Z'],
    ['2026-11-22 15:36:00.123+00', '2026-11-22T15:36:00.123Z'],
    ['2026-11-22 15:36:00.123999+00', '2026-11-22T15:36:00.123Z'],
    ['infinity', 'infinity'],
    ['0044-03-15 12:00:00+00 BC', '0044-03-15 12:00:00+00 BC'],
  ])('%s', (text, instant) => {
    expect(isoInstant(text)).toBe(instant);
  });
});
