// @vitest-environment happy-dom
import { act as drawn, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { English } from '../i18n/test/english';
import { attachToaster } from '../ui/toast';
import { useAct } from './use-act';

let said: string[] = [];
beforeEach(() => {
  said = [];
  attachToaster(({ text, tone }) => said.push(`${tone ?? 'plain'}: ${text}`));
});
afterEach(() => attachToaster(() => undefined));

/** What the office does, each until it is let go. */
function held() {
  const calls: { readonly done: (words: string | null) => void; readonly failed: (error: unknown) => void }[] = [];
  const work = () => new Promise<string | null>((done, failed) => calls.push({ done, failed }));
  return { calls, work };
}

test('two taps before anything is drawn again are one call, and both know when it is over', async () => {
  const { calls, work } = held();
  const { result } = renderHook(() => useAct(), { wrapper: English });
  const over: (number | boolean)[][] = [];
  drawn(() => {
    for (const tap of [1, 2]) void result.current.act(work).then((isWell) => over.push([tap, isWell]));
  });
  expect([calls.length, result.current.isPending]).toEqual([1, true]);
  await drawn(() => Promise.resolve());
  expect(over).toEqual([]);
  await drawn(async () => calls[0]?.done('Made'));
  expect([over, result.current.isPending]).toEqual([
    [
      [1, true],
      [2, true],
    ],
    false,
  ]);
  expect(said).toEqual(['plain: Made']);
});

test('what is over may be done again, after a failure as well, which is said', async () => {
  const { calls, work } = held();
  const { result } = renderHook(() => useAct(), { wrapper: English });
  let isWell: boolean | null = null;
  drawn(() => void result.current.act(work).then((is) => (isWell = is)));
  await drawn(async () => calls[0]?.failed(Object.assign(new Error(), { code: 'team.nameTaken' })));
  expect([isWell, result.current.isPending]).toEqual([false, false]);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^attention: \w/);
  drawn(() => void result.current.act(work));
  await drawn(async () => calls[1]?.done(null));
  expect([calls.length, said.length, result.current.isPending]).toEqual([2, 1, false]);
  // Even where it fails before it has begun.
  const broken = () => {
    throw new Error('not there');
  };
  await drawn(() => result.current.act(broken));
  drawn(() => void result.current.act(work));
  expect(calls).toHaveLength(3);
});
