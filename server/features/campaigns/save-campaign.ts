import type { CampaignDraft } from '../../../sync/rules/campaign';
import { EMPTY_MAIL } from '../../../sync/rules/mail-document';
import type { Deps } from '../../deps';
import { recordAudit, type Actor } from '../../db/record-audit';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { deleteDraft, insertCampaign, readCampaign, updateDraft, type Campaign } from './campaigns.store';

const EMPTY = { subject: '', preheader: '', document: EMPTY_MAIL };

/** Throws campaign.unknown where there is none in their scope. */
export async function campaignOf({ pool }: Pick<Deps, 'pool'>, member: SignedInMember, id: string): Promise<Campaign> {
  const campaign = await readCampaign(pool, member, id);
  if (campaign === null) throw new CodedError('campaign.unknown', {}, 404);
  return campaign;
}

/**
 * An empty one for everybody who said yes. `givenId`: made by whoever asks, so that asking again after a lost answer
 * makes no second one.
 */
export async function createCampaign(
  deps: Pick<Deps, 'pool' | 'newId' | 'now'>,
  member: SignedInMember,
  name: string,
  givenId?: string,
): Promise<{ id: string }> {
  const draft: CampaignDraft = {
    name,
    rule: { combinator: 'and', rules: [] },
    content: { tr: EMPTY, en: EMPTY },
    replyTo: 'agent',
    perSecond: null,
    capMost: null,
    exceptIds: [],
  };
  return keepNew(deps, member, draft, givenId);
}

/** Throws campaign.unknown where the id is that of one they do not see. */
async function keepNew(
  deps: Pick<Deps, 'pool' | 'newId' | 'now'>,
  member: SignedInMember,
  draft: CampaignDraft,
  givenId: string | undefined,
): Promise<{ id: string }> {
  const id = givenId ?? deps.newId();
  if (!(await insertCampaign(deps.pool, id, member, draft, new Date(deps.now()).toISOString())))
    await campaignOf(deps, member, id);
  return { id };
}

/** The same again as a draft of one's own; `copyId` as in `createCampaign`. Throws campaign.unknown. */
export async function duplicateCampaign(
  deps: Deps,
  member: SignedInMember,
  id: string,
  name: string,
  copyId?: string,
): Promise<{ id: string }> {
  const campaign = await campaignOf(deps, member, id);
  return keepNew(deps, member, { ...campaign, exceptIds: [...campaign.exceptIds], name }, copyId);
}

/**
 * `version`: what was changed. Answers the new one. Throws campaign.unknown, campaign.started, and campaign.changed
 * where somebody else saved it meanwhile.
 */
export async function saveCampaign(
  deps: Deps,
  member: SignedInMember,
  { id, version, draft }: { id: string; version: number; draft: CampaignDraft },
): Promise<{ version: number }> {
  await campaignOf(deps, member, id);
  const saved = await updateDraft(deps.pool, id, version, draft, new Date(deps.now()).toISOString());
  if (saved !== null) return { version: saved };
  const { state } = await campaignOf(deps, member, id);
  throw new CodedError(state === 'draft' ? 'campaign.changed' : 'campaign.started', {}, 409);
}

/** Throws campaign.unknown, campaign.started. */
export async function discardCampaign(deps: Deps, member: SignedInMember, by: Actor, id: string): Promise<void> {
  const { name } = await campaignOf(deps, member, id);
  if (!(await deleteDraft(deps.pool, id))) throw new CodedError('campaign.started', {}, 409);
  const target = { collection: 'campaigns', documentId: id };
  await recordAudit(deps.prisma, by, 'campaign.discarded', target, { name }, {}, new Date(deps.now()));
}
