/** Who gets it and who does not, before anything is sent. Pure; the office asks again when each of them leaves. */
import { normaliseAddress } from '../../../sync/rules/address';
import type { Reach } from '../../../sync/rules/consent';
import { linkInSms, MAX_SMS_PARTS, measureSms, withWayOut } from '../../../sync/rules/sms-text';
import {
  fillTemplate,
  hasPlaces,
  variablesIn,
  type TemplateValues,
  type TemplateVariable,
} from '../../../sync/rules/template-text';
import { MAX_MESSAGE_LENGTH, MAX_SUBJECT_LENGTH } from '../../../sync/collections/message';
import { isStopped } from '../consent/reach-words';
import type { TemplateChannel, TemplateLanguage, TemplateText } from '../templates/use-templates';

/** One of those that were chosen, with all that is known of them here. */
export type Candidate = {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly language: TemplateLanguage;
  /** Deleted, or not on this device any more. */
  readonly isGone: boolean;
  /** '' for none. */
  readonly address: string;
  readonly reach: Reach | null;
  readonly values: TemplateValues;
};

/** Why somebody is left out, in the order in which they are listed. */
export const LEFT_OUT = [
  'gone',
  'address',
  'stopped',
  'refused',
  'consent',
  'missing',
  'text',
  'link',
  'long',
  'duplicate',
] as const;
export type LeftOutReason = (typeof LEFT_OUT)[number];

export type LeftOut = {
  readonly customer: Candidate;
  readonly reason: LeftOutReason;
  /** Of `missing`. */
  readonly missing: readonly TemplateVariable[];
};
export type Outgoing = TemplateText & { readonly customer: Candidate; readonly smsParts: number };
export type BulkPlan = { readonly leaving: readonly Outgoing[]; readonly left: readonly LeftOut[] };

/** `textFor`: what the template says in that language, or in the other one; null: nothing on this channel. */
export function planBulk(
  candidates: readonly Candidate[],
  channel: TemplateChannel,
  textFor: (language: TemplateLanguage) => TemplateText | null,
  carrierHasTurkish: boolean,
): BulkPlan {
  const leaving: Outgoing[] = [];
  const left: LeftOut[] = [];
  const taken = new Set<string>();
  for (const customer of candidates) {
    const template = textFor(customer.language) ?? { subject: '', body: '' };
    const subject = fillTemplate(template.subject, customer.values).trim();
    const body = fillTemplate(template.body, customer.values).trim();
    const smsParts = channel === 'sms' ? measureSms(withWayOut(body, customer.language), carrierHasTurkish).parts : 0;
    const one: Outgoing = { customer, subject, body, smsParts };
    const address = normaliseAddress(channel, customer.address);
    const reason = obstacleOf(customer) || wrongWith(one, channel) || (taken.has(address) ? 'duplicate' : '');
    if (reason !== '') left.push({ customer, reason, missing: reason === 'missing' ? variablesIn(subject, body) : [] });
    else {
      taken.add(address);
      leaving.push(one);
    }
  }
  return { leaving, left };
}

/** What goes to many is advertising: nobody gets it who did not say yes. */
function obstacleOf({ isGone, address, reach }: Candidate): LeftOutReason | '' {
  if (isGone) return 'gone';
  if (address === '') return 'address';
  if (reach === null) return 'consent';
  if (reach.state === 'given') return '';
  return isStopped(reach) ? 'stopped' : 'refused';
}

function wrongWith({ subject, body, smsParts }: Outgoing, channel: TemplateChannel): LeftOutReason | '' {
  if (body === '' || (channel === 'email' && subject === '')) return 'text';
  if (hasPlaces(subject) || hasPlaces(body)) return 'missing';
  if (channel === 'sms' && linkInSms(body) !== '') return 'link';
  const isLong = body.length > MAX_MESSAGE_LENGTH || subject.length > MAX_SUBJECT_LENGTH || smsParts > MAX_SMS_PARTS;
  return isLong ? 'long' : '';
}
