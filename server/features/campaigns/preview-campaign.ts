import { languageFor, MAX_MAIL_BYTES, type MailLanguage } from '../../../sync/rules/campaign';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { readForPreview, readFrozen, type Campaign } from './campaigns.store';
import { freezeMail } from './freeze-mail';
import { DARK_STYLE } from './mail-style';
import { fillMail, type MailTexts } from '../messages/fill-mail';
import { campaignOf } from './save-campaign';

export type Preview = {
  /** For a reader of which language it was asked. */
  readonly reads: MailLanguage;
  /** In which they get it: the other one where theirs is not written. */
  readonly language: MailLanguage;
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
  /** Of the HTML, and how much it may have. */
  readonly bytes: number;
  readonly maxBytes: number;
};
/** Leads nowhere, and tells a mail's reader that it does not. */
const NOWHERE = '#';
const EXAMPLE = {
  tr: { firstName: 'Ayşe', lastName: 'Yılmaz', agentName: 'Danışman', agentEmail: 'danisman@ornek.example' },
  en: { firstName: 'Emily', lastName: 'Clark', agentName: 'Adviser', agentEmail: 'adviser@ornek.example' },
} as const;

/**
 * As one recipient reads it, or somebody made up (`customerId` null). What they have no value for shows its place.
 * Throws campaign.unknown, campaign.customerUnknown.
 */
export async function previewCampaign(
  deps: Deps,
  member: SignedInMember,
  {
    id,
    language: reads,
    customerId,
    isDark,
  }: { id: string; language: MailLanguage; customerId: string | null; isDark: boolean },
): Promise<Preview> {
  const campaign = await campaignOf(deps, member, id);
  const language = languageFor(campaign.content, reads);
  const customer = customerId === null ? EXAMPLE[reads] : await readForPreview(deps.pool, member, customerId);
  if (customer === null) throw new CodedError('campaign.customerUnknown', {}, 404);
  const mail = await mailOf(deps, campaign, language, isDark);
  const values = Object.fromEntries(
    (['firstName', 'lastName', 'agentName', 'agentEmail'] as const).map((name) => [
      name,
      customer[name] || `{{${name}}}`,
    ]),
  );
  const open = (text: string) => text.replace(/\{\{(?!(firstName|lastName|agentName|agentEmail|wayOut)\}\})/g, '{ {');
  const filled = fillMail(
    { subject: open(mail.subject), html: open(mail.html), text: open(mail.text) },
    { ...values, wayOut: NOWHERE },
  );
  return {
    ...filled,
    reads,
    language,
    preheader: campaign.content[language].preheader,
    bytes: Buffer.byteLength(mail.html),
    maxBytes: MAX_MAIL_BYTES,
  };
}

/** Of an image, wherever the office was reached then. */
const IMAGE_SOURCE = / src="https?:\/\/[^"/]+(\/i\/[0-9a-f-]{36})"/g;

/**
 * What a draft would send, or, once it is none any more, what it froze: that leaves, or has left. Images come from
 * where the app comes from: no other place is let into the frame.
 */
async function mailOf(
  deps: Deps,
  { id, content, state }: Campaign,
  language: MailLanguage,
  isDark: boolean,
): Promise<MailTexts> {
  const frozen = state === 'draft' ? null : await readFrozen(deps.pool, id, language);
  if (frozen === null) return freezeMail(deps, content, language, { isDark, imageBase: '' });
  const html = frozen.html.replace(IMAGE_SOURCE, ' src="$1"');
  return { ...frozen, html: isDark ? html.replace('</head>', `<style>${DARK_STYLE}</style></head>`) : html };
}
