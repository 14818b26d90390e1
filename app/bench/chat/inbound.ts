/** From a webhook's first byte to its words painted in the second browser, taken in turns with a bare relay. */
import type { Browser, Page } from '@playwright/test';
import type { BenchOffice } from '../bench-office';
import { armPage, openDevice, type ArmedWindow } from '../device';
import { webhookUrlOf } from '../../../server/features/lines/line-webhook';
import { openRelay } from './relay';

export type InboundTimes = { readonly oursMs: number[]; readonly relayMs: number[] };

type Known = {
  id: string;
  webhookSalt: string;
  instance: string;
  address: string;
  conversationId: string;
};

export async function measureInbound(
  browser: Browser,
  { url, pool }: BenchOffice,
  second: Page,
  count: number,
): Promise<InboundTimes> {
  const { rows } = await pool.query<Known>(
    `SELECT l.id, l.webhook_salt AS "webhookSalt", l.instance, i.value AS address, c.conversation_id AS "conversationId"
     FROM chats c JOIN lines l ON l.id = c.line_id JOIN identities i ON i.chat_id = c.id
       JOIN customers k ON k.id = c.customer_id
     JOIN members m ON m.id = k.owner_id AND m.email = 'zeynep.yilmaz@saha.example' WHERE c.conversation_id IS NOT NULL
       AND i.kind = 'jid'`,
  );
  const line = rows[0];
  if (line === undefined) throw new Error('no chat to write into');
  const path = `/messages/${line.conversationId}`;
  const hook = webhookUrlOf({ whatsapp: { provider: 'stand-in' }, publicOrigin: url, origin: url } as never, line);
  const first = await openDevice(browser, url, 'agent', path);
  const relay = await openRelay();
  try {
    await second.goto(`${url}${path}`);
    await second.locator('[role=log] [data-message]').first().waitFor();
    await second.getByRole('link', { name: /^Ofiste\./ }).waitFor();
    await armPage(second);
    const bare = await first.context.newPage();
    await bare.goto(relay.url);
    await armPage(bare);
    const oursMs: number[] = [];
    const relayMs: number[] = [];
    for (let at = -3; at < count; at += 1) {
      const words = `Gelen mesaj numara ${at + 3} ve noktası.`;
      const body = JSON.stringify(messageOf(line, at + 3, words));
      const ours = await timeHook(second, hook, body, words);
      await second.waitForTimeout(60);
      const theirs = await timeHook(bare, `${relay.url}/hook`, body, words);
      if (at < 0) continue; // the first ones warm both up
      oursMs.push(ours);
      relayMs.push(theirs);
    }
    return { oursMs, relayMs };
  } finally {
    await first.context.close();
    await relay.close();
  }
}

async function timeHook(page: Page, hook: string, body: string, words: string): Promise<number> {
  const arrival = page.evaluate(async (expected) => {
    const armed = window as unknown as ArmedWindow;
    await armed.whenPainted(() => document.body.textContent.includes(expected), performance.now());
    return Date.now();
  }, words);
  await page.evaluate(() => null); // what was asked before stands
  const sentAtMs = Date.now();
  const answer = await fetch(hook, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  if (!answer.ok) throw new Error(`a webhook was answered with ${answer.status}`);
  return (await arrival) - sentAtMs;
}

const messageOf = ({ instance, address }: Known, number: number, conversation: string) => ({
  event: 'messages.upsert',
  instance,
  data: {
    key: { remoteJid: address, fromMe: false, id: `3EB0BENCH${String(number).padStart(6, '0')}` },
    pushName: 'Ayşe',
    status: 'DELIVERY_ACK',
    message: { conversation },
    messageType: 'conversation',
    messageTimestamp: Math.floor(Date.now() / 1000),
    source: 'android',
  },
  date_time: new Date().toISOString(),
  apikey: 'anything',
});
