/**
 * Captured traffic of a real server against the parser and the adapter, so that the stand-in cannot share a mistake
 * with them.
 */
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { WhatsappEvent, WhatsappGateway } from './contract';
import { createEvolutionGateway, EVENTS } from './evolution';
import { readWebhook, withoutSecrets } from './read-webhook';
import { createStandInWhatsapp } from './stand-in/provider';
import { STAND_IN_KEY, startStandInWhatsapp } from './stand-in/server';

const read = <T>(name: string) =>
  JSON.parse(readFileSync(new URL(`captured/${name}.json`, import.meta.url), 'utf8')) as T;
type Body = { readonly event: string; readonly data: unknown };
const webhooks = read<Record<string, readonly Body[]>>('webhooks');
const answers =
  read<Record<string, { readonly path: string; readonly status: number; readonly body: unknown }>>('answers');
const heard = (step: string): WhatsappEvent[] =>
  (webhooks[step] ?? []).flatMap((body) => readWebhook(withoutSecrets(body)));
const messageOf = (step: string) =>
  heard(step).flatMap((event) => (event.kind === 'message' ? [event.message] : []))[0];

describe('captured webhooks', () => {
  it('say what was written', () => {
    expect(messageOf('text (conversation)')).toMatchObject({
      keyId: '3EB0TEXT01',
      fromMe: false,
      addresses: ['5511988887777@s.whatsapp.net', '123456789012345@lid'],
      senderName: 'Ana Souza',
      kind: 'text',
      text: 'Oi!',
      atMs: 1_795_337_938_000,
    });
    expect(messageOf('extendedText + quote')).toMatchObject({
      text: 'see https://example.com',
      quotedKeyId: '3EB0TEXT01',
    });
    expect(messageOf('ephemeral wrapped text')).toMatchObject({ kind: 'text', text: 'vanishing' });
    expect(messageOf('fromMe typed on phone')).toMatchObject({ fromMe: true, senderName: '', text: 'sent from phone' });
    expect(messageOf('LID chat, no alt')).toMatchObject({ addresses: ['555000111222333@lid'], text: 'lid only' });
    expect(messageOf('append (offline) message')).toMatchObject({ atMs: 1_760_000_000_000 });
  });

  it('say what came that is no text', () => {
    expect(messageOf('image')).toMatchObject({ kind: 'image', text: 'foto', file: { mime: 'image/png', size: 203 } });
    expect(messageOf('document')).toMatchObject({
      kind: 'document',
      text: '',
      file: { fileName: 'Proposta.pdf', size: 45 },
    });
    expect(messageOf('documentWithCaption')).toMatchObject({ kind: 'document', text: 'segue' });
    expect(['audio ptt', 'sticker', 'video', 'location', 'contact card'].map((step) => messageOf(step)?.kind)).toEqual([
      'audio',
      'sticker',
      'video',
      'location',
      'contact',
    ]);
    expect(messageOf('location')?.text).toBe('HQ\n-23.5, -46.6');
  });

  it('say what became of a message', () => {
    expect(heard('edit')).toContainEqual({
      kind: 'edited',
      keyId: '3EB0TEXT01',
      text: 'Oi! (edited)',
      atMs: 1_760_000_000_000,
    });
    expect(heard('revoke (upsert half)')).toEqual([{ kind: 'revoked', keyId: '3EB0EXT001' }]);
    expect(heard('revoke (update half)')).toEqual([{ kind: 'revoked', keyId: '3EB0EXT001' }]);
    expect(heard('reaction')).toContainEqual(
      expect.objectContaining({ kind: 'reaction', keyId: '3EB0XYZ', fromMe: false, emoji: '❤️' }),
    );
    const statuses = ['status 2', 'status 3', 'status 4', 'status 0 error', 'status under LID key'].map(
      (step) => heard(step)[0],
    );
    expect(statuses).toMatchObject(
      ['sent', 'delivered', 'read', 'failed', 'read'].map((status) => ({ kind: 'status', status })),
    );
  });

  it('never end within a sign that takes two places: no database keeps half of one', () => {
    const told = (data: object) => readWebhook({ event: 'messages.upsert', data });
    const upsert = (pushName: string, conversation: string) =>
      told({ key: { id: 'K', remoteJid: '905320000000@s.whatsapp.net' }, pushName, message: { conversation } });
    const [event] = upsert(`${'a'.repeat(99)}👍`, `${'b'.repeat(19_999)}👍`);
    expect(event).toMatchObject({ message: { senderName: 'a'.repeat(99), text: 'b'.repeat(19_999) } });
    const editedMessage = { conversation: `${'c'.repeat(19_999)}👍 and more` };
    const edited = { key: { id: 'K' }, type: 'MESSAGE_EDIT', editedMessage, timestampMs: '1760000000000' };
    expect(readWebhook({ event: 'messages.edited', data: edited })).toMatchObject([{ text: 'c'.repeat(19_999) }]);
  });

  it('say nothing of groups, status updates and whatever nobody reads', () => {
    expect(heard('group')).toEqual([{ kind: 'ignored' }]);
    expect(heard('status broadcast')).toEqual([{ kind: 'ignored' }]);
    for (const step of ['poll vote (dropped)', 'presence.update', 'call offer', 'contacts.update'])
      expect(heard(step)).toEqual([]);
    expect(heard('messaging-history.set').filter(({ kind }) => kind === 'message')).toHaveLength(1);
  });

  it('say how a line stands, and keep nothing secret', () => {
    const states = heard('disconnects').flatMap((event) => (event.kind === 'line' ? [event.state] : []));
    expect(new Set(states)).toEqual(new Set(['connecting', 'open', 'close']));
    for (const body of Object.values(webhooks).flat()) {
      expect(Object.keys(withoutSecrets(body) ?? {})).not.toContain('apikey');
      expect(() => readWebhook(body)).not.toThrow();
    }
    for (const wrong of [null, [], 'x', { event: 'messages.upsert' }, { event: 'messages.upsert', data: { key: 7 } }])
      expect(readWebhook(wrong)).toEqual([]);
  });
});

// Half a sign is a text in JSON, and none in a database: the webhook was refused for good, and its message lost.
it('is kept and read without what no database takes', () => {
  const text = 'a\u0000b\ud83d c \ud83d\ude00';
  const key = { id: 'HALF', remoteJid: '5511988887777@s.whatsapp.net', fromMe: false };
  const data = { key, pushName: '\ude00 Ana', message: { conversation: text }, messageTimestamp: 1_795_337_938 };
  const kept = withoutSecrets({ event: 'messages.upsert', instance: 'wa1', data });
  expect(JSON.stringify(kept)).not.toMatch(/\\u(0000|d[89a-f])/);
  for (const body of [kept, { event: 'messages.upsert', data }])
    expect(readWebhook(body)).toMatchObject([
      { kind: 'message', message: { text: 'ab\ufffd c \ud83d\ude00', senderName: '\ufffd Ana' } },
    ]);
});

const stops: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(stops.map((stop) => stop())));

/** Answers as the real one did. `connected`: what it says to the question before a message. */
async function capturedServer(label: string): Promise<WhatsappGateway> {
  const server = createServer((request, response) => {
    const { status, body } =
      request.url?.includes('connectionState') === true ? answers['state open']! : answers[label]!;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => server.close());
  return createEvolutionGateway({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, apiKey: 'k' });
}

describe('captured answers', () => {
  it.each([
    ['sendText', 'accepted'],
    ['sendMedia document base64', 'accepted'],
    ['sendMedia doc base64 to not-on-WA', 'rejected'],
    ['sendText not on WhatsApp', 'rejected'],
    ['sendText network failure', 'unknown'],
    ['sendText while never connected', 'unknown'],
    ['sendMedia image bad base64 bytes', 'unknown'],
  ] as const)('%s is %s', async (label, kind) => {
    const gateway = await capturedServer(label);
    const outcome = await gateway.send({ instance: 'wa1', to: '+5511988887777', text: 'x', quoted: null, file: null });
    expect(outcome.kind).toBe(kind);
    if (outcome.kind === 'accepted') expect(outcome.address).toBe('5511988887777@s.whatsapp.net');
  });

  it.each([
    ['getBase64FromMediaMessage of text', 'gone'],
    ['getBase64FromMediaMessage unknown', 'gone'],
    // As of every download that broke off: it may be there the next time.
    ['getBase64FromMediaMessage no message', 'refused'],
  ] as const)('%s says of the file: %s', async (label, what) => {
    const gateway = await capturedServer(label);
    const into = path.join(tmpdir(), `saha-test-${process.pid}`);
    stops.push(() => rm(into, { force: true }));
    const asked = gateway.file('wa1', 'NOPE', into, 1_000);
    if (what === 'gone') expect(await asked).toEqual({ kind: 'gone' });
    else await expect(asked).rejects.toMatchObject({ code: what });
  });

  it('of kept messages are messages', async () => {
    const gateway = await capturedServer('findMessages LIDX: stored key');
    const { events, pages } = await gateway.heard('wa9', 0, 1, 1);
    expect(pages).toBe(1);
    expect(events).toMatchObject([
      {
        kind: 'message',
        message: { keyId: 'LIDX', addresses: ['123456789012345@lid', '5511988887777@s.whatsapp.net'] },
      },
    ]);
  });
});

type Subject = { readonly name: string; readonly open: () => Promise<{ gateway: WhatsappGateway; to: string | null }> };
const { EVOLUTION_TEST_URL: url, EVOLUTION_TEST_KEY: apiKey, EVOLUTION_TEST_TO: to } = process.env;
const SUBJECTS: readonly Subject[] = [
  {
    name: 'the stand-in',
    open: async () => {
      const server = await startStandInWhatsapp(createStandInWhatsapp({ post: () => Promise.resolve(204) }));
      stops.push(() => server.stop());
      return { gateway: createEvolutionGateway({ url: server.url, apiKey: STAND_IN_KEY }), to: '+905320000000' };
    },
  },
  ...(url !== undefined && apiKey !== undefined
    ? [
        {
          name: 'a real server',
          open: () => Promise.resolve({ gateway: createEvolutionGateway({ url, apiKey }), to: to ?? null }),
        },
      ]
    : []),
];

describe.each(SUBJECTS)('whoever carries it: $name', ({ open }) => {
  it('makes a line once, tells how it stands, and lets go of it', async () => {
    const { gateway } = await open();
    const instance = `saha-test-${Date.now()}`;
    const webhook = 'http://127.0.0.1:9/webhooks/evolution/x/y';
    await gateway.create(instance, webhook);
    await gateway.create(instance, webhook);
    expect(await gateway.state(instance)).toBe('close');
    expect(await gateway.ensureWebhook(instance, webhook)).toBe(false);
    expect(await gateway.ensureWebhook(instance, `${webhook}2`)).toBe(true);
    const outcome = await gateway.send({ instance, to: '+905320000000', text: 'x', quoted: null, file: null });
    expect(outcome).toMatchObject({ kind: 'down', code: 'close' });
    await gateway.logOut(instance);
    await gateway.remove(instance);
    await gateway.remove(instance);
  });

  it('says that it does not know a line, and refuses a wrong key', async () => {
    const { gateway } = await open();
    await expect(gateway.state('saha-nobody')).rejects.toMatchObject({ code: 'unknownLine' });
  });
});

it('is subscribed to everything that is read', () => {
  expect(EVENTS).toContain('MESSAGES_UPSERT');
  expect(EVENTS).toContain('SEND_MESSAGE');
});

it('the stand-in forgets a line that is removed before its picture is scanned', () => {
  vi.useFakeTimers();
  try {
    const standIn = createStandInWhatsapp();
    standIn.behave({ scannedAfterMs: 4_000 });
    const line = standIn.addLine('saha-x', null);
    standIn.connect(line, null);
    standIn.lines.delete(line.name);
    // Thrown from a timer it would end the office, which the stand-in lives in.
    expect(() => vi.runAllTimers()).not.toThrow();
    expect(line.state).toBe('connecting');
  } finally {
    vi.useRealTimers();
  }
});
