/**
 * `npm run prove -- journey [--seed N] [--lives N] [--break told-twice|spans-of-arrival|root-astray]`: a customer's
 * time, the spans of who had them at which stage, and who was merged into whom are what happened, in the office and on
 * every device. Ends with one line of JSON; exit code 1 when something was found, 2 when it was asked wrongly.
 */
import { migrate } from '../../db/migrate';
import { createCallLimits } from '../../lib/call-limits';
import { openTestOffice } from '../../test/office';
import { proveWith } from '../prove-with';
import { Random } from '../../../prisma/factories/random';
import { proveLives } from './run-lives';

await proveWith(
  'journey',
  { lives: 500 },
  ['told-twice', 'spans-of-arrival', 'root-astray'],
  async ({ databaseUrl: url, seed, amounts, breakage }) => {
    await migrate(url);
    const opened = openTestOffice({ url, appUrl: url, close: () => Promise.resolve() });
    // Months of calls pass in minutes: how much anybody may ask for goes by the time of the proof.
    const callLimits = createCallLimits(() => opened.clock.nowMs);
    const office = { ...opened, deps: { ...opened.deps, callLimits } };
    const { wrong, ...counts } = await proveLives(office, new Random(seed), amounts.lives, breakage).finally(() =>
      office.close(),
    );
    return { problems: wrong, counts };
  },
);
