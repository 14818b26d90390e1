import type { Bench } from './bench';
import { measureFirstSync } from './first-sync';
import { measureMemberMove } from './member-move';
import { measurePropagation } from './propagation';
import { measurePushDrain } from './push-drain';
import { measurePushHandler } from './push-handler';

const EDITS_OF_UPSERT = 0.3;
const CREATIONS_OF_UPSERT = 0.2;
/** One that writes the same rows, audit included. */
const OF_STATEMENT = 0.6;
const OF_NOWHERE = 0.8;
const MOVED_CUSTOMERS = 50_000;
const FEED_LAG_MS = 1_000;

/** The way between tablet and office. */
export const syncBench: Bench = {
  amounts: {},
  async run(browser) {
    const push = await measurePushHandler();
    const firstSync10k = await measureFirstSync(browser, 10_000);
    const firstSync50k = await measureFirstSync(browser, 50_000);
    const drain = await measurePushDrain(browser);
    const propagation = await measurePropagation(browser);
    const memberMove = await measureMemberMove(MOVED_CUSTOMERS);
    const ratios = {
      firstSync10k: firstSync10k.ratio,
      firstSync50k: firstSync50k.ratio,
      firstSync10kTimesRxdbServer: firstSync10k.timesRxdbServer,
      firstSync50kTimesRxdbServer: firstSync50k.timesRxdbServer,
      pushEdits: push.editRatio,
      pushCreations: push.createRatio,
      pushEditsOfWhole: push.wholeEditRatio,
      pushCreationsOfWhole: push.wholeCreateRatio,
      drain: drain.ratio,
    };
    return {
      figures: { ratios, push, firstSync10k, firstSync50k, drain, propagation, memberMove },
      limits: [
        { what: 'pushed edits beside a bare upsert', value: ratios.pushEdits, atLeast: EDITS_OF_UPSERT },
        { what: 'pushed creations beside a bare upsert', value: ratios.pushCreations, atLeast: CREATIONS_OF_UPSERT },
        { what: 'pushed edits beside a bare statement', value: ratios.pushEditsOfWhole, atLeast: OF_STATEMENT },
        { what: 'pushed creations beside a bare statement', value: ratios.pushCreationsOfWhole, atLeast: OF_STATEMENT },
        { what: 'offline edits drained, beside RxDB to nowhere', value: ratios.drain, atLeast: OF_NOWHERE },
        {
          what: `feed lag while ${MOVED_CUSTOMERS} customers follow their owner`,
          value: memberMove.feedLagMs,
          unit: 'ms',
          atMost: FEED_LAG_MS,
        },
      ],
    };
  },
};
