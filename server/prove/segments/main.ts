/**
 * `npm run prove -- segments [--seed N] [--rules N] [--customers N]
 * [--break blind-not|other-zone|half-open|merged-apart|part-unread]`: the proof that a segment has the same people on a
 * device and at the office. Ends with one line of JSON.
 */
import { proveWith } from '../prove-with';
import { runSegments, SEGMENT_BREAKAGES } from './run-segments';

await proveWith(
  'segments',
  { rules: 2_000, customers: 20_000 },
  SEGMENT_BREAKAGES,
  ({ databaseUrl, seed, amounts, breakage, say }) => runSegments({ databaseUrl, seed, ...amounts, breakage, say }),
);
