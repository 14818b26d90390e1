/**
 * `npm run prove -- sending [--seed N] [--deliveries N] [--kills N] [--freezes N] [--workers N] [--break blind-resend]`:
 * the proof that nothing leaves twice, nobody is forgotten and each fate is known, whoever dies when. Ends with one line
 * of JSON; exit code 1 when something was found, 2 when it was asked wrongly.
 */
import { bundleServerPrograms } from '../../test/server-programs';
import { proveWith } from '../prove-with';
import { runSending } from './run-sending';

await bundleServerPrograms();
await proveWith(
  'sending',
  { deliveries: 5_000, kills: 50, freezes: 5, workers: 3, rate: 60 },
  ['blind-resend'],
  ({ databaseUrl, seed, amounts, breakage, say }) =>
    runSending({
      databaseUrl,
      seed,
      deliveries: amounts.deliveries,
      kills: amounts.kills,
      freezes: amounts.freezes,
      workers: amounts.workers,
      perSecond: amounts.rate,
      breakage,
      say,
    }),
);
