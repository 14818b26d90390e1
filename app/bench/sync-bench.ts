import type { Bench } from './bench';
import { measureFirstSync } from './first-sync';
import { measurePropagation } from './propagation';
import { measurePushDrain } from './push-drain';
import { measurePushHandler } from './push-handler';

/** The way between tablet and office. */
export const syncBench: Bench = {
  amounts: {},
  async run(browser) {
    const push = await measurePushHandler();
    const firstSync10k = await measureFirstSync(browser, 10_000);
    const firstSync50k = await measureFirstSync(browser, 50_000);
    const drain = await measurePushDrain(browser);
    const propagation = await measurePropagation(browser);
    const ratios = {
      firstSync10k: firstSync10k.ratio,
      firstSync50k: firstSync50k.ratio,
      firstSync10kTimesRxdbServer: firstSync10k.timesRxdbServer,
      firstSync50kTimesRxdbServer: firstSync50k.timesRxdbServer,
      pushEdits: push.editRatio,
      pushCreations: push.createRatio,
      drain: drain.ratio,
    };
    return { figures: { ratios, push, firstSync10k, firstSync50k, drain, propagation }, limits: [] };
  },
};
