/** From a delivery to the SMS that leaves. Everything advertising says how to end it; nothing holds a link. */
import { isAdvertising } from '../../../sync/rules/consent';
import { isTooLongForSms, linkInSms, withWayOut } from '../../../sync/rules/sms-text';
import type { Deps } from '../../deps';
import type { Sms } from '../../gateways/sms/contract';
import type { ClaimedDelivery } from '../deliveries/delivery';

/** Throws where nothing can be written: no text, a link, more than six parts. */
export function renderSms({ sms }: Pick<Deps, 'sms'>, delivery: ClaimedDelivery): Sms {
  const { content, id, purpose, to, language } = delivery;
  const own = content?.text.trim() ?? '';
  if (own === '') throw new Error('the delivery has no text');
  const text = isAdvertising(purpose) ? withWayOut(own, language) : own;
  if (linkInSms(text) !== '') throw new Error('the text holds a link');
  if (isTooLongForSms(text, sms.hasTurkish)) throw new Error('the text is too long');
  return { deliveryId: id, purpose, to, text };
}
