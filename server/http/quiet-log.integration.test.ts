/** Links, addresses and words go through everything that sends and hears; none of it comes into the log. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Deps } from '../deps';
import { suppressAddress } from '../features/consent/suppress-address';
import { makeUnsubscribeLink } from '../features/consent/unsubscribe-link';
import { recordIncomingSms } from '../features/messages/record-incoming-sms';
import { createSnsVerifier } from '../gateways/email/sns';
import { BACK_WORDING_ID } from '../i18n/public-words';
import { createLogger } from '../lib/logger';
import { createRefusalLog } from '../lib/refusal-log';
import { createTestOffice, TEST_PASSWORD, TestBrowser, type Office } from '../test/office';
import { outgoingOf, type Outgoing } from '../test/outgoing';
import { SNS_CERTIFICATE, SNS_TOPIC, signedSns } from '../test/sns-signer';
import { openLine, type WhatsappOffice } from '../test/whatsapp-office';
import { createHttpApp } from './app';

const MAILBOX = 'gizliadres@ornek.example';
const PHONE = '+905559871234';
const WORDS = 'Gizlisözcük';
let office: Office, out: Outgoing, line: WhatsappOffice;
let text = '';
beforeAll(async () => {
  office = await createTestOffice({ SAHA_ORIGIN: 'https://saha.example' });
  // Everything there is to say, as it would be written.
  const log = createLogger('trace', { write: (said) => void (text += said) });
  const deps: Deps = { ...office.deps, log, refusals: createRefusalLog(log) };
  out = await outgoingOf(deps);
  line = await openLine(deps);
});
afterAll(async () => {
  await line.close();
  await office.close();
});

it('holds no link, address, secret or word of anybody', { timeout: 60_000 }, async () => {
  const snsVerifier = createSnsVerifier([SNS_TOPIC], () => Promise.resolve(SNS_CERTIFICATE));
  const app = createHttpApp(out.deps, { clientDir: '/nowhere', snsVerifier });
  const { rows } = await office.deps.pool.query<{ key: string }>(`SELECT encode(address_key($1), 'hex') AS key`, [
    MAILBOX,
  ]);
  const key = rows[0]!.key;
  const link = await makeUnsubscribeLink(out.deps, { channel: 'email', addressKey: key, language: 'tr' });
  const { pathname } = new URL(link);
  const token = pathname.slice('/u/'.length);
  const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) });
  const json = (body: string) => ({ method: 'POST', body, headers: { 'content-type': 'application/json' } });
  const statuses: number[] = [];
  const ask = async (path: string, init: RequestInit = {}) => {
    statuses.push((await app.request(path, init)).status);
  };

  // A mail, one that is refused, one whose answer is lost, one that cannot be written.
  await out.consent(MAILBOX, 'given', '2026-01-01T09:00:00.000Z');
  const content = { subject: WORDS, text: WORDS, replyTo: '', fromName: WORDS };
  for (const answer of ['accept', 'reject', 'lost', 'error', 'throttle'] as const) {
    out.behave({ answer: () => answer });
    await out.send(MAILBOX, { content });
    await out.carry();
  }
  await out.send(MAILBOX, { content: { ...content, subject: '' } });
  await out.carry();

  // The way out and back; a link with a mistake, one that is too long, a body that is too large, a database that fails.
  for (const path of [pathname, `${pathname.slice(0, -4)}AAAA`, `${pathname}${WORDS}`, `${pathname}/x`]) {
    await ask(path);
    await ask(path, form({ 'List-Unsubscribe': 'One-Click', note: WORDS }));
    await ask(path, form({ again: BACK_WORDING_ID, note: WORDS }));
    await ask(path, { method: 'POST', body: WORDS.repeat(3_000), headers: { 'content-length': '33000' } });
  }
  const { append } = office.deps.journal;
  office.deps.journal.append = () => Promise.reject(new Error('the disk is full'));
  await ask(pathname, form({}));
  office.deps.journal.append = append;

  // What providers say: right, forged, nonsense; of a line, and with a wrong secret.
  const mail = { messageId: WORDS, destination: [MAILBOX], timestamp: new Date().toISOString() };
  const Message = JSON.stringify({ eventType: 'Bounce', mail, bounce: { bounceType: 'Permanent' } });
  await ask('/webhooks/email', json(JSON.stringify(signedSns({ Message }))));
  await ask('/webhooks/email', json(JSON.stringify({ ...signedSns({ Message }), Message: WORDS })));
  await ask('/webhooks/email', json(WORDS));
  const webhook = new URL(line.webhookUrl).pathname;
  const secret = webhook.slice(webhook.lastIndexOf('/') + 1);
  for (const path of [webhook, `${webhook}x`, `/webhooks/evolution/${WORDS}/${secret}`]) {
    await ask(
      path,
      json(JSON.stringify({ event: WORDS, instance: line.instance, data: { text: WORDS, from: PHONE } })),
    );
    await ask(path, json(WORDS));
  }
  line.standIn.receive(line.instance, { from: PHONE, text: WORDS });
  await line.read();
  await recordIncomingSms(out.deps, { id: 's1', from: PHONE, text: `RET ${WORDS}`, at: new Date().toISOString() });

  // People: a wrong password, a block.
  const browser = new TestBrowser(out.deps);
  const { id, email } = await office.addMember({ role: 'admin', email: 'gizliyonetici@saha.example' });
  await browser.signIn(email, `${WORDS}-yanlış`).catch(() => undefined);
  await browser.signIn(email);
  await suppressAddress(out.deps, { memberId: id, ip: '' }, 'email', MAILBOX);
  await ask('/trpc/auth.me', { headers: { cookie: browser.cookieHeader } });

  // It was driven, into failures too, and the log is there.
  expect(new Set(statuses)).toEqual(new Set([200, 204, 400, 403, 404, 413, 503]));
  expect(text).toContain('/u/:token');
  expect(text).toContain('/webhooks/evolution/:line/:secret');
  expect(text.split('\n').length).toBeGreaterThan(30);
  const session = /[A-Za-z0-9_-]{30,}/.exec(browser.cookieHeader)?.[0];
  expect(session).toBeDefined();
  const marks = [
    MAILBOX,
    'gizliadres',
    PHONE,
    PHONE.slice(1),
    WORDS,
    encodeURIComponent(WORDS),
    token,
    token.slice(0, 40),
  ];
  for (const mark of [...marks, key, secret, session!, email, TEST_PASSWORD])
    expect(
      text.split('\n').filter((each) => each.includes(mark)),
      mark,
    ).toEqual([]);
});
