import type { Deps } from '../../deps';
import type { SmsOutcome } from '../../gateways/sms/contract';
import type { Job } from '../../lib/job';
import type { ClaimedDelivery } from '../deliveries/delivery';
import { dispatchDeliveries, type HandOver } from '../deliveries/dispatch-deliveries';
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
  return inOurWords(outcome, deps.sms.name);
}

function inOurWords(outcome: SmsOutcome, provider: string): HandOver {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'accepted', provider, providerId: outcome.providerId };
    case 'throttled':
      return { kind: 'postponed', reason: 'throttled', afterMs: outcome.retryAfterMs };
    case 'paused':
      return { kind: 'postponed', reason: 'provider_paused', afterMs: outcome.retryAfterMs };
    case 'rejected':
      return { kind: 'failed', reason: outcome.reason };
    case 'unknown':
      return { kind: 'unknown' };
  }
}
