/**
 * `npm run prove -- messages [--seed N] [--messages N] [--kills N] [--break blind-resend|new-ids]`: what is written
 * offline on six devices leaves once, stands once in the right thread of every device, and so does what customers
 * answer. Ends with one line of JSON; exit code 1 when something was found, 2 when it was asked wrongly.
 */
import { proveWith } from '../prove-with';
import { MESSAGE_BREAKAGES, runMessages } from './run-messages';

await proveWith(
  'messages',
  { messages: 2_000, kills: 40 },
  MESSAGE_BREAKAGES,
  ({ databaseUrl, seed, amounts, breakage, say }) =>
    runMessages({ databaseUrl, seed, messages: amounts.messages, kills: amounts.kills, breakage, say }),
);
