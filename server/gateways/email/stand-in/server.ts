/**
 * Speaks SES v2's and SQS's HTTP protocol on this machine, so that without an account the real client is what runs:
 * the same signing, the same errors, the same timeouts. Listens on the loopback alone.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createStandInQueue, type StandInQueue } from './queue';
import type { MailIn, StandInProvider } from './provider';

const MAX_BODY_BYTES = 12_000_000;
const MAX_WAIT_MS = 20_000;
export const STAND_IN_QUEUE_PATH = '/000000000000/saha-events';

export type StandInServer = {
  /** For the client's `endpoint`, without a path. */
  readonly endpoint: string;
  readonly queueUrl: string;
  readonly queue: StandInQueue;
  /** POSTs to SendEmail, answered or not. */
  readonly counts: { posts: number };
  stop(): Promise<void>;
};

/** `wrap`: events as SNS hands them on, instead of as they are. `perSecond`: what it says its limit is. */
export async function startStandIn(
  provider: StandInProvider,
  { port = 0, wrap = false, perSecond = 50 }: { port?: number; wrap?: boolean; perSecond?: number } = {},
): Promise<StandInServer> {
  const queue = createStandInQueue();
  const counts = { posts: 0 };
  provider.onEvent((event) => {
    const body = JSON.stringify(event);
    queue.put(wrap ? JSON.stringify({ Type: 'Notification', Message: body }) : body);
  });
  const server = createServer((request, response) => {
    void answer(request, response, provider, queue, counts, perSecond).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    queueUrl: `${endpoint}${STAND_IN_QUEUE_PATH}`,
    queue,
    counts,
    stop: async () => {
      provider.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  provider: StandInProvider,
  queue: StandInQueue,
  counts: { posts: number },
  perSecond: number,
): Promise<void> {
  const body = await read(request);
  const place = `${request.method} ${(request.url ?? '').split('?', 1)[0]}`;
  const target = String(request.headers['x-amz-target'] ?? '');
  if (!/^AWS4-HMAC-SHA256 /.test(request.headers.authorization ?? ''))
    return say(response, 403, { message: 'not signed' }, 'MissingAuthenticationToken');
  if (target.startsWith('AmazonSQS.')) return answerQueue(response, queue, target.slice(10), parse(body));
  if (place === 'GET /v2/email/account')
    return say(response, 200, {
      SendQuota: { Max24HourSend: 50_000, MaxSendRate: perSecond, SentLast24Hours: provider.taken.length },
      SendingEnabled: true,
      ProductionAccessEnabled: true,
      EnforcementStatus: 'HEALTHY',
    });
  if (place.startsWith('GET /v2/email/identities/'))
    return say(response, 200, identityOf(decodeURIComponent(place.slice('GET /v2/email/identities/'.length))));
  if (place !== 'POST /v2/email/outbound-emails') return say(response, 404, { message: 'no such thing' }, 'NotFound');
  counts.posts += 1;
  const mail = readMail(parse(body));
  if (mail === null) return say(response, 400, { message: 'the request is not understood' }, 'BadRequestException');
  const { answer: how, messageId } = provider.take(mail);
  switch (how) {
    case 'accept':
      return say(response, 200, { MessageId: messageId });
    case 'throttle':
      return say(response, 429, { message: 'Maximum sending rate exceeded.' }, 'TooManyRequestsException');
    case 'dayOver':
      return say(response, 429, { message: 'Daily message quota exceeded.' }, 'LimitExceededException');
    case 'reject':
      return say(response, 400, { message: 'Email address is not verified.' }, 'MessageRejected');
    case 'paused':
      return say(response, 400, { message: 'Sending is paused for this account.' }, 'SendingPausedException');
    case 'error':
      return say(response, 500, { message: 'internal failure' }, 'InternalServiceError');
    case 'reset':
    case 'lost':
      request.socket.destroy();
      return;
    case 'hang':
  }
}

/** A domain that is set up as it should be. */
const identityOf = (domain: string) => ({
  IdentityType: 'DOMAIN',
  VerifiedForSendingStatus: true,
  DkimAttributes: { SigningEnabled: true, Status: 'SUCCESS', Tokens: ['stand-in-1', 'stand-in-2', 'stand-in-3'] },
  MailFromAttributes: {
    MailFromDomain: `posta.${domain}`,
    MailFromDomainStatus: 'SUCCESS',
    BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
  },
});

/** SQS: receiving and deleting. */
export async function answerQueue(
  response: ServerResponse,
  queue: StandInQueue,
  action: string,
  input: Record<string, unknown>,
): Promise<void> {
  const entries = (input['Entries'] ?? []) as { Id: string; ReceiptHandle: string }[];
  switch (action) {
    case 'ReceiveMessage': {
      const waitMs = Math.min(Number(input['WaitTimeSeconds'] ?? 0) * 1_000, MAX_WAIT_MS);
      const Messages = await queue.receive(Number(input['MaxNumberOfMessages'] ?? 1), waitMs);
      return say(response, 200, Messages.length === 0 ? {} : { Messages });
    }
    case 'DeleteMessage':
      queue.remove(String(input['ReceiptHandle']));
      return say(response, 200, {});
    case 'DeleteMessageBatch':
      entries.forEach(({ ReceiptHandle }) => queue.remove(ReceiptHandle));
      return say(response, 200, { Successful: entries.map(({ Id }) => ({ Id })), Failed: [] });
    default:
      return say(response, 400, { message: 'no such action' }, 'InvalidAction');
  }
}

/** The whole body; throws where it is larger than anything either client sends. */
export async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES) throw new Error('the request is too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** {} where there is no body. */
export function parse(body: string): Record<string, unknown> {
  return (body === '' ? {} : JSON.parse(body)) as Record<string, unknown>;
}

/** As Amazon's services answer; `errorType` names the exception. */
export function say(response: ServerResponse, status: number, body: unknown, errorType?: string): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(errorType === undefined ? {} : { 'x-amzn-errortype': errorType }),
  });
  response.end(text);
}

type Data = { Data?: string };
type Request = {
  FromEmailAddress?: string;
  ReplyToAddresses?: string[];
  Destination?: { ToAddresses?: string[]; CcAddresses?: string[]; BccAddresses?: string[] };
  Content?: {
    Simple?: {
      Subject?: Data;
      Body?: { Text?: Data; Html?: Data };
      Headers?: { Name: string; Value: string }[];
      Attachments?: { FileName?: string; ContentType?: string; RawContent?: string }[];
    };
  };
  EmailTags?: { Name: string; Value: string }[];
  ConfigurationSetName?: string;
};

const isTag = (text: string) => text.length <= 256 && /^[A-Za-z0-9_-]+$/.test(text);

/** Null: SES would not take it either. */
function readMail(input: Request): MailIn | null {
  const simple = input.Content?.Simple;
  const to = input.Destination?.ToAddresses ?? [];
  const tags = input.EmailTags ?? [];
  const headers = simple?.Headers ?? [];
  const attachments = simple?.Attachments ?? [];
  const isSound =
    input.FromEmailAddress !== undefined &&
    to.length > 0 &&
    to.every((address) => /^[^\s@]+@[^\s@]+$/.test(address)) &&
    simple?.Subject?.Data !== undefined &&
    attachments.every(({ FileName, RawContent }) => FileName !== undefined && RawContent !== undefined) &&
    tags.every(({ Name, Value }) => isTag(Name) && isTag(Value)) &&
    headers.every(({ Value }) => Value.length <= 995 && /^[\x20-\x7e]+$/.test(Value)) &&
    new Set(headers.map(({ Name }) => Name)).size === headers.length;
  if (!isSound) return null;
  return {
    from: input.FromEmailAddress ?? '',
    replyTo: input.ReplyToAddresses?.[0] ?? '',
    to,
    cc: input.Destination?.CcAddresses ?? [],
    bcc: input.Destination?.BccAddresses ?? [],
    subject: simple?.Subject?.Data ?? '',
    text: simple?.Body?.Text?.Data ?? '',
    html: simple?.Body?.Html?.Data ?? null,
    headers: headers.map(({ Name, Value }) => [Name, Value] as const),
    attachments: attachments.map(({ FileName = '', ContentType = '', RawContent = '' }) => ({
      fileName: FileName,
      type: ContentType,
      data: RawContent,
    })),
    tags: Object.fromEntries(tags.map(({ Name, Value }) => [Name, Value])),
    configurationSet: input.ConfigurationSetName ?? '',
  };
}
