/**
 * `npm run prove -- restore [--seed N] [--restores N] [--break no-journal]`: the proof that a backup put back in the
 * middle of sending neither sends twice nor forgets a no. Ends with one line of JSON.
 */
import { proveWith } from '../prove-with';
import { runRestore } from './run-restore';

await proveWith('restore', { restores: 50 }, ['no-journal'], ({ databaseUrl, seed, amounts, breakage, say }) =>
  runRestore({ databaseUrl, seed, restores: amounts.restores, breakage, say }),
);
