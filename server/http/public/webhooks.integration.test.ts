/** What machines tell us, through the routes they call: who is believed, who is heard out, and who is not asked about. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newWebhookSalt, webhookUrlOf } from '../../features/lines/line-webhook';
import { insertLine } from '../../features/lines/lines.store';
import { createTestOffice, type Office } from '../../test/office';
import { outgoingOf, type Outgoing } from '../../test/outgoing';
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
