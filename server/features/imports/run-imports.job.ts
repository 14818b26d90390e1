import type { Job } from '../../lib/job';
import { checkImport } from './check-import';
import { importsAtWork } from './imports.store';
import { takeBack } from './revert-import';
import { runImport } from './run-import';
import { RUN_IMPORTS } from './set-columns';

const SLICE_MS = 12_000;
const EVERY_MS = 60_000;

/** Compares files with the office's customers, writes them, and takes them back. */
export const runImportsJob: Job = {
  name: RUN_IMPORTS,
  everyMs: EVERY_MS,
  run: async (deps, signal) => {
    const endsAtMs = performance.now() + SLICE_MS;
    const isOver = () => signal.aborted || performance.now() > endsAtMs;
    const failures: unknown[] = [];
    for (const { id, state } of await importsAtWork(deps.pool)) {
      if (isOver()) return 0;
      try {
        if (state === 'checking') await checkImport(deps, id, signal);
        const step = state === 'reverting' ? takeBack : runImport;
        while (!isOver() && (await step(deps, id)));
      } catch (error) {
        // One file that cannot be gone on with does not keep back the others; it is told of once they had their turn.
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} imports could not be gone on with`);
    return (await importsAtWork(deps.pool)).length > 0 ? 0 : null;
  },
};
