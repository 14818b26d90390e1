import {
  GetAccountCommand,
  GetEmailIdentityCommand,
  SendEmailCommand,
  SESv2Client,
  type Attachment as SesAttachment,
  type MessageTag,
} from '@aws-sdk/client-sesv2';
import { domainToASCII } from 'node:url';
import { normaliseEmail } from '../../../sync/rules/address';
import type { Purpose } from '../../../sync/rules/consent';
import {
  areHeadersSound,
  UNSOUND_HEADERS,
  tagValue,
  type Attachment,
  type Email,
  type EmailAddress,
  type EmailGateway,
} from './contract';
import { UNREACHED, type Outcome } from '../outcome';

export type SesSettings = {
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string | undefined;
  };
  /** null: Amazon's own for the region. */
  readonly endpoint: string | null;
  /**
   * Each purpose has a set of its own, `<prefix>-<purpose>`, so that a reminder is not retried for hours. null: none.
   */
  readonly configurationSets: string | null;
};

const CONNECT_TIMEOUT_MS = 4_000;
const ANSWER_TIMEOUT_MS = 12_000;
const MAX_SOCKETS = 50;
const SLOW_DOWN_MS = 1_000;
const DAILY_LIMIT_MS = 15 * 60_000;
const PAUSE_MS = 5 * 60_000;

/** Nothing was taken: too fast. */
const THROTTLED = /^(TooManyRequestsException|LimitExceededException|Throttling(Exception)?|ThrottledException)$/;
/** Nothing was taken, and a person has to look. */
const PAUSED =
  /^(AccountSuspendedException|SendingPausedException|MailFromDomainNotVerifiedException|NotFoundException|AccessDenied(Exception)?|UnrecognizedClientException|InvalidClientTokenId|SignatureDoesNotMatch|InvalidSignatureException|ExpiredToken(Exception)?|MissingAuthenticationToken|IncompleteSignature|CredentialsProviderError)$/;
/** Amazon SES, version 2. One call is one POST: the client's own retries would send a mail twice. */
export function createSesGateway(settings: SesSettings): EmailGateway {
  const client = new SESv2Client({
    region: settings.region,
    credentials: {
      accessKeyId: settings.credentials.accessKeyId,
      secretAccessKey: settings.credentials.secretAccessKey,
      ...(settings.credentials.sessionToken === undefined ? {} : { sessionToken: settings.credentials.sessionToken }),
    },
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: ANSWER_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets: MAX_SOCKETS, keepAlive: true },
      httpsAgent: { maxSockets: MAX_SOCKETS, keepAlive: true },
    },
    ...(settings.endpoint === null ? {} : { endpoint: settings.endpoint }),
  });
  return {
    name: 'ses',
    async send(email) {
      if (!areHeadersSound(email.headers)) return UNSOUND_HEADERS;
      try {
        const { MessageId } = await client.send(commandFor(email, settings.configurationSets));
        return { kind: 'accepted', providerId: MessageId ?? '' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async quota() {
      try {
        const { SendQuota } = await client.send(new GetAccountCommand({}));
        return {
          perSecond: SendQuota?.MaxSendRate ?? 1,
          perDay: SendQuota?.Max24HourSend ?? 0,
          sentToday: SendQuota?.SentLast24Hours ?? 0,
        };
      } catch {
        return null;
      }
    },
    async account() {
      try {
        const { SendQuota, ProductionAccessEnabled, SendingEnabled, EnforcementStatus } = await client.send(
          new GetAccountCommand({}),
        );
        return {
          perSecond: SendQuota?.MaxSendRate ?? 1,
          perDay: SendQuota?.Max24HourSend ?? 0,
          sentToday: SendQuota?.SentLast24Hours ?? 0,
          isSandbox: ProductionAccessEnabled !== true,
          isSending: SendingEnabled === true,
          standing: EnforcementStatus ?? '',
        };
      } catch {
        return null;
      }
    },
    async identity(domain) {
      try {
        const answer = await client.send(new GetEmailIdentityCommand({ EmailIdentity: domain }));
        return {
          isVerified: answer.VerifiedForSendingStatus === true,
          dkim: answer.DkimAttributes?.Status ?? '',
          dkimTokens: answer.DkimAttributes?.Tokens ?? [],
          mailFrom: answer.MailFromAttributes?.MailFromDomain ?? '',
          mailFromStatus: answer.MailFromAttributes?.MailFromDomainStatus ?? '',
        };
      } catch {
        return null;
      }
    },
    close: () => client.destroy(),
  };
}

function commandFor(email: Email, configurationSets: string | null): SendEmailCommand {
  const tags: MessageTag[] = [
    { Name: 'delivery', Value: tagValue(email.deliveryId) },
    { Name: 'purpose', Value: tagValue(email.purpose) },
    ...(email.campaignId === null ? [] : [{ Name: 'campaign', Value: tagValue(email.campaignId) }]),
  ];
  return new SendEmailCommand({
    FromEmailAddress: mailbox({ ...email.from, address: wireAddress(email.from.address) }),
    ...(email.replyTo === '' ? {} : { ReplyToAddresses: [wireAddress(email.replyTo)] }),
    Destination: { ToAddresses: [wireAddress(email.to)] },
    Content: {
      Simple: {
        Subject: { Data: email.subject, Charset: 'UTF-8' },
        Body: {
          Text: { Data: email.text, Charset: 'UTF-8' },
          ...(email.html === null ? {} : { Html: { Data: email.html, Charset: 'UTF-8' } }),
        },
        Headers: email.headers.map(([Name, Value]) => ({ Name, Value })),
        ...(email.attachments === undefined ? {} : { Attachments: email.attachments.map(attachmentOf) }),
      },
    },
    EmailTags: tags,
    ...(configurationSets === null
      ? {}
      : { ConfigurationSetName: configurationSetOf(configurationSets, email.purpose, email.usefulSeconds) }),
  });
}

/** SES takes a domain in ASCII alone: `bilgi@şirket.com` is `bilgi@xn--irket-idb.com` there. */
function wireAddress(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  const domain = address.slice(at);
  if (/^[\x21-\x7e]*$/.test(domain)) return address;
  return address.slice(0, at) + (domainToASCII(normaliseEmail(domain)) || domain);
}

const attachmentOf = ({ fileName, type, bytes }: Attachment): SesAttachment => ({
  FileName: fileName,
  RawContent: bytes,
  ContentType: type,
  ContentDisposition: 'ATTACHMENT',
  ContentTransferEncoding: 'BASE64',
});

/** MaxDeliverySeconds belongs to a configuration set; SES takes 300 to 50,400. */
const DELIVERY_LIMITS = [50_400, 14_400, 3_600, 300] as const;

/**
 * `<prefix>-<purpose>`; of what is of use for a while only, the one with the longest time to try that is over by then:
 * `<prefix>-reminder-3600` has MaxDeliverySeconds 3600.
 */
export function configurationSetOf(prefix: string, purpose: Purpose, usefulSeconds: number | null = null): string {
  if (usefulSeconds === null) return `${prefix}-${purpose}`;
  const limit = DELIVERY_LIMITS.find((seconds) => seconds <= usefulSeconds) ?? DELIVERY_LIMITS[3];
  return `${prefix}-${purpose}-${limit}`;
}

/** `"Name" <address>` with the name as an encoded word (RFC 2047): headers are ASCII. */
export function mailbox({ name, address }: EmailAddress): string {
  if (name === '') return address;
  if (/^[A-Za-z0-9 ]+$/.test(name)) return `"${name}" <${address}>`;
  // An encoded word holds 75 characters at most, and letters are not cut in two.
  const words: string[] = [];
  let word = '';
  for (const letter of name) {
    if (Buffer.byteLength(word + letter) > 42) {
      words.push(word);
      word = '';
    }
    word += letter;
  }
  words.push(word);
  return `${words.map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ')} <${address}>`;
}

/** As people read it: what `mailbox` has written in encoded words, in letters. */
export function readableMailbox(text: string): string {
  return text
    .replace(/(\?=) (?==\?UTF-8\?B\?)/g, '$1')
    .replace(/=\?UTF-8\?B\?([A-Za-z0-9+/=]*)\?=/g, (_, word: string) => Buffer.from(word, 'base64').toString());
}

function outcomeOf(error: unknown): Outcome {
  const { name, message, code, $metadata } = error as Error & {
    code?: string;
    $metadata?: { httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode;
  const label = code ?? name;
  if (THROTTLED.test(name) || status === 429) {
    const isDayOver = /daily|quota/i.test(message);
    return {
      kind: 'throttled',
      retryAfterMs: isDayOver ? DAILY_LIMIT_MS : SLOW_DOWN_MS,
      code: name,
      ...(isDayOver && { isForAll: true }),
    };
  }
  if (PAUSED.test(name)) return { kind: 'paused', retryAfterMs: PAUSE_MS, code: name };
  if (UNREACHED.has(code ?? '')) return { kind: 'paused', retryAfterMs: SLOW_DOWN_MS * 10, code: label };
  // An answer that says no is an answer: it was not taken.
  if (status !== undefined && status >= 400 && status < 500)
    return { kind: 'rejected', reason: 'rejected', code: name };
  return { kind: 'unknown', code: label };
}
