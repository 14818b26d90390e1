/** A line of an office, and whoever is at its other end. */
import { createHttpApp } from '../http/app';
import { createEvolutionGateway, EVENTS } from '../gateways/whatsapp/evolution';
import { createStandInWhatsapp, type StandInWhatsapp } from '../gateways/whatsapp/stand-in/provider';
import { STAND_IN_KEY, startStandInWhatsapp, type StandInWhatsappServer } from '../gateways/whatsapp/stand-in/server';
import { readWebhooksJob } from '../features/chat/read-webhooks.job';
import { sendWhatsappJob } from '../features/chat/send-whatsapp.job';
import { settleWhatsappJob } from '../features/chat/settle-whatsapp.job';
import { tendLinesJob } from '../features/chat/tend-lines.job';
import { newWebhookSalt, webhookUrlOf } from '../features/lines/line-webhook';
import { insertLine } from '../features/lines/lines.store';
import type { Deps } from '../deps';

export type WhatsappOffice = {
  readonly deps: Deps;
  readonly standIn: StandInWhatsapp;
  readonly server: StandInWhatsappServer;
  readonly lineId: string;
  readonly instance: string;
  readonly webhookUrl: string;
  /** Everything told is kept and read. */
  read(): Promise<void>;
  /** What may leave leaves. */
  send(): Promise<void>;
  /** As if it had not been looked for yet. */
  lookForUnanswered(): Promise<void>;
  tend(): Promise<void>;
  close(): Promise<void>;
};

export async function openLine(base: Deps, members: readonly string[] = []): Promise<WhatsappOffice> {
  let app: ReturnType<typeof createHttpApp> | null = null;
  const standIn = createStandInWhatsapp({
    post: async (url, body) =>
      (
        await (app as ReturnType<typeof createHttpApp>).request(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', host: new URL(url).host },
          body: JSON.stringify(body),
        })
      ).status,
  });
  const server = await startStandInWhatsapp(standIn);
  const whatsapp = createEvolutionGateway({ url: server.url, apiKey: STAND_IN_KEY });
  const deps: Deps = { ...base, whatsapp };
  app = createHttpApp(deps);
  const line = { id: deps.newId(), name: 'Merkez', instance: `saha-${deps.newId()}`, webhookSalt: newWebhookSalt() };
  await insertLine(deps.pool, line, null);
  for (const memberId of members)
    await deps.pool.query('INSERT INTO line_members (line_id, member_id) VALUES ($1, $2)', [line.id, memberId]);
  await deps.pool.query(`UPDATE lines SET state = 'open' WHERE id = $1`, [line.id]);
  const webhookUrl = webhookUrlOf(deps.config, line);
  standIn.addLine(line.instance, { url: webhookUrl, enabled: true, events: [...EVENTS] }, 'open');
  const run = async (job: typeof sendWhatsappJob) => void (await job.run(deps, AbortSignal.timeout(20_000)));
  return {
    deps,
    standIn,
    server,
    lineId: line.id,
    instance: line.instance,
    webhookUrl,
    read: async () => {
      await standIn.allTold();
      await run(readWebhooksJob);
    },
    send: () => run(sendWhatsappJob),
    lookForUnanswered: async () => {
      await deps.pool.query('UPDATE lines SET asked_at = NULL WHERE id = $1', [line.id]);
      await run(settleWhatsappJob);
    },
    tend: () => run(tendLinesJob),
    close: () => server.stop(),
  };
}
