/**
 * From a delivery to the mail that leaves. Everything advertising carries the way out; what a person wrote does not.
 */
import { isAdvertising } from '../../../sync/rules/consent';
import type { Deps } from '../../deps';
import type { Email } from '../../gateways/email/contract';
import { readOfficeName, readSender } from '../settings/read-sender';
import { makeUnsubscribeLink } from '../consent/unsubscribe-link';
import type { ClaimedDelivery, DeliveryContent } from '../deliveries/delivery';
import { readAttachedPages } from './attached-pages.store';
import { htmlOf, type Footer } from './email-html';
import { fillMail } from './fill-mail';
import { readFrozenMail, readRecipientValues } from './frozen-mail.store';
import { Unwritable } from './unwritable';

const WAY_OUT = {
  tr: { lead: 'Bu tür iletileri almak istemiyorsanız:', link: 'Listeden çıkın' },
  en: { lead: 'If you would rather not get mail like this:', link: 'Unsubscribe' },
} as const;

/** Throws Unwritable where nothing can be written. */
export async function renderEmail(deps: Deps, delivery: ClaimedDelivery): Promise<Email> {
  const { content, campaignId } = delivery;
  if (content === null && campaignId !== null) return renderFrozen(deps, delivery, campaignId);
  if (content === null || content.subject.trim() === '') throw new Unwritable('the delivery has no content');
  const footer = isAdvertising(delivery.purpose) ? await footerFor(deps, delivery) : null;
  const { from } = deps.config.mail;
  const sender = await senderOf(deps);
  return {
    deliveryId: delivery.id,
    purpose: delivery.purpose,
    campaignId: delivery.campaignId,
    from: { name: nameOf(content, sender.name), address: sender.address || from.address },
    replyTo: content.replyTo || sender.replyTo,
    to: delivery.to,
    subject: oneLine(content.subject),
    text: footer === null ? textOf(content) : `${textOf(content).trimEnd()}\n\n-- \n${footer.lead}\n${footer.url}\n`,
    // A person's own lines stay what they typed: plain text, as any mail program sends it.
    html: delivery.purpose === 'message' ? null : (content.html ?? htmlOf(content, delivery.language, footer)),
    usefulSeconds: delivery.purpose === 'reminder' ? delivery.usefulSeconds : null,
    headers: footer === null ? [] : wayOutHeaders(footer.url),
    ...(content.pages === undefined ? {} : { attachments: [await readAttachedPages(deps.pool, content.pages)] }),
  };
}

const wayOutHeaders = (url: string): Email['headers'] => [
  ['List-Unsubscribe', `<${url}>`],
  ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
];

/** A campaign's mail: the same for everybody but for their names and their way out. */
async function renderFrozen(deps: Deps, delivery: ClaimedDelivery, campaignId: string): Promise<Email> {
  const [mail, values, sender] = await Promise.all([
    readFrozenMail(deps.pool, campaignId, delivery.language),
    delivery.customerId === null ? null : readRecipientValues(deps.pool, delivery.customerId),
    senderOf(deps),
  ]);
  if (mail === null || values === null) throw new Unwritable('the campaign has no mail for this recipient');
  const { from } = deps.config.mail;
  const wayOut = (await footerFor(deps, delivery)).url;
  const { subject, html, text } = fillMail(mail, { ...values, wayOut });
  return {
    deliveryId: delivery.id,
    purpose: delivery.purpose,
    campaignId,
    from: { name: oneLine(sender.name).slice(0, 120), address: sender.address || from.address },
    replyTo: mail.replyTo === 'agent' ? values.agentEmail || sender.replyTo : sender.replyTo,
    to: delivery.to,
    subject: oneLine(subject),
    text,
    html,
    usefulSeconds: null,
    headers: wayOutHeaders(wayOut),
  };
}

/** Where nobody said as whom, mail comes from the office by its own name, as its texts and pages say it. */
async function senderOf(deps: Deps): ReturnType<typeof readSender> {
  const sender = await readSender(deps.pool);
  return sender.name === '' ? { ...sender, name: await readOfficeName(deps.pool, deps.config) } : sender;
}

const textOf = ({ text, action }: DeliveryContent) =>
  action === undefined ? text : `${text.trimEnd()}\n\n${action.label}:\n${action.url}\n`;

async function footerFor(deps: Deps, { addressKey, language }: ClaimedDelivery): Promise<Footer> {
  return { ...WAY_OUT[language], url: await makeUnsubscribeLink(deps, { channel: 'email', addressKey, language }) };
}

/** `Ayşe Kaya · Saha`, and never a second line. */
function nameOf({ fromName }: DeliveryContent, office: string): string {
  return oneLine([fromName, office].filter((part) => part !== '').join(' · ')).slice(0, 120);
}

/** A line break would begin a header of its own. */
const oneLine = (value: string) => value.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
