/**
 * What machines tell us, through the routes they call: who is believed, who is heard out, and who is not asked about.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSnsVerifier } from '../../gateways/email/sns';
import { newWebhookSalt, webhookUrlOf } from '../../features/lines/line-webhook';
import { insertLine } from '../../features/lines/lines.store';
import { createTestOffice, type Office } from '../../test/office';
import { outgoingOf, type Outgoing } from '../../test/outgoing';
import { SNS_CERTIFICATE, SNS_CERTIFICATE_URL, SNS_TOPIC, signedSns } from '../../test/sns-signer';
import { createHttpApp } from '../app';

let office: Office, out: Outgoing;
beforeAll(async () => {
  office = await createTestOffice({ SAHA_ORIGIN: 'https://saha.example' });
  out = await outgoingOf(office.deps);
});
afterAll(() => office.close());

/** An office that counts what its public connections are asked. */
function counted() {
  let asked = 0;
  const publicPool = new Proxy(office.deps.publicPool, {
    get(pool, name) {
      if (name === 'query' || name === 'connect') asked += 1;
      const value: unknown = Reflect.get(pool, name, pool);
      return typeof value === 'function' ? (value as (...all: unknown[]) => unknown).bind(pool) : value;
    },
  });
  return { app: createHttpApp({ ...out.deps, publicPool }, { clientDir: '/nowhere' }), asked: () => asked };
}
const EVENT = JSON.stringify({ event: 'contacts.update', instance: 'saha-1', data: [] });
const post = (app: ReturnType<typeof createHttpApp>, path: string, body = EVENT) =>
  app.request(path, { method: 'POST', body, headers: { 'content-type': 'application/json' } });

describe('what SNS says of a mail', () => {
  /** The route with the real check of signatures; Amazon's certificate is ours. */
  function listening(fetch: (url: string) => Promise<string> = () => Promise.resolve(SNS_CERTIFICATE)) {
    const fetched: string[] = [];
    const snsVerifier = createSnsVerifier([SNS_TOPIC], (url) => {
      fetched.push(url);
      return fetch(url);
    });
    const app = createHttpApp(out.deps, { clientDir: '/nowhere', snsVerifier });
    return { fetched, tell: async (message: object) => (await post(app, '/webhooks/email', JSON.stringify(message))).status };
  }
  async function mailed() {
    const deliveryId = await out.send(`alici${office.deps.newId()}@ornek.example`, { purpose: 'message', basis: 'person' });
    await out.carry();
    expect(await out.stateOf(deliveryId)).toMatchObject({ state: 'sent' });
    return deliveryId;
  }
  const aboutMail = (deliveryId: string) => ({
    messageId: `m-${deliveryId}`,
    timestamp: new Date().toISOString(),
    tags: { delivery: [deliveryId] },
  });
  const hardBounce = { bounceType: 'Permanent', bounceSubType: 'General' };

  it('is believed when it is signed, once however often it comes and in any order', async () => {
    const { tell, fetched } = listening();
    const id = await mailed();
    const bounced = signedSns({
      Message: JSON.stringify({ eventType: 'Bounce', mail: aboutMail(id), bounce: hardBounce }),
    });
    const delivered = signedSns({ Message: JSON.stringify({ eventType: 'Delivery', mail: aboutMail(id), delivery: {} }) });
    expect(await Promise.all([tell(bounced), tell(delivered), tell(bounced)])).toEqual([204, 204, 204]);
    expect(await tell(delivered)).toBe(204);
    expect(await out.stateOf(id)).toMatchObject({ state: 'bounced', reason: 'hard_bounce' });
    expect(new Set(fetched)).toEqual(new Set([SNS_CERTIFICATE_URL]));
    const { rows } = await office.deps.pool.query<{ reason: string }>(
      'SELECT s.reason FROM suppressions s JOIN deliveries d ON d.address_key = s.address_key WHERE d.id = $1',
      [id],
    );
    expect(rows).toEqual([{ reason: 'bounced' }]);
  });

  it('is read in the shape of an identity’s notifications too', async () => {
    const { tell } = listening();
    const id = await mailed();
    const { rows } = await office.deps.pool.query<{ id: string }>('SELECT provider_id AS id FROM deliveries WHERE id = $1', [
      id,
    ]);
    const mail = { messageId: rows[0]!.id, timestamp: new Date().toISOString() };
    const Message = JSON.stringify({ notificationType: 'Complaint', mail, complaint: {} });
    expect(await tell(signedSns({ Message }))).toBe(204);
    expect(await out.stateOf(id)).toMatchObject({ state: 'complained' });
  });

  it('is nothing where anybody else says it', async () => {
    const { tell, fetched } = listening();
    const id = await mailed();
    const Message = JSON.stringify({ eventType: 'Bounce', mail: aboutMail(id), bounce: hardBounce });
    for (const forged of [
      { ...signedSns({ Message }), Message: Message.replace('Permanent', 'Transient') },
      signedSns({ Message, TopicArn: 'arn:aws:sns:eu-central-1:123456789012:baska' }),
      signedSns({ Message, SigningCertURL: 'https://sns.evil.example/SimpleNotificationService-0.pem' }),
      { ...signedSns({ Message }, 'RSA-SHA1'), SignatureVersion: '1' },
      { eventType: 'Bounce', mail: aboutMail(id), bounce: hardBounce },
    ])
      expect(await tell(forged)).toBe(403);
    expect(await out.stateOf(id)).toMatchObject({ state: 'sent' });
    expect(fetched.every((url) => url === SNS_CERTIFICATE_URL)).toBe(true);
  });

  it('is a subscription that is confirmed at Amazon, whatever address it names', async () => {
    const { tell, fetched } = listening();
    const asked = signedSns({
      Type: 'SubscriptionConfirmation',
      Message: 'You have chosen to subscribe',
      Token: 'belirtec',
      SubscribeURL: 'https://evil.example/?Action=ConfirmSubscription',
    });
    expect(await tell(asked)).toBe(204);
    const confirmed = fetched.filter((url) => url !== SNS_CERTIFICATE_URL).map((url) => new URL(url));
    expect(confirmed.map(({ host }) => host)).toEqual(['sns.eu-central-1.amazonaws.com']);
    expect(confirmed[0]?.searchParams.get('Token')).toBe('belirtec');
  });

  it('comes again where it could not be checked', async () => {
    const { tell } = listening(() => Promise.reject(new Error('no way there')));
    expect(await tell(signedSns({ Message: '{}' }))).toBe(503);
  });
});

describe('what a line held before it was paired', () => {
  const MEGABYTES = 1024 * 1024;
  const withPhoto = (at: number) => ({
    key: { id: `GECMIS${at}`, remoteJid: '905321112233@s.whatsapp.net', fromMe: false },
    messageType: 'imageMessage',
    message: { imageMessage: { caption: 'ev', jpegThumbnail: Object.fromEntries(new Uint8Array(9_000).entries()) } },
    messageTimestamp: 1_790_000_000 + at,
  });
  async function pairedLine() {
    const id = office.deps.newId();
    const line = { id, name: 'Geçmiş', instance: `saha-${id}`, webhookSalt: newWebhookSalt() };
    await insertLine(office.deps.pool, line, null);
    return { id, pathname: new URL(webhookUrlOf(office.deps.config, line)).pathname };
  }
  const told = (count: number) =>
    JSON.stringify({ event: 'messages.set', data: Array.from({ length: count }, (_, at) => withPhoto(at)) });

  it('is heard out, one at a time, and kept in slices without what nobody reads', async () => {
    const { id, pathname } = await pairedLine();
    const { app } = counted();
    const body = told(130);
    expect(body.length).toBeGreaterThan(9 * MEGABYTES);
    const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
    const tell = async () => (await app.request(pathname, { method: 'POST', body, headers })).status;
    const both = await Promise.all([tell(), tell()]);
    expect(both.toSorted((a, b) => a - b)).toEqual([204, 503]);
    const { rows } = await office.deps.pool.query<{ messages: number; bytes: number; first: string }>(
      `SELECT jsonb_array_length(raw -> 'data') AS messages, length(raw::text) AS bytes,
         raw #>> '{data,0,key,id}' AS first FROM webhook_inbox WHERE line_id = $1 ORDER BY received_at, id`,
      [id],
    );
    expect(rows.map(({ messages, first }) => [messages, first])).toEqual(
      [25, 25, 25, 25, 25, 5].map((count, at) => [count, `GECMIS${at * 25}`]),
    );
    expect(rows.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(MEGABYTES / 8);
    expect(await tell()).toBe(204);
  });

  it('is not read where the address is no line’s, nor without an end', async () => {
    const { pathname } = await pairedLine();
    const { app } = counted();
    const headers = { 'content-length': String(65 * MEGABYTES) };
    const tell = async (path: string) => (await app.request(path, { method: 'POST', body: '{}', headers })).status;
    expect(await tell(`${pathname}x`)).toBe(404);
    expect(await tell(pathname)).toBe(413);
    expect((await post(app, pathname)).status).toBe(204);
  });

  it('is none of it where nothing says how long it is: many are heard at once, none too large', async () => {
    const { pathname } = await pairedLine();
    const { app } = counted();
    const answers = await Promise.all(Array.from({ length: 20 }, async () => (await post(app, pathname)).status));
    expect(new Set(answers)).toEqual(new Set([204]));
    expect((await post(app, pathname, told(130))).status).toBe(413);
  });
});

describe('a caller who is nobody’s', () => {
  it('stops asking the database about lines, and stops no line that is right', async () => {
    const line = { id: office.deps.newId(), name: 'Merkez', instance: 'saha-1', webhookSalt: newWebhookSalt() };
    await insertLine(office.deps.pool, line, null);
    const { pathname } = new URL(webhookUrlOf(office.deps.config, line));
    const { app, asked } = counted();
    expect((await post(app, pathname)).status).toBe(204);
    const before = asked();
    const answers: number[] = [];
    for (let at = 0; at < 200; at += 1)
      answers.push((await post(app, `/webhooks/evolution/${office.deps.newId()}/bilmece`)).status);
    expect(answers.filter((status) => status === 404).length).toBeLessThanOrEqual(61);
    expect(answers.at(-1)).toBe(429);
    expect(asked() - before).toBeLessThanOrEqual(61);
    // The same server still tells of a line that is right, and a wrong word about it is wrong.
    expect((await post(app, pathname)).status).toBe(204);
    expect((await post(app, `${pathname}x`)).status).toBe(429);
  });

  it('is not read about mail for ever, and asks the database nothing', async () => {
    const { app, asked } = counted();
    const answers: number[] = [];
    for (let at = 0; at < 200; at += 1) answers.push((await post(app, '/webhooks/email')).status);
    expect(answers[0]).toBe(403);
    expect(answers.at(-1)).toBe(429);
    expect(asked()).toBe(0);
  });
});

it('no public address travels on as a referrer', async () => {
  const { app } = counted();
  const token = 'a'.repeat(43);
  for (const path of ['/u/x', '/c/x', `/i/${office.deps.newId()}`, `/calendar/${token}.ics`])
    expect([path, (await app.request(path)).headers.get('referrer-policy')]).toEqual([path, 'no-referrer']);
  for (const path of ['/webhooks/email', `/webhooks/evolution/${office.deps.newId()}/x`])
    expect([path, (await post(app, path)).headers.get('referrer-policy')]).toEqual([path, 'no-referrer']);
});
