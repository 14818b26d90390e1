import { languageFor, type MailLanguage } from '../../../sync/rules/campaign';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { sendMessage } from '../messages/send-message';
import { fillMail } from '../messages/fill-mail';
import { checkMail } from './check-mail';
import { imagesThere } from './campaigns.store';
import { freezeMail } from './freeze-mail';
import { campaignOf } from './save-campaign';

const MARK = { tr: '[Deneme]', en: '[Test]' } as const;

/**
 * To whoever asks and nobody else, marked as a test, with their own name in the places and a way out that leads
 * nowhere. `reads`: what a reader reads for whom it is tried; where that is not written they get the other language,
 * and so does the test. Throws campaign.unknown, campaign.notReady where a place or a text is missing.
 */
export async function sendTest(
  deps: Deps,
  member: SignedInMember,
  { id, language: reads, key }: { id: string; language: MailLanguage; key: string },
): Promise<{ to: string }> {
  const { content } = await campaignOf(deps, member, id);
  const language = languageFor(content, reads);
  const mail = await freezeMail(deps, content, language);
  const images = await imagesThere(deps.pool, []);
  const stops = checkMail(content[language], language, images, mail).filter(({ problem }) =>
    ['subjectMissing', 'textMissing', 'placeUnknown', 'tooLarge'].includes(problem),
  );
  if (stops.length > 0) throw new CodedError('campaign.notReady', {}, 409);
  const [firstName = member.fullName, ...rest] = member.fullName.split(' ');
  const filled = fillMail(mail, {
    firstName,
    lastName: rest.join(' ') || firstName,
    agentName: member.fullName,
    agentEmail: member.email,
    wayOut: `${deps.config.publicOrigin}/u/test`,
  });
  await sendMessage(deps, {
    purpose: 'system',
    channel: 'email',
    basis: 'member',
    basisId: member.id,
    customerId: null,
    to: member.email,
    language,
    // Pressed once it leaves once, however often the call is made.
    dedupeKey: `campaign-test:${member.id}:${key}`,
    campaignId: null,
    reminderId: null,
    messageId: null,
    bulkId: null,
    content: { ...filled, subject: `${MARK[language]} ${filled.subject}`, replyTo: '', fromName: '' },
    notBefore: null,
    expiresAt: null,
    createdBy: member.id,
  });
  return { to: member.email };
}
