/**
 * A campaign from the button to the provider: making recipients, sending, pace and memory, each beside its bare peer.
 */
import type { Bench } from '../bench';
import { openCampaignDatabase } from './campaign-office';
import { measureClaiming } from './claiming';
import { measureMailing } from './mailing';
import { measureMaterialising } from './materialising';
import { measureMemory } from './memory';
import { measurePacing } from './pacing';

const MAILS_BESIDE_BARE = 0.85;
const KEPT = 0.98;
const GROWTH = 1.1;
const FEED_LAG_MS = 1_000;
const CLAIM_MS = 20;

export const campaignBench: Bench<{ recipients: number; mails: number; seconds: number; few: number; many: number }> = {
  amounts: { recipients: 100_000, mails: 2_000, seconds: 20, few: 10_000, many: 1_000_000 },
  async run(_browser, { recipients, mails, seconds, few, many }) {
    const database = await openCampaignDatabase(recipients);
    let materialising, claiming, mailing, pacing;
    try {
      materialising = await measureMaterialising(database);
      claiming = await measureClaiming(database, materialising.campaignId);
      mailing = await measureMailing(database, materialising.campaignId, mails);
      pacing = await measurePacing(database, materialising.campaignId, seconds);
    } finally {
      await database.close();
    }
    const memory = await measureMemory(few, many);
    return {
      figures: { materialising, claiming, mailing, pacing, memory },
      limits: [
        { what: 'mails beside a bare SESv2Client loop', value: mailing.ratio, atLeast: MAILS_BESIDE_BARE },
        ...pacing.flatMap(({ perSecond, workers, kept, mostInASecond }) => [
          { what: `of ${perSecond}/s kept by ${workers}`, value: kept, atLeast: KEPT },
          { what: `most in any second at ${perSecond}/s by ${workers}`, value: mostInASecond, atMost: perSecond },
        ]),
        { what: `memory at ${many} beside ${few}`, value: memory.growth, atMost: GROWTH },
        { what: 'feed lag while making recipients', value: materialising.feedLagMs, unit: 'ms', atMost: FEED_LAG_MS },
        { what: `feed lag with ${many}`, value: memory.feedLagMs, unit: 'ms', atMost: FEED_LAG_MS },
        { what: `claim among ${claiming.queued}, p95`, value: claiming.p95Ms, unit: 'ms', atMost: CLAIM_MS },
        { what: 'claim while all wait, p95', value: claiming.idleP95Ms, unit: 'ms', atMost: CLAIM_MS },
        { what: 'sequential scans of large tables by claims', value: claiming.scans, atMost: 0 },
      ],
    };
  },
};
