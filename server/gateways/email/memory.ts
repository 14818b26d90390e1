import { areHeadersSound, UNSOUND_HEADERS, tagValue, type EmailGateway } from './contract';
import type { Outcome } from '../outcome';
import { mailbox } from './ses';
import { createStandInProvider, type Answer, type StandInProvider } from './stand-in/provider';

/** The gateway's twin for tests: the provider's behaviour without its protocol. */
export function createMemoryEmail(
  provider: StandInProvider = createStandInProvider(),
): EmailGateway & { readonly provider: StandInProvider } {
  return {
    name: 'memory',
    provider,
    async send(email) {
      if (!areHeadersSound(email.headers)) return UNSOUND_HEADERS;
      const { answer, messageId } = provider.take({
        from: mailbox(email.from),
        replyTo: email.replyTo,
        to: [email.to],
        cc: [],
        bcc: [],
        subject: email.subject,
        text: email.text,
        html: email.html,
        headers: email.headers,
        attachments: (email.attachments ?? []).map(({ fileName, type, bytes }) => ({
          fileName,
          type,
          data: Buffer.from(bytes).toString('base64'),
        })),
        tags: {
          delivery: tagValue(email.deliveryId),
          purpose: tagValue(email.purpose),
          ...(email.campaignId === null ? {} : { campaign: tagValue(email.campaignId) }),
        },
        configurationSet: '',
      });
      return outcome(answer, messageId);
    },
    account: () =>
      Promise.resolve({
        perSecond: 50,
        perDay: 50_000,
        sentToday: provider.taken.length,
        isSandbox: false,
        isSending: true,
        standing: 'HEALTHY',
      }),
    identity: (domain) =>
      Promise.resolve({
        isVerified: true,
        dkim: 'SUCCESS',
        dkimTokens: [],
        mailFrom: `posta.${domain}`,
        mailFromStatus: 'SUCCESS',
        dmarc: { policy: 'quarantine' },
      }),
    quota: () => Promise.resolve({ perSecond: 50, perDay: 50_000, sentToday: provider.taken.length }),
    close: () => provider.stop(),
  };
}

function outcome(answer: Answer, messageId: string | null): Outcome {
  switch (answer) {
    case 'accept':
      return { kind: 'accepted', providerId: messageId ?? '' };
    case 'throttle':
      return { kind: 'throttled', retryAfterMs: 1_000, code: 'TooManyRequestsException' };
    case 'dayOver':
      return { kind: 'throttled', retryAfterMs: 900_000, code: 'LimitExceededException', isForAll: true };
    case 'reject':
      return { kind: 'rejected', reason: 'rejected', code: 'MessageRejected' };
    case 'paused':
      return { kind: 'paused', retryAfterMs: 300_000, code: 'SendingPausedException' };
    case 'error':
    case 'reset':
    case 'hang':
    case 'lost':
      return { kind: 'unknown', code: answer };
  }
}
