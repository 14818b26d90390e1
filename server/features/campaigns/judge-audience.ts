import { AUDIENCE_PARTS, partOf, writtenLanguages, type AudiencePart } from '../../../sync/rules/campaign';
import { walkMail } from '../../../sync/rules/mail-document';
import { variablesIn } from '../../../sync/rules/template-text';
import { readRule, type SegmentProblem } from '../../../sync/rules/segment-tests';
import type { Deps } from '../../deps';
import type { SignedInMember } from '../../lib/identity';
import { officeSettings } from '../settings/office-settings';
import { countAudience, type Audience, type Sender } from './audience.store';
import type { Campaign } from './campaigns.store';

type Question = Pick<Campaign, 'id' | 'rule' | 'content' | 'capMost' | 'exceptIds'>;

/** What the office is asked about `sender`'s audience, now. */
export async function audienceOf(
  { pool, now }: Pick<Deps, 'pool' | 'now'>,
  sender: Sender,
  campaign: Question,
): Promise<{ readonly audience: Audience; readonly problems: readonly SegmentProblem[] }> {
  const { office } = await officeSettings(pool);
  const nowMs = now();
  const viewer = { id: sender.id, teamId: sender.teamId ?? '' };
  const { tree, problems } = readRule(campaign.rule, { viewer, zone: office.zone, nowMs });
  return {
    audience: {
      campaignId: campaign.id,
      sender,
      tree,
      nowMs,
      ...namesUsed(campaign),
      capMost: campaign.capMost,
      exceptIds: campaign.exceptIds,
    },
    problems,
  };
}

/** By the language a customer reads; whose language nobody wrote reads the first one. */
function namesUsed({ content }: Pick<Campaign, 'content'>): Pick<Audience, 'firstNameIn' | 'lastNameIn'> {
  const written = writtenLanguages(content);
  const [first] = written;
  const used = (name: 'firstName' | 'lastName') => {
    const those = written.filter((language) => {
      const { subject, preheader, document } = content[language];
      let isUsed = variablesIn(subject, preheader).includes(name);
      walkMail(document, {
        place: (place) => (isUsed ||= place === name),
        text: (text) => (isUsed ||= variablesIn(text).includes(name)),
      });
      return isUsed;
    });
    const others =
      first !== undefined && those.includes(first)
        ? (['tr', 'en'] as const).filter((one) => !written.includes(one))
        : [];
    return [...those, ...others];
  };
  return { firstNameIn: used('firstName'), lastNameIn: used('lastName') };
}

export type AudienceCounts = {
  readonly parts: Readonly<Record<AudiencePart, number>>;
  /** Of those who are written to, by the language they read. */
  readonly languages: Readonly<Record<'tr' | 'en', number>>;
  readonly problems: readonly SegmentProblem[];
};

/** How many are written to, and how many are left out and why. */
export async function judgeAudience(
  deps: Pick<Deps, 'pool' | 'now'>,
  member: SignedInMember,
  campaign: Question,
): Promise<AudienceCounts> {
  const { audience, problems } = await audienceOf(deps, member, campaign);
  const parts = Object.fromEntries(AUDIENCE_PARTS.map((part) => [part, 0])) as Record<AudiencePart, number>;
  const languages = { tr: 0, en: 0 };
  if (problems.length > 0) return { parts, languages, problems };
  for (const { reason, language, count } of await countAudience(deps.pool, audience)) {
    parts[partOf(reason)] += count;
    if (reason === '') languages[language === 'en' ? 'en' : 'tr'] += count;
  }
  return { parts, languages, problems };
}
