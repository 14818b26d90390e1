/**
 * `npm run prove -- files [--seed N] [--uploads N] [--hostile N] [--break lost-bytes|new-ids|blind-audience]`: photos
 * and documents of six devices and of chats, brought over a network that drops requests and answers to an office that
 * dies in between, while their customers change hands: the same bytes are kept once, every file stands once where it
 * belongs and is read by those who see its customer, by nobody else. Then files made to do harm, of which nothing runs
 * or leaves its place. Ends with one line of JSON; exit code 1 when something was found, 2 when it was asked wrongly.
 */
import { proveWith } from '../prove-with';
import { FILE_BREAKAGES, runFiles } from './run-files';

await proveWith(
  'files',
  { uploads: 1_000, hostile: 100 },
  FILE_BREAKAGES,
  ({ databaseUrl, seed, amounts: { uploads, hostile }, breakage, say }) =>
    runFiles({ databaseUrl, seed, uploads, hostile, breakage, say }),
);
