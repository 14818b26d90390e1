/**
 * `npm run prove -- chat-media [--seed N] [--messages N] [--break blind-resend|forget-file]`: files that leave and come
 * with messages while answers are lost, workers die, webhooks come twice or not at all and bytes late; among them what
 * no office keeps, 50 MB, and a picture of 30,000 × 30,000. Each is there once, and the server's memory stays within
 * 150 MB of what it was. Ends with one line of JSON; exit code 1 when something was found, 2 when it was asked wrongly.
 */
import { openOffice } from '../office-in-process';
import { proveWith } from '../prove-with';
import { withMigratedPlace } from '../server-process';
import { MEDIA_BREAKAGES, runMedia } from './run-media';

await proveWith('chat-media', { messages: 500 }, MEDIA_BREAKAGES, ({ databaseUrl, seed, amounts, breakage, say }) =>
  withMigratedPlace(databaseUrl, async ({ url, folder }) => {
    const office = await openOffice(url, folder, Date.now);
    try {
      return await runMedia(office.out.deps, { seed, messages: amounts.messages, breakage, say, isLarge: true });
    } finally {
      await office.close();
    }
  }),
);
