/**
 * Who really wrote to our webhook. Amazon SNS signs every message; only SHA-256 (version 2) counts, only certificates
 * from an SNS host of Amazon, only topics the office named. Nothing is fetched that the message chose.
 */
import { createVerify, X509Certificate } from 'node:crypto';
import { z } from 'zod';

const text = (max: number) => z.string().max(max);
const envelope = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: text(200),
  TopicArn: text(400),
  Message: text(260_000),
  Timestamp: text(40),
  SignatureVersion: z.literal('2'),
  Signature: text(2_000),
  SigningCertURL: text(500),
  Subject: text(200).optional(),
  Token: text(2_000).optional(),
  SubscribeURL: text(2_000).optional(),
});
export type SnsMessage = z.infer<typeof envelope>;

const ARN = /^arn:aws(-cn|-us-gov)?:sns:([a-z0-9-]+):\d+:[A-Za-z0-9_-]+$/;
const CERTIFICATE_HOST = /^sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;
const CERTIFICATE_PATH = /^\/SimpleNotificationService-[0-9a-f]+\.pem$/;
const SIGNED = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
} as const;
const MAX_CERTIFICATES = 20;

/** Fetches `url`, which is one of Amazon's; throws where it cannot. */
export type FetchText = (url: string) => Promise<string>;
export type SnsVerifier = {
  /** Null: not to be believed. */
  verify(body: string): Promise<SnsMessage | null>;
  /** Says yes to a subscription of one of our topics. */
  confirm(message: SnsMessage): Promise<void>;
};

export function createSnsVerifier(topics: readonly string[], fetchText: FetchText): SnsVerifier {
  const certificates = new Map<string, X509Certificate>();
  const certificateAt = async (url: string) => {
    const known = certificates.get(url);
    if (known !== undefined) return known;
    const certificate = new X509Certificate(await fetchText(url));
    if (certificates.size >= MAX_CERTIFICATES) certificates.clear();
    certificates.set(url, certificate);
    return certificate;
  };
  return {
    async verify(body) {
      const message = readEnvelope(body);
      if (message === null || !topics.includes(message.TopicArn) || !isAmazons(message.SigningCertURL)) return null;
      const certificate = await certificateAt(message.SigningCertURL);
      const nowMs = Date.now();
      if (Date.parse(certificate.validFrom) > nowMs || Date.parse(certificate.validTo) < nowMs) return null;
      const verifier = createVerify('RSA-SHA256').update(signedText(message));
      return verifier.verify(certificate.publicKey, message.Signature, 'base64') ? message : null;
    },
    async confirm({ TopicArn, Token = '' }) {
      const [, partition = '', region = ''] = ARN.exec(TopicArn) ?? [];
      if (region === '' || Token === '') throw new Error('there is nothing to confirm');
      // Built here, of the topic we know: the address in the message is never opened.
      const host = `sns.${region}.amazonaws.com${partition === '-cn' ? '.cn' : ''}`;
      const query = new URLSearchParams({ Action: 'ConfirmSubscription', TopicArn, Token, Version: '2010-03-31' });
      await fetchText(`https://${host}/?${query}`);
    },
  };
}

function readEnvelope(body: string): SnsMessage | null {
  try {
    const parsed = envelope.safeParse(JSON.parse(body));
    return parsed.success && ARN.test(parsed.data.TopicArn) ? parsed.data : null;
  } catch {
    return null;
  }
}

function isAmazons(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, pathname, port, username, password, search, hash } = new URL(address);
  return (
    protocol === 'https:' &&
    CERTIFICATE_HOST.test(hostname) &&
    CERTIFICATE_PATH.test(pathname) &&
    [port, username, password, search, hash].every((part) => part === '')
  );
}

function signedText(message: SnsMessage): string {
  return SIGNED[message.Type]
    .flatMap((name) => (message[name] === undefined ? [] : [`${name}\n${message[name]}\n`]))
    .join('');
}

const FETCH_TIMEOUT_MS = 5_000;
const MAX_CERTIFICATE_CHARS = 20_000;
/** Without following anybody elsewhere. */
export const fetchFromAmazon: FetchText = async (url) => {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`Amazon answered ${answer.status}`);
  return (await answer.text()).slice(0, MAX_CERTIFICATE_CHARS);
};
