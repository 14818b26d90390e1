/**
 * `npm run prove -- approval [--seed N] [--races N] [--break trusts-tablets]`: what a manager has to approve is never
 * confirmed without, whoever meets whom in whichever order. Ends with one line of JSON; exit code 1 when something was
 * found, 2 when it was asked wrongly.
 */
import { migrate } from '../../db/migrate';
import { openTestOffice } from '../../test/office';
import { proveWith } from '../prove-with';
import { Random } from '../../../prisma/factories/random';
import { proveRaces } from './run-races';

await proveWith(
  'approval',
  { races: 1_000 },
  ['trusts-tablets'],
  async ({ databaseUrl: url, seed, amounts, breakage }) => {
    await migrate(url);
    const office = openTestOffice({ url, appUrl: url, close: () => Promise.resolve() });
    const options = { trustsTablets: breakage !== null };
    const { wrong, ...counts } = await proveRaces(office, new Random(seed), amounts.races, options).finally(() =>
      office.close(),
    );
    return { problems: wrong, counts };
  },
);
