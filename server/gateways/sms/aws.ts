import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { z } from 'zod';
import { isAdvertising } from '../../../sync/rules/consent';
import type { EventQueue } from '../email/event-queue';
import { unwrapped } from '../email/read-events';
import type { SesSettings } from '../email/ses';
import type { IncomingSms, SmsGateway, SmsReport } from './contract';
import { UNREACHED, type Outcome } from '../outcome';

export type AwsSmsSettings = {
  readonly region: string;
  readonly credentials: SesSettings['credentials'];
  /** null: Amazon's own for the region. */
  readonly endpoint: string | null;
  /** A sender id or a number of the account. */
  readonly origination: string;
  /** null: none. */
  readonly configurationSet: string | null;
};

const CONNECT_TIMEOUT_MS = 4_000;
const ANSWER_TIMEOUT_MS = 12_000;
const SLOW_DOWN_MS = 1_000;
const PAUSE_MS = 5 * 60_000;
const WAIT_S = 5;
const MOST_BATCHES = 20;

const THROTTLED = /^(ThrottlingException|Throttling|TooManyRequestsException)$/;
const PAUSED =
  /^(ServiceQuotaExceededException|AccessDenied(Exception)?|ResourceNotFoundException|UnrecognizedClientException|InvalidClientTokenId|SignatureDoesNotMatch|InvalidSignatureException|ExpiredToken(Exception)?|MissingAuthenticationToken|IncompleteSignature|CredentialsProviderError)$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Amazon End User Messaging SMS. Into Türkiye it carries no advertising, so none is handed to it. */
export function createAwsSmsGateway(settings: AwsSmsSettings, events: EventQueue | null): SmsGateway {
  const { sessionToken, ...keys } = settings.credentials;
  const client = new PinpointSMSVoiceV2Client({
    region: settings.region,
    credentials: sessionToken === undefined ? keys : { ...keys, sessionToken },
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: ANSWER_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
    ...(settings.endpoint === null ? {} : { endpoint: settings.endpoint }),
  });
  return {
    name: 'aws-sms',
    hasTurkish: false,
    async send({ deliveryId, purpose, to, text }) {
      if (isAdvertising(purpose) && to.startsWith('+90'))
        return { kind: 'rejected', reason: 'rejected', code: 'transactional only' };
      try {
        const { MessageId } = await client.send(
          new SendTextMessageCommand({
            DestinationPhoneNumber: to,
            OriginationIdentity: settings.origination,
            MessageBody: text,
            MessageType: isAdvertising(purpose) ? 'PROMOTIONAL' : 'TRANSACTIONAL',
            Context: { delivery: deliveryId },
            ...(settings.configurationSet === null ? {} : { ConfigurationSetName: settings.configurationSet }),
          }),
        );
        return { kind: 'accepted', providerId: MessageId ?? '' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async listen(_open, _since, signal) {
      const reports: SmsReport[] = [];
      const incoming: IncomingSms[] = [];
      const receipts: string[] = [];
      for (let batch = 0; events !== null && batch < MOST_BATCHES && !signal.aborted; batch += 1) {
        const messages = await events.receive(batch === 0 ? WAIT_S : 0, signal);
        for (const { body, receipt } of messages) {
          receipts.push(receipt);
          const heard = readSmsEvent(unwrapped(body));
          if (heard?.kind === 'report') reports.push(heard.report);
          if (heard?.kind === 'incoming') incoming.push(heard.sms);
        }
        if (messages.length === 0) break;
      }
      const done = async () => {
        for (let at = 0; at < receipts.length; at += 10) await events?.remove(receipts.slice(at, at + 10));
      };
      return { reports, incoming, done };
    },
    close: () => {
      client.destroy();
      events?.close();
    },
  };
}

function outcomeOf(error: unknown): Outcome {
  const { name, code, $metadata } = error as Error & { code?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  if (THROTTLED.test(name) || status === 429) return { kind: 'throttled', retryAfterMs: SLOW_DOWN_MS, code: name };
  if (PAUSED.test(name)) return { kind: 'paused', retryAfterMs: PAUSE_MS, code: name };
  if (UNREACHED.has(code ?? '')) return { kind: 'paused', retryAfterMs: SLOW_DOWN_MS * 10, code: code ?? name };
  // An answer that says no is an answer: it was not taken.
  if (status !== undefined && status >= 400 && status < 500)
    return { kind: 'rejected', reason: 'rejected', code: name };
  return { kind: 'unknown', code: code ?? name };
}

const event = z.object({
  eventType: z.string().max(60),
  eventTimestamp: z.number(),
  destinationPhoneNumber: z.string().max(30),
  messageId: z.string().max(200),
  context: z.record(z.string(), z.string()).optional(),
});
const inbound = z.object({
  originationNumber: z.string().max(30),
  messageBody: z.string().max(2_000),
  inboundMessageId: z.string().max(200),
});

/** By event type (Amazon End User Messaging SMS, "Event types for SMS"). Those left out decide nothing. */
const STATES: Readonly<Record<string, Pick<SmsReport, 'state' | 'reason' | 'suppress'>>> = {
  TEXT_SENT: { state: 'sent', reason: '', suppress: null },
  TEXT_SUCCESSFUL: { state: 'sent', reason: '', suppress: null },
  TEXT_DELIVERED: { state: 'delivered', reason: '', suppress: null },
  TEXT_INVALID: { state: 'bounced', reason: 'hard_bounce', suppress: 'bounced' },
  TEXT_INVALID_MESSAGE: { state: 'failed', reason: 'content_rejected', suppress: null },
  TEXT_UNREACHABLE: { state: 'bounced', reason: 'soft_bounce', suppress: null },
  TEXT_CARRIER_UNREACHABLE: { state: 'bounced', reason: 'soft_bounce', suppress: null },
  TEXT_BLOCKED: { state: 'failed', reason: 'rejected', suppress: null },
  TEXT_CARRIER_BLOCKED: { state: 'failed', reason: 'rejected', suppress: null },
  TEXT_PROTECT_BLOCKED: { state: 'failed', reason: 'rejected', suppress: null },
  TEXT_SPAM: { state: 'failed', reason: 'content_rejected', suppress: null },
  TEXT_TTL_EXPIRED: { state: 'bounced', reason: 'soft_bounce', suppress: null },
};

type Heard =
  | { readonly kind: 'report'; readonly report: SmsReport }
  | { readonly kind: 'incoming'; readonly sms: IncomingSms };

/** Null: nothing that says something about a delivery of ours, nor an answer. */
export function readSmsEvent(text: string): Heard | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const report = event.safeParse(value);
  if (report.success) {
    const { eventType, eventTimestamp, destinationPhoneNumber: to, messageId, context } = report.data;
    const said = STATES[eventType];
    const atMs = new Date(eventTimestamp);
    if (said === undefined || Number.isNaN(atMs.getTime())) return null;
    const tag = context?.['delivery'] ?? '';
    const deliveryId = UUID.test(tag) ? tag : '';
    return { kind: 'report', report: { ...said, deliveryId, providerId: messageId, to, at: atMs.toISOString() } };
  }
  const sms = inbound.safeParse(value);
  if (!sms.success) return null;
  const { originationNumber: from, messageBody, inboundMessageId: id } = sms.data;
  return { kind: 'incoming', sms: { id, from, text: messageBody, at: new Date().toISOString() } };
}
