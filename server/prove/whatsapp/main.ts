/**
 * `npm run prove -- whatsapp [--seed N] [--deliveries N] [--sends N] [--break
 * no-pull|new-keys|status-back|blind-resend]`: webhooks shuffled, told up to five times, some never, with deaths
 * between: whatever happens the conversations are the model's after asking. Then the same words sent again and again
 * while answers are lost, the line is away and workers die: each is taken once. Ends with one line of JSON; exit code 1
 * when something was found, 2 when it was asked wrongly.
 */
import { proveWith } from '../prove-with';
import { runWhatsapp, WHATSAPP_BREAKAGES } from './run-whatsapp';

await proveWith(
  'whatsapp',
  { deliveries: 10_000, sends: 2_000 },
  WHATSAPP_BREAKAGES,
  ({ databaseUrl, seed, amounts: { deliveries, sends }, breakage, say }) =>
    runWhatsapp({ databaseUrl, seed, deliveries, sends, breakage, say }),
);
