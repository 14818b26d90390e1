import { partOf, type AudiencePart } from '../../../sync/rules/campaign';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { listAudience, type AudienceRow } from './audience.store';
import { readCampaigns, type Campaign, type CampaignLine } from './campaigns.store';
import { audienceOf } from './judge-audience';
import { readLeftOut, readRecipients, readSums, type RecipientRow, type Sums } from './results.store';
import { campaignOf } from './save-campaign';

const LINES = 30;
const ROWS = 100;

export type CampaignList = { readonly campaigns: readonly CampaignLine[]; readonly cursor: string | null };

/** One's team's and one's own; an admin's everybody's. */
export async function listCampaigns(
  { pool }: Pick<Deps, 'pool'>,
  member: SignedInMember,
  cursor: string | null,
): Promise<CampaignList> {
  const [createdAt, id] = cursor?.split(' ') ?? [];
  const after = createdAt === undefined || id === undefined ? null : { createdAt, id };
  const campaigns = await readCampaigns(pool, member, after, LINES);
  const last = campaigns.length === LINES ? campaigns.at(-1) : undefined;
  return { campaigns, cursor: last === undefined ? null : `${last.createdAt} ${last.id}` };
}

export type CampaignInFull = { readonly campaign: Campaign; readonly sums: Sums };

/** Throws campaign.unknown. */
export async function showCampaign(
  deps: Pick<Deps, 'pool'>,
  member: SignedInMember,
  id: string,
): Promise<CampaignInFull> {
  const [campaign, sums] = await Promise.all([campaignOf(deps, member, id), readSums(deps.pool, id)]);
  return { campaign, sums };
}

export type AudienceList = { readonly rows: readonly AudienceRow[]; readonly cursor: string | null };
const REASONS: Readonly<Record<AudiencePart, readonly string[]>> = {
  in: [''],
  noConsent: ['consent_missing', 'consent_withdrawn'],
  blocked: [],
  noAddress: ['address_missing'],
  sameAddress: ['duplicate_address'],
  valueMissing: ['value_missing'],
  hadEarlier: ['had_earlier'],
  tooOften: ['too_often'],
};

/** The people behind one of the numbers of a draft. Throws campaign.unknown. */
export async function showAudience(
  deps: Pick<Deps, 'pool' | 'now'>,
  member: SignedInMember,
  { id, part, cursor }: { id: string; part: AudiencePart; cursor: string | null },
): Promise<AudienceList> {
  const { audience, problems } = await audienceOf(deps, member, await campaignOf(deps, member, id));
  if (problems.length > 0) return { rows: [], cursor: null };
  const isBlocked = part === 'blocked';
  const reasons = isBlocked ? Object.values(REASONS).flat() : REASONS[part];
  const rows = await listAudience(deps.pool, audience, reasons, isBlocked, cursor, ROWS);
  return {
    rows: rows.filter(({ reason }) => partOf(reason) === part),
    cursor: rows.length === ROWS ? (rows.at(-1)?.id ?? null) : null,
  };
}

export type RecipientList = { readonly rows: readonly RecipientRow[]; readonly cursor: string | null };

/** `state` 'left_out': who never was a recipient; null: every recipient. Throws campaign.unknown. */
export async function showRecipients(
  deps: Pick<Deps, 'pool'>,
  member: SignedInMember,
  { id, state, reason, cursor }: { id: string; state: string | null; reason: string | null; cursor: string | null },
): Promise<RecipientList> {
  await campaignOf(deps, member, id);
  if (state === 'left_out' && cursor !== null && !UUID.test(cursor)) throw new CodedError('request.invalid');
  const rows =
    state === 'left_out'
      ? await readLeftOut(deps.pool, member, id, reason, cursor, ROWS)
      : await readRecipients(deps.pool, member, id, { states: state === null ? null : [state], reason }, cursor, ROWS);
  return { rows, cursor: rows.length === ROWS ? (rows.at(-1)?.cursor ?? null) : null };
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
