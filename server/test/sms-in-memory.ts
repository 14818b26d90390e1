import type { SmsGateway, Sms } from '../gateways/sms/contract';
import type { Outcome } from '../gateways/outcome';

/** A provider of SMS that takes what it is told to; nothing comes in. */
export function createSmsInMemory(): SmsGateway & { readonly taken: Sms[]; answer: (sms: Sms) => Outcome } {
  const taken: Sms[] = [];
  return {
    name: 'netgsm',
    hasTurkish: true,
    taken,
    answer: (sms) => ({ kind: 'accepted', providerId: `sms-${sms.deliveryId}` }),
    send(sms) {
      const outcome = this.answer(sms);
      if (outcome.kind === 'accepted' || outcome.kind === 'unknown') taken.push(sms);
      return Promise.resolve(outcome);
    },
    listen: () => Promise.resolve({ reports: [], incoming: [], done: () => Promise.resolve() }),
    close: () => undefined,
  };
}
