import type { Job } from '../../lib/job';
import { blankEnded, giveUpClaims } from './deliveries.store';
import { forgetReactionMarks } from './reactions.store';

const EVERY_MS = 10_000;
const BLANKED_AT_ONCE = 2_000;

/** What was held by somebody who died becomes `unknown`; what ended long ago loses its address. */
export const tendDeliveriesJob: Job = {
  name: 'tend-deliveries',
  everyMs: EVERY_MS,
  run: async ({ pool, log, hub }) => {
    const givenUp = await giveUpClaims(pool);
    if (givenUp > 0) hub.publish(['messages']);
    if (givenUp > 0)
      log.warn({ deliveries: givenUp }, 'deliveries whose fate nobody knows: a worker died holding them');
    const blanked = await blankEnded(pool, BLANKED_AT_ONCE);
    await forgetReactionMarks(pool, BLANKED_AT_ONCE);
    return blanked === BLANKED_AT_ONCE ? 0 : EVERY_MS;
  },
};
