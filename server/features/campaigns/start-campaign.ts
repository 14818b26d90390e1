import type { MailProblem } from '../../../sync/rules/campaign';
import type { Deps } from '../../deps';
import { inTransaction } from '../../db/in-transaction';
import { recordAudit, type Actor } from '../../db/record-audit';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { readSender } from '../settings/read-sender';
import { startDraft, type Campaign } from './campaigns.store';
import { freezeAll } from './freeze-mail';
import { judgeAudience, type AudienceCounts } from './judge-audience';
import { campaignOf } from './save-campaign';

export const RUN_CAMPAIGNS = 'run-campaigns';
const LONGEST_AHEAD_MS = 365 * 24 * 60 * 60 * 1000;

export type Readiness = {
  readonly version: number;
  readonly audience: AudienceCounts;
  readonly problems: readonly MailProblem[];
};

/** Everything that keeps it from leaving, and to how many it would go. Throws campaign.unknown. */
export async function showReadiness(deps: Deps, member: SignedInMember, id: string): Promise<Readiness> {
  return readinessOf(deps, member, await campaignOf(deps, member, id)).then(({ readiness }) => readiness);
}

async function readinessOf(deps: Deps, member: SignedInMember, campaign: Campaign) {
  const [audience, { mails, problems }, sender] = await Promise.all([
    judgeAudience(deps, member, campaign),
    freezeAll(deps, campaign.content),
    readSender(deps.pool),
  ]);
  const all: MailProblem[] = [...problems];
  const add = (problem: MailProblem['problem']) => all.push({ problem, language: '', about: '' });
  if (audience.problems.length > 0) add('ruleWrong');
  else if (audience.parts.in === 0) add('nobody');
  if ((sender.address || deps.config.mail.from.address) === '') add('senderMissing');
  return { readiness: { version: campaign.version, audience, problems: all }, mails };
}

/**
 * Begins it, now or at `startsAt`; pressed twice, or by two managers, it begins once. `expected`: to how many, as its
 * sender saw it. Throws campaign.unknown, campaign.changed where it was saved meanwhile, campaign.notReady,
 * campaign.audienceChanged with the number there is now, campaign.timePassed.
 */
export async function startCampaign(
  deps: Deps,
  member: SignedInMember,
  by: Actor,
  wanted: { id: string; version: number; expected: number; startsAt: string | null },
): Promise<{ state: Campaign['state'] }> {
  const campaign = await campaignOf(deps, member, wanted.id);
  if (campaign.state !== 'draft') return { state: campaign.state };
  if (campaign.version !== wanted.version) throw new CodedError('campaign.changed', {}, 409);
  const nowMs = deps.now();
  const startsAtMs = wanted.startsAt === null ? null : Date.parse(wanted.startsAt);
  if (startsAtMs !== null && (startsAtMs <= nowMs || startsAtMs > nowMs + LONGEST_AHEAD_MS))
    throw new CodedError('campaign.timePassed', {}, 409);
  const { readiness, mails } = await readinessOf(deps, member, campaign);
  if (readiness.problems.length > 0) throw new CodedError('campaign.notReady', {}, 409);
  const count = readiness.audience.parts.in;
  if (count !== wanted.expected) throw new CodedError('campaign.audienceChanged', { count }, 409);
  const at = new Date(nowMs).toISOString();
  const start = { version: wanted.version, by: member.id, expected: count, startsAt: wanted.startsAt, at };
  const isFirst = await inTransaction(deps.pool, (client) => startDraft(client, wanted.id, start, mails));
  if (isFirst) {
    const target = { collection: 'campaigns', documentId: wanted.id };
    const about = { name: campaign.name, count, startsAt: wanted.startsAt };
    await recordAudit(deps.prisma, by, 'campaign.started', target, {}, about, new Date(nowMs));
    deps.jobs.wake(RUN_CAMPAIGNS);
  }
  return { state: (await campaignOf(deps, member, wanted.id)).state };
}
