// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useSamePeople } from './use-same-people';

it('a list of the same people is the list of before; of others it is the new one', () => {
  const [ayse, can] = [{ id: 'ayse' }, { id: 'can' }];
  const first = [ayse, can];
  const { result, rerender } = renderHook(({ people }) => useSamePeople(people), { initialProps: { people: first } });
  rerender({ people: [ayse, can] });
  expect(result.current).toBe(first);
  const renamed = [ayse, { ...can }];
  rerender({ people: renamed });
  expect(result.current).toBe(renamed);
  rerender({ people: [ayse] });
  expect(result.current).toEqual([ayse]);
});
