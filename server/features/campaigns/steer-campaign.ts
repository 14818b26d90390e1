/**
 * What people do with a campaign that is under way. Each is one statement on its state: the second press finds it done.
 */
import type { Deps } from '../../deps';
import { inTransaction } from '../../db/in-transaction';
import { recordAudit, type Actor, type AuditedAction } from '../../db/record-audit';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { heed, moveCampaign, unschedule, type Campaign } from './campaigns.store';
import { judgeAudience } from './judge-audience';
import { readBreakerCounts, requeueFailed, takeOver } from './run.store';
import { campaignOf } from './save-campaign';
import { RUN_CAMPAIGNS } from './start-campaign';

type State = { readonly state: Campaign['state'] };

/** Nothing more leaves than what was handed over already. Throws campaign.unknown, campaign.notRunning. */
export async function pauseCampaign(deps: Deps, member: SignedInMember, by: Actor, id: string): Promise<State> {
  const campaign = await campaignOf(deps, member, id);
  const isDone = await moveCampaign(deps.pool, id, ['running'], 'paused', 'by_person');
  if (!isDone && campaign.state !== 'paused') throw new CodedError('campaign.notRunning', {}, 409);
  if (isDone) await record(deps, by, 'campaign.paused', campaign, {});
  return stateOf(deps, member, id);
}

/**
 * It goes on, and whoever lets it says why: what the circuit breaker had counted is known to them from now on. Where
 * its sender has gone it goes on in their name. Throws campaign.unknown, campaign.notRunning, campaign.senderGone where
 * they see more than its sender did.
 */
export async function resumeCampaign(
  deps: Deps,
  member: SignedInMember,
  by: Actor,
  id: string,
  why: string,
): Promise<State> {
  const campaign = await campaignOf(deps, member, id);
  if (campaign.state === 'running') return { state: 'running' };
  if (campaign.state !== 'paused') throw new CodedError('campaign.notRunning', {}, 409);
  const grown = campaign.reason === 'audience_grew' ? (await judgeAudience(deps, member, campaign)).parts.in : null;
  if (campaign.reason === 'sender_gone' && !(await takeOver(deps.pool, id, member)))
    throw new CodedError('campaign.senderGone', {}, 409);
  await heed(deps.pool, id, await readBreakerCounts(deps.pool, id), grown);
  if (await moveCampaign(deps.pool, id, ['paused'], 'running', ''))
    await record(deps, by, 'campaign.resumed', campaign, { why, pausedFor: campaign.reason });
  deps.jobs.wake(RUN_CAMPAIGNS);
  return stateOf(deps, member, id);
}

/** What has not left never will. Throws campaign.unknown, campaign.notRunning. */
export async function cancelCampaign(deps: Deps, member: SignedInMember, by: Actor, id: string): Promise<State> {
  const campaign = await campaignOf(deps, member, id);
  const isDone = await moveCampaign(deps.pool, id, ['running', 'scheduled', 'paused'], 'cancelled', '');
  if (!isDone && campaign.state !== 'cancelled') throw new CodedError('campaign.notRunning', {}, 409);
  if (isDone) await record(deps, by, 'campaign.cancelled', campaign, {});
  deps.jobs.wake(RUN_CAMPAIGNS);
  return stateOf(deps, member, id);
}

/** A draft again, as long as nobody is a recipient. Throws campaign.unknown, campaign.started. */
export async function reopenCampaign(deps: Deps, member: SignedInMember, by: Actor, id: string): Promise<State> {
  const campaign = await campaignOf(deps, member, id);
  if (campaign.state !== 'draft') {
    if (!(await unschedule(deps.pool, id))) throw new CodedError('campaign.started', {}, 409);
    await record(deps, by, 'campaign.reopened', campaign, {});
  }
  return stateOf(deps, member, id);
}

/** What was refused at once is tried again; whoever may have got it is not. Answers how many. */
export async function retryFailed(
  deps: Deps,
  member: SignedInMember,
  by: Actor,
  id: string,
): Promise<{ count: number }> {
  const campaign = await campaignOf(deps, member, id);
  if (campaign.state !== 'finished' && campaign.state !== 'running')
    throw new CodedError('campaign.notRunning', {}, 409);
  // Waiting under a campaign that is over they would wait for ever.
  const count = await inTransaction(deps.pool, async (client) => {
    const requeued = await requeueFailed(client, id);
    if (requeued > 0) await moveCampaign(client, id, ['finished'], 'running', '');
    return requeued;
  });
  if (count > 0) {
    await record(deps, by, 'campaign.retried', campaign, { count });
    deps.jobs.wake(RUN_CAMPAIGNS);
  }
  return { count };
}

async function stateOf(deps: Deps, member: SignedInMember, id: string): Promise<State> {
  return { state: (await campaignOf(deps, member, id)).state };
}

function record(
  deps: Deps,
  by: Actor,
  action: AuditedAction,
  { id, name }: Campaign,
  about: Record<string, string | number>,
) {
  return recordAudit(
    deps.prisma,
    by,
    action,
    { collection: 'campaigns', documentId: id },
    {},
    { name, ...about },
    new Date(deps.now()),
  );
}
