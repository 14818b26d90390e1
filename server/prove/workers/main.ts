/**
 * `npm run prove -- workers`: workers that start together, outlive their claims, and die between any two of their
 * statements while they send, remind and report: each effect is there once. Ends with one line of JSON.
 *
 *   --runs N (100)     how often a worker outlives its claim while two others look
 *   --points N (200)   the most kill points that are tried per kind of work; each is tried once
 *   --starts N (50)    how often five workers start together on an empty database
 *   --break blind-resend   what nobody knows is simply tried again; must be found
 */
import { proveWith } from '../prove-with';
import { runWorkers } from './run-workers';

await proveWith(
  'workers',
  { runs: 100, points: 200, starts: 50 },
  ['blind-resend'],
  ({ databaseUrl, seed, amounts, breakage, say }) => runWorkers({ databaseUrl, seed, ...amounts, breakage, say }),
);
