/**
 * An office that dies between two of its steps: what it was asked is never answered, and what it had not done is not.
 */
import type { Hono } from 'hono';
import type { Deps } from '../../deps';
import { createHttpApp } from '../../http/app';

export type MortalOffice = { readonly app: Hono; readonly deps: Deps; readonly death: Promise<'dead'> };
const never = <T>() => new Promise<T>(() => undefined);

/** It dies at the step `diesAt` of keeping bytes and of writing what became of them; 0: it does not. */
export function officeThatDies(deps: Deps, diesAt: number): MortalOffice {
  let steps = 0;
  let isDead = false;
  let tell: (dead: 'dead') => void = () => undefined;
  const death = new Promise<'dead'>((resolve) => {
    tell = resolve;
  });
  const step = <T>(work: () => Promise<T>): Promise<T> => {
    if (isDead) return never<T>();
    steps += 1;
    if (steps !== diesAt) return work();
    isDead = true;
    tell('dead');
    return never<T>();
  };
  const mortal: Deps = {
    ...deps,
    files: { ...deps.files, put: (key, bytes) => step(() => deps.files.put(key, bytes)) },
    withinOffice: (async (...asked: Parameters<Deps['withinOffice']>) => {
      const result = await step(() => deps.withinOffice(...asked));
      // Written, and nobody hears of it.
      return step(() => Promise.resolve(result));
    }) as Deps['withinOffice'],
  };
  return { app: createHttpApp(mortal), deps: mortal, death };
}
