/**
 * `npm run prove -- sending`: the proof that nothing leaves twice, nobody is forgotten and each fate is known, whoever
 * dies when. Ends with one line of JSON; exit code 1 when something was found, 2 when it was asked wrongly.
 *
 *   --deliveries N (5,000)  --workers N (3)  --rate N (60 a second)  --seed N (1)
 *   --kills N (50)     of three workers two have clocks ten minutes wrong, either way: 75 for fifty starts of such
 *   --freezes N (5)  --frozen N (6)   how often one stops, and for how many seconds at most: 50 and 120 for J2
 *   --hangs N (2)      of a thousand calls how many are never answered: 20 for E2
 *   --break blind-resend   what nobody knows is simply tried again; must be found
 */
import { bundleServerPrograms } from '../../test/server-programs';
import { proveWith } from '../prove-with';
import { runSending } from './run-sending';

await bundleServerPrograms();
await proveWith(
  'sending',
  { deliveries: 5_000, kills: 50, freezes: 5, frozen: 6, hangs: 2, workers: 3, rate: 60 },
  ['blind-resend'],
  ({ databaseUrl, seed, amounts, breakage, say }) =>
    runSending({
      databaseUrl,
      seed,
      deliveries: amounts.deliveries,
      kills: amounts.kills,
      freezes: amounts.freezes,
      frozenSeconds: { least: Math.min(amounts.frozen, amounts.frozen > 6 ? 5 : 1), most: amounts.frozen },
      hangShare: amounts.hangs / 1_000,
      workers: amounts.workers,
      perSecond: amounts.rate,
      breakage,
      say,
    }),
);
