/**
 * `npm run prove -- reports [--seed N] [--offices N] [--customers N] [--drawn N] [--break today]`: on random offices
 * every figure equals a reckoning of its own, and what closed stays. Ends with one line of JSON; exit code 1 when
 * something was found, 2 when it was asked wrongly.
 */
import { createPool } from '../../db/pool';
import { migrate } from '../../db/migrate';
import { proveWith } from '../prove-with';
import { runReports } from './run-reports';

await proveWith(
  'reports',
  { offices: 200, customers: 60, drawn: 20 },
  ['today'],
  async ({ databaseUrl, seed, amounts, breakage }) => {
    await migrate(databaseUrl);
    const pool = createPool({ databaseUrl, maxConnections: 4, onError: () => undefined });
    try {
      return await runReports({
        pool,
        ownerUrl: databaseUrl,
        seed,
        offices: amounts.offices,
        customers: amounts.customers,
        drawnEvery: Math.max(1, amounts.drawn),
        breakage,
      });
    } finally {
      await pool.end();
    }
  },
);
