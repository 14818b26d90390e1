/** What a campaign is, before and while it is sent; both ends read it. */
import * as z from 'zod/mini';
import { isEmptyMail, mailDocument } from './mail-document';
import { segmentRule } from './segment-rule';

export const CAMPAIGN_STATES = ['draft', 'scheduled', 'running', 'paused', 'cancelled', 'finished'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** Why it is paused. */
export const PAUSE_REASONS = ['by_person', 'bounces', 'complaints', 'audience_grew', 'sender_gone'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

export const LANGUAGES = ['tr', 'en'] as const;
export type MailLanguage = (typeof LANGUAGES)[number];

/** Blanks around it do not count, as no field counts them. */
const text = (most: number) => z.string().check(z.trim(), z.maxLength(most));
const words = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));
const uuid = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/));
export const campaignMail = z.object({ subject: text(200), preheader: text(200), document: mailDocument });
export type CampaignMail = z.infer<typeof campaignMail>;
export const campaignContent = z.object({ tr: campaignMail, en: campaignMail });
export type CampaignContent = z.infer<typeof campaignContent>;

/** Languages that somebody wrote something in; the first is what everybody else gets. */
export function writtenLanguages(content: CampaignContent): MailLanguage[] {
  return LANGUAGES.filter(
    (language) => content[language].subject.trim() !== '' || !isEmptyMail(content[language].document),
  );
}

/** In which language somebody who reads `reads` gets it; their own while nothing is written. */
export function languageFor(content: CampaignContent, reads: MailLanguage): MailLanguage {
  const written = writtenLanguages(content);
  return written.includes(reads) ? reads : (written[0] ?? reads);
}

export const campaignName = words(120);
/** Why one that had stopped goes on. */
export const resumeReason = words(500);
export const MAX_PER_SECOND = 1_000;
export const MAX_CAP = 20;
/** What may be changed until it starts. */
export const campaignDraft = z.object({
  name: campaignName,
  rule: segmentRule,
  content: campaignContent,
  /** Whose mailbox answers go to: of who looks after the customer, or the office's. */
  replyTo: z.enum(['agent', 'office']),
  /** Mails in a second; null: as fast as the account may. */
  perSecond: z.nullable(z.number().check(z.minimum(0.1), z.maximum(MAX_PER_SECOND))),
  /** Whoever got so many in seven days is left out; null: nobody. */
  capMost: z.nullable(z.int().check(z.minimum(1), z.maximum(MAX_CAP))),
  /** Whoever got one of these is left out. */
  exceptIds: z.array(uuid).check(z.maxLength(20)),
});
export type CampaignDraft = z.infer<typeof campaignDraft>;

/** What becomes of each customer of the segment; `in` is written to. */
export const AUDIENCE_PARTS = [
  'in',
  'noConsent',
  'blocked',
  'noAddress',
  'sameAddress',
  'valueMissing',
  'hadEarlier',
  'tooOften',
] as const;
export type AudiencePart = (typeof AUDIENCE_PARTS)[number];

/** From the reason that the office's statement gives. */
export function partOf(reason: string): AudiencePart {
  switch (reason) {
    case '':
      return 'in';
    case 'consent_missing':
    case 'consent_withdrawn':
      return 'noConsent';
    case 'address_missing':
      return 'noAddress';
    case 'duplicate_address':
      return 'sameAddress';
    case 'value_missing':
      return 'valueMissing';
    case 'had_earlier':
      return 'hadEarlier';
    case 'too_often':
      return 'tooOften';
    default:
      return 'blocked';
  }
}

/** What keeps a mail from leaving; `language` '' where it is about both. */
export const MAIL_PROBLEMS = [
  'subjectMissing',
  'textMissing',
  'placeUnknown',
  'linkWrong',
  'linkMissing',
  'imageGone',
  'addressMissing',
  'wayOutMissing',
  'tooLarge',
  'nobody',
  'ruleWrong',
  'senderMissing',
] as const;
export type MailProblem = {
  readonly problem: (typeof MAIL_PROBLEMS)[number];
  readonly language: MailLanguage | '';
  /** What it is about: a link, a place; ''. */
  readonly about: string;
};
export const MAX_MAIL_BYTES = 100_000;

/** Shares at which a campaign stops by itself, once this many have an answer. */
export const BREAKER = { sample: 200, bounces: 0.05, complaints: 0.003 } as const;
export type BreakerCounts = { readonly sample: number; readonly bounces: number; readonly complaints: number };

/** Why it must stop; null: it may go on. `heeded`: what had been counted when a person last let it go on. */
export function breakerTrips(now: BreakerCounts, heeded: BreakerCounts): 'bounces' | 'complaints' | null {
  const sample = now.sample - heeded.sample;
  if (sample < BREAKER.sample) return null;
  if ((now.complaints - heeded.complaints) / sample >= BREAKER.complaints) return 'complaints';
  return (now.bounces - heeded.bounces) / sample >= BREAKER.bounces ? 'bounces' : null;
}
