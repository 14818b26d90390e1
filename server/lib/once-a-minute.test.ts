import { expect, it } from 'vitest';
import { onceAMinute } from './once-a-minute';

it('says one a minute, and how many it passed over', () => {
  let nowMs = 0;
  const said: [string, number][] = [];
  const say = onceAMinute<string>(
    (thing, passedOver) => void said.push([thing, passedOver]),
    () => nowMs,
  );
  for (const thing of ['a', 'b', 'c']) say(thing);
  nowMs = 59_999;
  say('d');
  nowMs = 60_000;
  say('e');
  nowMs = 200_000;
  say('f');
  expect(said).toEqual([
    ['a', 0],
    ['e', 3],
    ['f', 0],
  ]);
});
