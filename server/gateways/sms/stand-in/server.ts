/**
 * Speaks the HTTP protocols of Netgsm (REST v2) and of Amazon's SMS and queues on this machine, so that without an
 * account the real clients are what runs. Listens on the loopback alone.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createStandInQueue, type StandInQueue } from '../../email/stand-in/queue';
import { answerQueue, parse, read, say } from '../../email/stand-in/server';
import { answerNetgsm } from './netgsm-protocol';
import type { Answer, Fate, StandInSms } from './provider';

export type StandInSmsServer = {
  /** For either client's endpoint, without a path. */
  readonly endpoint: string;
  readonly queueUrl: string;
  readonly queue: StandInQueue;
  /** POSTs that hand an SMS over, answered or not. */
  readonly counts: { posts: number };
  stop(): Promise<void>;
};

const EVENT_OF: Readonly<Record<Exclude<Fate, 'none'>, string>> = {
  delivered: 'TEXT_DELIVERED',
  expired: 'TEXT_TTL_EXPIRED',
  invalid: 'TEXT_INVALID',
  blacklisted: 'TEXT_BLOCKED',
  iys: 'TEXT_CARRIER_BLOCKED',
};

export async function startStandInSms(provider: StandInSms): Promise<StandInSmsServer> {
  const queue = createStandInQueue();
  const counts = { posts: 0 };
  provider.onFate((sms, fate) => {
    if (fate === 'none') return;
    const context = { delivery: sms.marks['delivery'] ?? '' };
    const about = { eventTimestamp: Date.now(), destinationPhoneNumber: sms.to, messageId: sms.id, context };
    queue.put(JSON.stringify({ eventType: EVENT_OF[fate], eventVersion: '1.0', isFinal: true, ...about }));
  });
  provider.onReceived(({ id, from, text }) =>
    queue.put(
      JSON.stringify({ originationNumber: from, destinationNumber: '+1', messageBody: text, inboundMessageId: id }),
    ),
  );
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = parse(await read(request));
    const target = String(request.headers['x-amz-target'] ?? '');
    if (target === '') return answerNetgsm(request, response, provider, body, counts);
    if (!/^AWS4-HMAC-SHA256 /.test(request.headers.authorization ?? ''))
      return say(response, 403, { message: 'not signed' }, 'MissingAuthenticationToken');
    if (target.startsWith('AmazonSQS.')) return answerQueue(response, queue, target.slice(10), body);
    if (target !== 'PinpointSMSVoiceV2.SendTextMessage')
      return say(response, 400, { message: 'no such thing' }, 'ValidationException');
    counts.posts += 1;
    return answerAmazon(request, response, provider, body);
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    queueUrl: `${endpoint}/000000000000/saha-sms-events`,
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

const AMAZON_ERRORS: Readonly<Partial<Record<Answer, readonly [status: number, type: string]>>> = {
  throttle: [429, 'ThrottlingException'],
  reject: [400, 'ValidationException'],
  paused: [400, 'ServiceQuotaExceededException'],
  error: [500, 'InternalServerException'],
};

function answerAmazon(
  request: IncomingMessage,
  response: ServerResponse,
  provider: StandInSms,
  body: Record<string, unknown>,
): void {
  const context = (body['Context'] ?? {}) as Record<string, string>;
  const { answer, id } = provider.take({
    to: String(body['DestinationPhoneNumber']),
    from: String(body['OriginationIdentity']),
    text: String(body['MessageBody']),
    marks: { ...context, type: String(body['MessageType']) },
  });
  const error = AMAZON_ERRORS[answer];
  if (error !== undefined) return say(response, error[0], { message: answer }, error[1]);
  if (answer === 'accept') return say(response, 200, { MessageId: id });
  request.socket.destroy();
}
