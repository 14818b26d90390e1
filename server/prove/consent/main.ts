/**
 * `npm run prove -- consent [--seed N] [--interleavings N] [--restores N] [--break yes-wins]`: the proof that a no is a
 * no, in whatever order everything happens. Ends with one line of JSON.
 */
import { proveWith } from '../prove-with';
import { runConsent } from './run-consent';

await proveWith(
  'consent',
  { interleavings: 5_000, restores: 100 },
  ['yes-wins'],
  ({ databaseUrl, seed, amounts, breakage, say }) => runConsent({ databaseUrl, seed, ...amounts, breakage, say }),
);
