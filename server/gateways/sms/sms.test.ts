/** One suite for whoever carries our SMS: both real clients, each against the protocol it speaks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEventQueue } from '../email/event-queue';
import { createAwsSmsGateway, readSmsEvent } from './aws';
import type { Sms, SmsGateway, SmsNews } from './contract';
import { createNetgsmGateway } from './netgsm';
import {
  createStandInSms,
  SIMULATED_FAILURE,
  WELL_BEHAVED,
  type Answer,
  type Fate,
  type StandInSms,
} from './stand-in/provider';
import { startStandInSms, type StandInSmsServer } from './stand-in/server';

const CREDENTIALS = { accessKeyId: 'a', secretAccessKey: 'b' };
const sms: Sms = {
  deliveryId: '0192f0c4-7b1e-7000-8000-00000000000a',
  purpose: 'message',
  to: '+905321234567',
  text: 'Yarın 14:00’te görüşüyoruz. Işık',
};
const HOUR_AGO = () => new Date(Date.now() - 3_600_000).toISOString();
const never = new AbortController().signal;

type Clients = Readonly<Record<string, (server: StandInSmsServer) => SmsGateway>>;
const clients: Clients = {
  netgsm: ({ endpoint }) => createNetgsmGateway({ username: 'u', password: 'p', header: 'SAHA', endpoint }),
  amazon: ({ endpoint, queueUrl }) => {
    const account = { region: 'eu-central-1', credentials: CREDENTIALS, endpoint };
    return createAwsSmsGateway(
      { ...account, origination: 'SAHA', configurationSet: null },
      createEventQueue({ ...account, configurationSets: null }, queueUrl),
    );
  },
};

describe.each(Object.entries(clients))('an SMS by %s', (name, open) => {
  let provider: StandInSms, server: StandInSmsServer, gateway: SmsGateway;
  beforeAll(async () => {
    provider = createStandInSms();
    server = await startStandInSms(provider);
    gateway = open(server);
  });
  afterAll(async () => {
    gateway.close();
    await server.stop();
  });
  const answering = (answer: Answer) => provider.behave({ ...WELL_BEHAVED, answer: () => answer });

  /** Asks until something of `about` was heard. */
  async function hear(open: readonly string[], about: (news: SmsNews) => boolean): Promise<SmsNews> {
    for (;;) {
      const news = await gateway.listen(open, HOUR_AGO(), never);
      if (about(news)) return news;
      await news.done();
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  it('arrives as it was written, at one phone, under the office’s name', async () => {
    answering('accept');
    const outcome = await gateway.send(sms);
    const taken = provider.taken.at(-1)!;
    expect(outcome).toEqual({ kind: 'accepted', providerId: taken.id });
    expect(taken).toMatchObject({ to: sms.to, from: 'SAHA', text: sms.text });
  });

  it('reaches phones abroad', async () => {
    answering('accept');
    await gateway.send({ ...sms, to: '+4915112345678' });
    expect(provider.taken.at(-1)?.to).toBe('+4915112345678');
  });

  it('does not reach the number of which Amazon’s simulator says so', async () => {
    provider.behave(WELL_BEHAVED);
    const outcome = await gateway.send({ ...sms, to: SIMULATED_FAILURE });
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    const isIt = ({ providerId }: { providerId: string }) => providerId === outcome.providerId;
    const news = await hear([outcome.providerId], ({ reports }) => reports.some(isIt));
    expect(news.reports.find(isIt)).toMatchObject({ state: 'bounced', reason: 'hard_bounce', suppress: 'bounced' });
    await news.done();
  });

  it.each<[Answer, string, number]>([
    ['throttle', 'throttled', 0],
    ['paused', 'paused', 0],
    ['reject', 'rejected', 0],
    ['error', 'unknown', 0],
    ['reset', 'unknown', 0],
    ['lost', 'unknown', 1],
  ])('that is answered by %s is %s', async (answer, kind, taken) => {
    const before = provider.taken.length;
    answering(answer);
    expect(await gateway.send(sms)).toMatchObject({ kind });
    expect(provider.taken.length - before).toBe(taken);
  });

  it('is posted exactly once, whatever is answered', async () => {
    const answers: Answer[] = ['accept', 'throttle', 'reject', 'paused', 'error', 'reset', 'lost'];
    let at = 0;
    provider.behave({ ...WELL_BEHAVED, answer: () => answers[(at += 1) % answers.length]! });
    const before = server.counts.posts;
    for (let round = 0; round < 10; round += 1) await Promise.all(Array.from({ length: 20 }, () => gateway.send(sms)));
    expect(server.counts.posts - before).toBe(200);
  });

  it.each<[Fate, string, string]>([
    ['delivered', 'delivered', ''],
    ['expired', 'bounced', 'soft_bounce'],
    ['invalid', 'bounced', 'hard_bounce'],
  ])('that is %s ends as %s', async (fate, state, reason) => {
    provider.behave({ ...WELL_BEHAVED, fate: () => fate, reportAfterMs: () => 5 });
    const outcome = await gateway.send(sms);
    const id = outcome.kind === 'accepted' ? outcome.providerId : '';
    const news = await hear([id], ({ reports }) => reports.some(({ providerId }) => providerId === id));
    expect(news.reports.find(({ providerId }) => providerId === id)).toMatchObject({ state, reason, to: sms.to });
    await news.done();
  });

  it('is answered, and the answer is heard with its letters', async () => {
    provider.receive('+905321234567', 'EVET geliyorum, görüşürüz');
    const news = await hear([], ({ incoming }) => incoming.some(({ text }) => text.startsWith('EVET')));
    expect(news.incoming.at(-1)).toMatchObject({ from: '+905321234567', text: 'EVET geliyorum, görüşürüz' });
    await news.done();
  });

  it('cannot be handed over where nobody listens: it waits', async () => {
    const gone = await startStandInSms(createStandInSms());
    await gone.stop();
    const nowhere = open(gone);
    expect(await nowhere.send(sms)).toMatchObject({ kind: 'paused' });
    if (name === 'netgsm') await expect(nowhere.listen(['1'], HOUR_AGO(), never)).rejects.toThrow();
    nowhere.close();
  });
});

describe('Netgsm', () => {
  let provider: StandInSms, server: StandInSmsServer, gateway: SmsGateway;
  beforeAll(async () => {
    provider = createStandInSms();
    server = await startStandInSms(provider);
    gateway = clients['netgsm']!(server);
  });
  afterAll(() => server.stop());

  it('is told which alphabet, and to ask İYS about advertising alone', async () => {
    await gateway.send(sms);
    await gateway.send({ ...sms, purpose: 'bulk', text: 'Yeni donem basladi' });
    expect(provider.taken.map(({ marks }) => marks)).toEqual([
      { encoding: 'TR', iysfilter: '0' },
      { encoding: '', iysfilter: '11' },
    ]);
  });

  it('lists an answer as often as it is asked, with one id', async () => {
    provider.receive('+905321234567', 'RET');
    const [first, second] = [await gateway.listen([], HOUR_AGO(), never), await gateway.listen([], HOUR_AGO(), never)];
    expect(first.incoming).toHaveLength(1);
    expect(second.incoming).toEqual(first.incoming);
  });

  it('suppresses whom İYS or its own list holds', async () => {
    const fates: Fate[] = ['iys', 'blacklisted'];
    provider.behave({ ...WELL_BEHAVED, fate: () => fates.shift() ?? 'none', reportAfterMs: () => 0 });
    const sent = [await gateway.send(sms), await gateway.send(sms)];
    const ids = sent.map((one) => (one.kind === 'accepted' ? one.providerId : ''));
    await expect
      .poll(async () => (await gateway.listen(ids, HOUR_AGO(), never)).reports.map(({ suppress }) => suppress))
      .toEqual(['iys', 'stopped']);
  });
});

describe('Amazon', () => {
  it('carries no advertising into Türkiye, and is not asked to', async () => {
    const provider = createStandInSms();
    const server = await startStandInSms(provider);
    const gateway = clients['amazon']!(server);
    expect(await gateway.send({ ...sms, purpose: 'campaign' })).toMatchObject({ kind: 'rejected' });
    expect(server.counts.posts).toBe(0);
    expect(await gateway.send({ ...sms, purpose: 'campaign', to: '+4915112345678' })).toMatchObject({
      kind: 'accepted',
    });
    expect(provider.taken[0]?.marks).toMatchObject({ type: 'PROMOTIONAL', delivery: sms.deliveryId });
    gateway.close();
    await server.stop();
  });

  it('says many things that decide nothing', () => {
    const about = { eventTimestamp: 1_764_000_000_000, destinationPhoneNumber: sms.to, messageId: 'm' };
    for (const odd of [
      '',
      'null',
      '[]',
      '{"eventType":"TEXT_DELIVERED"}',
      JSON.stringify({ ...about, eventType: 'TEXT_QUEUED' }),
      JSON.stringify({ ...about, eventType: 'TEXT_DELIVERED', eventTimestamp: 1e20 }),
    ])
      expect(readSmsEvent(odd)).toBeNull();
    expect(
      readSmsEvent(JSON.stringify({ ...about, eventType: 'TEXT_DELIVERED', context: { delivery: "'; DROP" } })),
    ).toMatchObject({ kind: 'report', report: { deliveryId: '', providerId: 'm', state: 'delivered' } });
  });
});
