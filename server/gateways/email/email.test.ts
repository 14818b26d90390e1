/** One suite for whoever carries our mail: the twin in memory, and the real client against the stand-in's protocol. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Email, EmailGateway } from './contract';
import { createEventQueue, type EventQueue } from './event-queue';
import { createMemoryEmail } from './memory';
import { readEmailEvent, unwrapped } from './read-events';
import { createSesGateway, mailbox, readableMailbox } from './ses';
import { createStandInProvider, WELL_BEHAVED, type Answer, type StandInProvider } from './stand-in/provider';
import { startStandIn, type StandInServer } from './stand-in/server';

const CREDENTIALS = { accessKeyId: 'a', secretAccessKey: 'b' };
const ID = '0192f0c4-7b1e-7000-8000-00000000000a';
const mail: Email = {
  deliveryId: ID,
  purpose: 'campaign',
  campaignId: '0192f0c4-7b1e-7000-8000-00000000000b',
  from: { name: 'Işık Danışmanlık', address: 'ofis@isik.example' },
  replyTo: 'gamze@isik.example',
  to: 'musteri@ornek.example',
  subject: 'Güz dönemi için çağrı: şimdi',
  text: 'Merhaba Ayşe,\nİyi günler.',
  html: '<p>Merhaba Ayşe</p>',
  headers: [
    ['List-Unsubscribe', '<https://saha.example/u/abc>'],
    ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
  ],
  usefulSeconds: null,
};

type Opened = { gateway: EmailGateway; provider: StandInProvider; close: () => Promise<void>; server?: StandInServer };
const openings: Readonly<Record<string, () => Promise<Opened>>> = {
  'in memory': () => {
    const provider = createStandInProvider();
    return Promise.resolve({ gateway: createMemoryEmail(provider), provider, close: () => Promise.resolve() });
  },
  'over SES’s protocol': async () => {
    const provider = createStandInProvider();
    const server = await startStandIn(provider);
    const gateway = createSesGateway({
      region: 'eu-central-1',
      credentials: CREDENTIALS,
      endpoint: server.endpoint,
      configurationSets: 'saha',
    });
    return { gateway, provider, server, close: () => (gateway.close(), server.stop()) };
  },
};

describe.each(Object.entries(openings))('mail %s', (_, open) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  const answering = (answer: Answer) => opened.provider.behave({ ...WELL_BEHAVED, answer: () => answer });

  it('carries a file byte by byte', async () => {
    answering('accept');
    const bytes = Uint8Array.from({ length: 1_000 }, (_, at) => at % 256);
    await opened.gateway.send({ ...mail, attachments: [{ fileName: 'Rapor.pdf', type: 'application/pdf', bytes }] });
    const data = Buffer.from(bytes).toString('base64');
    expect(opened.provider.taken.at(-1)!.attachments).toEqual([
      { fileName: 'Rapor.pdf', type: 'application/pdf', data },
    ]);
  });

  it('arrives as it was written, at one address', async () => {
    answering('accept');
    const outcome = await opened.gateway.send(mail);
    const taken = opened.provider.taken.at(-1)!;
    expect(outcome).toEqual({ kind: 'accepted', providerId: taken.messageId });
    expect(taken).toMatchObject({
      to: [mail.to],
      cc: [],
      bcc: [],
      replyTo: mail.replyTo,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: mail.headers,
      tags: { delivery: ID, purpose: 'campaign', campaign: mail.campaignId },
    });
    expect(taken.from).toBe(mailbox(mail.from));
  });

  it.each<[Answer, string, number]>([
    ['throttle', 'throttled', 0],
    ['dayOver', 'throttled', 0],
    ['paused', 'paused', 0],
    ['reject', 'rejected', 0],
    ['error', 'unknown', 0],
    ['reset', 'unknown', 0],
    ['lost', 'unknown', 1],
  ])('that is answered by %s is %s', async (answer, kind, taken) => {
    const before = opened.provider.taken.length;
    answering(answer);
    expect(await opened.gateway.send(mail)).toMatchObject({ kind });
    expect(opened.provider.taken.length - before).toBe(taken);
  });

  it('says whether one mail was too fast or the day is over for all', async () => {
    answering('throttle');
    const tooFast = await opened.gateway.send(mail);
    answering('dayOver');
    const isOver = await opened.gateway.send(mail);
    expect(tooFast).toEqual({ kind: 'throttled', retryAfterMs: 1_000, code: 'TooManyRequestsException' });
    expect(isOver).toMatchObject({ kind: 'throttled', isForAll: true });
  });

  it('has a limit', async () => {
    expect(await opened.gateway.quota()).toMatchObject({ perSecond: 50 });
  });

  it('never begins a header of somebody else’s', async () => {
    const broken = { ...mail, headers: [['List-Unsubscribe', '<https://x>\r\nBcc: a@b.example']] as const };
    const before = opened.provider.taken.length;
    expect(await opened.gateway.send(broken)).toMatchObject({ kind: 'rejected', reason: 'content_failed' });
    expect(opened.provider.taken.length).toBe(before);
  });
});

describe('the real client', () => {
  let opened: Opened, queue: EventQueue;
  beforeAll(async () => {
    opened = await openings['over SES’s protocol']!();
    queue = createEventQueue(
      { region: 'eu-central-1', credentials: CREDENTIALS, endpoint: opened.server!.endpoint, configurationSets: null },
      opened.server!.queueUrl,
    );
  });
  afterAll(async () => {
    queue.close();
    await opened.close();
  });

  it('writes a domain with Turkish letters as the wire knows it, whoever’s it is', async () => {
    opened.provider.behave(WELL_BEHAVED);
    const address = { to: 'bilgi@ŞİRKET.example', replyTo: 'gamze@ışık.example' };
    await opened.gateway.send({ ...mail, ...address, from: { name: 'Saha', address: 'ofis@çiçek.example' } });
    expect(opened.provider.taken.at(-1)).toMatchObject({
      to: ['bilgi@xn--irket-idb.example'],
      replyTo: 'gamze@xn--k-ekaa7p.example',
      from: '"Saha" <ofis@xn--iek-1lab.example>',
    });
  });

  it('posts exactly once, whatever is answered, in 1,000 calls', { timeout: 180_000 }, async () => {
    const answers: Answer[] = ['accept', 'throttle', 'reject', 'paused', 'error', 'reset', 'lost'];
    let at = 0;
    opened.provider.behave({
      ...WELL_BEHAVED,
      answer: () => answers[(at += 1) % answers.length]!,
      eventDelayMs: () => 3_600_000,
    });
    const before = opened.server!.counts.posts;
    for (let round = 0; round < 50; round += 1)
      await Promise.all(Array.from({ length: 20 }, () => opened.gateway.send(mail)));
    expect(opened.server!.counts.posts - before).toBe(1_000);
  });

  it('posts once what is never answered, and does not know', { timeout: 180_000 }, async () => {
    opened.provider.behave({ ...WELL_BEHAVED, answer: () => 'hang', eventDelayMs: () => 3_600_000 });
    const before = opened.server!.counts.posts;
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => opened.gateway.send(mail)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from({ length: 40 }, () => 'unknown'));
    expect(opened.server!.counts.posts - before).toBe(40);
  });

  it('names a configuration set per purpose', async () => {
    opened.provider.behave(WELL_BEHAVED);
    await opened.gateway.send({ ...mail, purpose: 'reminder' });
    expect(opened.provider.taken.at(-1)?.configurationSet).toBe('saha-reminder');
    for (const [usefulSeconds, set] of [
      [20 * 3_600, 'saha-reminder-50400'],
      [7_200, 'saha-reminder-3600'],
      [3_599, 'saha-reminder-300'],
    ] as const) {
      await opened.gateway.send({ ...mail, purpose: 'reminder', usefulSeconds });
      expect(opened.provider.taken.at(-1)?.configurationSet).toBe(set);
    }
  });

  it('cannot be reached: nothing was handed over, and it waits', async () => {
    const nowhere = createSesGateway({
      region: 'eu-central-1',
      credentials: CREDENTIALS,
      endpoint: 'http://127.0.0.1:9',
      configurationSets: null,
    });
    expect(await nowhere.send(mail)).toMatchObject({ kind: 'paused', code: 'ECONNREFUSED' });
    nowhere.close();
  });

  it('hears from the queue what became of it, suppressed addresses as well', { timeout: 60_000 }, async () => {
    opened.provider.behave({ ...WELL_BEHAVED, eventDelayMs: () => 20 });
    const hear = async (deliveryId: string, to: string) => {
      await opened.gateway.send({ ...mail, deliveryId, to });
      const kinds: unknown[] = [];
      while (kinds.length < 2) {
        const messages = await queue.receive(5, new AbortController().signal);
        for (const { body } of messages) {
          const event = readEmailEvent(unwrapped(body));
          if (event?.deliveryId === deliveryId) kinds.push([event.kind, event.isHard, event.isSuppressed]);
        }
        await queue.remove(messages.map(({ receipt }) => receipt));
      }
      return kinds;
    };
    const id = (last: string) => `${ID.slice(0, -1)}${last}`;
    expect(await hear(id('1'), 'iyi@ornek.example')).toEqual([
      ['sent', false, false],
      ['delivered', false, false],
    ]);
    expect(await hear(id('2'), 'bounce@simulator.amazonses.com')).toEqual([
      ['sent', false, false],
      ['bounced', true, false],
    ]);
    // Taken like any other, and bounced without having been tried.
    expect(await hear(id('3'), 'bounce@simulator.amazonses.com')).toEqual([
      ['sent', false, false],
      ['bounced', true, true],
    ]);
  });
});

describe('the queue', () => {
  const settings = (endpoint: string) => ({
    region: 'eu-central-1',
    credentials: CREDENTIALS,
    endpoint,
    configurationSets: null,
  });

  it('hands on what SNS wrapped as well', { timeout: 60_000 }, async () => {
    const provider = createStandInProvider({ behaviour: { ...WELL_BEHAVED, eventDelayMs: () => 0 } });
    const server = await startStandIn(provider, { wrap: true });
    const [gateway, queue] = [
      createSesGateway(settings(server.endpoint)),
      createEventQueue(settings(server.endpoint), server.queueUrl),
    ];
    try {
      await gateway.send(mail);
      const kinds: unknown[] = [];
      while (kinds.length < 2) {
        const messages = await queue.receive(5, new AbortController().signal);
        for (const { body } of messages) {
          expect(JSON.parse(body)).toMatchObject({ Type: 'Notification' });
          kinds.push(readEmailEvent(unwrapped(body))?.kind);
        }
        await queue.remove(messages.map(({ receipt }) => receipt));
      }
      expect(kinds).toEqual(['sent', 'delivered']);
      expect(server.queue.size).toBe(0);
    } finally {
      queue.close();
      gateway.close();
      await server.stop();
    }
  });

  it('is not waited for for ever', { timeout: 30_000 }, async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const queue = createEventQueue(settings(endpoint), `${endpoint}/000000000000/x`, 300);
    try {
      await expect(queue.receive(0, AbortSignal.timeout(15_000))).rejects.toMatchObject({ name: 'TimeoutError' });
    } finally {
      queue.close();
      silent.closeAllConnections();
      await new Promise((resolve) => silent.close(resolve));
    }
  });
});

describe('a name in a header', () => {
  it('is ASCII, and comes back whole', () => {
    const from = mailbox({ name: 'Çağrı Öğüt · Işık Eğitim ve Danışmanlık Şirketi', address: 'a@b.example' });
    expect(from).toMatch(/^[\x20-\x7e]+$/);
    const decoded = [...from.matchAll(/=\?UTF-8\?B\?([^?]+)\?=/g)].map(([word, part]) => {
      expect(word.length).toBeLessThanOrEqual(75);
      return Buffer.from(part!, 'base64').toString();
    });
    expect(decoded.join('')).toBe('Çağrı Öğüt · Işık Eğitim ve Danışmanlık Şirketi');
    expect(mailbox({ name: 'Saha', address: 'a@b.example' })).toBe('"Saha" <a@b.example>');
    expect(readableMailbox(from)).toBe('Çağrı Öğüt · Işık Eğitim ve Danışmanlık Şirketi <a@b.example>');
    expect(readableMailbox('"Saha" <a@b.example>')).toBe('"Saha" <a@b.example>');
  });
});

describe('an event', () => {
  it('of an answer that a mailbox wrote by itself is no bounce', () => {
    const mail = { messageId: 'm-1', timestamp: '2026-11-26T10:00:00.000Z', tags: { delivery: [ID] } };
    const told = (bounceSubType: string, recipient: object) =>
      readEmailEvent(
        JSON.stringify({
          eventType: 'Bounce',
          mail,
          bounce: {
            bounceType: 'Transient',
            bounceSubType,
            bouncedRecipients: [{ emailAddress: 'a@b.example', ...recipient }],
          },
        }),
      );
    expect(told('General', {})).toBeNull();
    // Whoever gave it back says with which code.
    expect(told('General', { action: 'failed', status: '4.4.7', diagnosticCode: 'smtp; 451' })).toMatchObject({
      kind: 'bounced',
      isHard: false,
    });
    expect(told('MailboxFull', {})).toMatchObject({ kind: 'bounced' });
  });

  it('is read in both shapes, and nothing else is', () => {
    const inner = { messageId: 'm-1', timestamp: '2026-11-26T10:00:00.000Z' };
    expect(
      readEmailEvent(JSON.stringify({ notificationType: 'Bounce', mail: inner, bounce: { bounceType: 'Permanent' } })),
    ).toEqual({
      deliveryId: '',
      providerId: 'm-1',
      kind: 'bounced',
      isHard: true,
      isSuppressed: false,
      at: '2026-11-26T10:00:00.000Z',
    });
    expect(
      readEmailEvent(JSON.stringify({ eventType: 'Complaint', mail: { ...inner, tags: { delivery: [ID] } } })),
    ).toMatchObject({
      deliveryId: ID,
      kind: 'complained',
    });
    for (const odd of [
      '',
      '{}',
      '[]',
      'null',
      '{"eventType":"Open","mail":{}}',
      '{"eventType":"Bounce","mail":{"messageId":1}}',
    ])
      expect(readEmailEvent(odd)).toBeNull();
    expect(
      readEmailEvent(JSON.stringify({ eventType: 'Delivery', mail: { ...inner, tags: { delivery: ["'; DROP"] } } })),
    ).toMatchObject({
      deliveryId: '',
    });
  });
});
