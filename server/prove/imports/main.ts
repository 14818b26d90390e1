/**
 * `npm run prove -- imports [--seed N] [--files N] [--rows N] [--suppressed N] [--break ids-by-chance|fills-over|
 * reverts-over-later|drops-phone-only|blind-write|gives-consent]`: the proof that of a file every row is accounted for,
 * nothing is written that was not shown, nobody is there twice, and what is taken back nobody has touched since. The
 * last line is JSON; exit code 1 when something was found, 2 when it was asked wrongly.
 */
import { proveWith } from '../prove-with';
import { IMPORT_BREAKAGES } from './import-breakage';
import { runImports } from './run-imports';

await proveWith(
  'imports',
  { files: 120, rows: 80, suppressed: 1_000 },
  IMPORT_BREAKAGES,
  ({ databaseUrl, seed, amounts, breakage, say }) => runImports({ databaseUrl, seed, ...amounts, breakage, say }),
);
