import type { Deps } from '../../deps';
import { closeMonth } from './close-month';
import { findCorrections } from './find-corrections';
import { reportPdf } from './report-pdf';
import type { Counting } from './report-thread';
import { showBehind } from './show-behind';
import { showReport } from './show-report';

/** All that counts months: the work of seconds in a large office, and never on the thread that serves people. */
const VERBS = { closeMonth, findCorrections, reportPdf, showBehind, showReport };
type Verbs = typeof VERBS;
type Given<F> = F extends (deps: never, ...given: infer Some) => unknown ? Some : never;

/** Calls one of the verbs where months are counted. Throws what it throws. */
export function countReports<V extends keyof Verbs>(
  { counting }: Pick<Deps, 'counting'>,
  verb: V,
  ...given: Given<Verbs[V]>
): Promise<Awaited<ReturnType<Verbs[V]>>> {
  return counting.ask(verb, given) as Promise<Awaited<ReturnType<Verbs[V]>>>;
}

/** On the thread of the caller: inside the one that counts, and in tests. */
export function countHere(deps: Pick<Deps, 'pool' | 'now' | 'newId'>): Counting {
  return {
    ask: async (verb, given) => {
      const work = VERBS[verb as keyof Verbs] as (its: typeof deps, ...some: readonly unknown[]) => Promise<unknown>;
      return work(deps, ...given);
    },
    close: () => Promise.resolve(),
  };
}
