import type { api } from '../../api/client';
import type { CampaignDraft } from '../../../sync/rules/campaign';

export type ShownCampaign = Awaited<ReturnType<typeof api.campaigns.show.query>>;
export type Campaign = ShownCampaign['campaign'];
export type Readiness = Awaited<ReturnType<typeof api.campaigns.readiness.query>>;

/** What of a campaign its editor changes. */
export function draftOf({ name, rule, content, replyTo, perSecond, capMost, exceptIds }: Campaign): CampaignDraft {
  return { name, rule, content, replyTo, perSecond, capMost, exceptIds: [...exceptIds] };
}
