import { measureSms } from '../../../sync/rules/sms-text';
import type { Deps } from '../../deps';
import type { Job } from '../../lib/job';
import type { ClaimedDelivery } from '../deliveries/delivery';
import { dispatchDeliveries } from '../deliveries/dispatch-deliveries';
import { handOverOf, type HandOver } from '../deliveries/hand-over';
import { renderSms } from './render-sms';

/** Carries what waits to go by SMS. */
export const sendSmsJob: Job = {
  name: 'send-sms',
  everyMs: 60_000,
  run: (deps, signal) => dispatchDeliveries(deps, 'sms', (delivery) => carry(deps, delivery), signal),
};

async function carry(deps: Deps, delivery: ClaimedDelivery): Promise<HandOver> {
  let sms;
  try {
    sms = renderSms(deps, delivery);
  } catch (error) {
    deps.log.error({ err: error, deliveryId: delivery.id }, 'an SMS could not be written');
    return { kind: 'failed', reason: 'content_failed' };
  }
  const outcome = await deps.sms.send(sms);
  if (outcome.kind !== 'accepted')
    deps.log.warn({ deliveryId: delivery.id, outcome: outcome.kind, code: outcome.code }, 'an SMS was not taken');
  return handOverOf(outcome, deps.sms.name, measureSms(sms.text, deps.sms.hasTurkish));
}
