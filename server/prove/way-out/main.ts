/**
 * `npm run prove -- way-out`: every advertisement that leaves carries its way out; no scanner takes it, everybody who
 * wants to does, nobody can guess one, and a no outlives what comes after it. Ends with one line of JSON.
 *
 *   --mails N (5,000)  --links N (1,000)  --people N (1,000)  --guesses N (1,000,000)  --addresses N (1,000)
 *   --events N (10,000)  --requests N (1,000)  --seed N (1)
 *   --break looking-counts   a link acts when it is opened; must be found
 */
import { proveWith } from '../prove-with';
import { runWayOut } from './run-way-out';

/** Judged here and not in the short form: a test says nothing about time. */
const SLOWEST_MS = 300;

await proveWith(
  'way-out',
  {
    mails: 5_000,
    links: 1_000,
    people: 1_000,
    guesses: 1_000_000,
    addresses: 1_000,
    events: 10_000,
    requests: 1_000,
  },
  ['looking-counts'],
  async (asked) => {
    const { problems, counts } = await runWayOut(asked);
    const { leavingP95Ms = 0 } = counts;
    const slow = leavingP95Ms > SLOWEST_MS ? [`being out takes ${leavingP95Ms} ms (p95)`] : [];
    return { problems: [...problems, ...slow], counts };
  },
);
