/**
 * `npm run prove -- campaign [--seed N] [--recipients N] [--kills N] [--workers N] [--rate N] [--pairs N] [--break
 * blind-resend]`: the proof that a campaign reaches each once, whoever dies when, and that its sums are right at any
 * time. Ends with one line of JSON; exit code 1 when something was found, 2 when it was asked wrongly.
 */
import { bundleServerPrograms } from '../../test/server-programs';
import { proveWith } from '../prove-with';
import { runCampaigns } from './run-campaigns';

await bundleServerPrograms();
await proveWith(
  'campaign',
  { recipients: 5_000, kills: 50, workers: 2, rate: 60, pairs: 200 },
  ['blind-resend'],
  ({ databaseUrl, seed, amounts, breakage, say }) =>
    runCampaigns({
      databaseUrl,
      seed,
      recipients: amounts.recipients,
      kills: amounts.kills,
      workers: amounts.workers,
      perSecond: amounts.rate,
      pairs: amounts.pairs,
      breakage,
      say,
    }),
);
