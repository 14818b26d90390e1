/** WhatsApp by an Evolution API server (2.3.7). One call of `send` is one POST; what it does not answer stays open. */
import type { HandedOver, OutgoingText, WhatsappEvent, WhatsappGateway } from './contract';
import {
  evolutionCaller,
  required,
  saysNobodyThere,
  type Answered,
  type EvolutionCall,
  type EvolutionSettings,
} from './evolution-http';
import { fetchFile, sendFile } from './evolution-files';
import { asObject, asText, readMessage, wholeNumber } from './read-message';
import { highestStatus, lineStateOf, readPairing } from './read-webhook';

/** What is told to us; settings on its side are named in the README. */
export const EVENTS = [
  'QRCODE_UPDATED',
  'CONNECTION_UPDATE',
  'MESSAGES_SET',
  'MESSAGES_UPSERT',
  'MESSAGES_EDITED',
  'MESSAGES_UPDATE',
  'MESSAGES_DELETE',
  'SEND_MESSAGE',
  'SEND_MESSAGE_UPDATE',
  'PRESENCE_UPDATE',
] as const;
const PAGE_SIZE = 100;
const STATE_TIMEOUT_MS = 5_000;

export function createEvolutionGateway(settings: EvolutionSettings): WhatsappGateway {
  const call = evolutionCaller(settings);
  const webhookOf = (url: string) => ({
    enabled: true,
    url,
    byEvents: false,
    base64: false,
    headers: {},
    events: EVENTS,
  });
  const setWebhook = async (instance: string, url: string) =>
    void required(await call('POST', ['webhook', 'set', instance], { body: { webhook: webhookOf(url) } }));
  const stateOf = async (instance: string) => {
    const body = required(
      await call('GET', ['instance', 'connectionState', instance], { timeoutMs: STATE_TIMEOUT_MS }),
    );
    return lineStateOf(asObject(asObject(body)['instance'])['state']);
  };
  return {
    name: 'evolution',
    async create(instance, webhookUrl) {
      const answer = await call('POST', ['instance', 'create'], {
        body: {
          instanceName: instance,
          integration: 'WHATSAPP-BAILEYS',
          qrcode: false,
          groupsIgnore: true,
          webhook: webhookOf(webhookUrl),
        },
      });
      // Asked for a second time it is there already; the key is looked at after that.
      if (answer.status === 403) return setWebhook(instance, webhookUrl);
      required(answer);
    },
    async ensureWebhook(instance, webhookUrl) {
      const found = asObject(required(await call('GET', ['webhook', 'find', instance])));
      const events = Array.isArray(found['events']) ? found['events'] : [];
      const isRight =
        found['url'] === webhookUrl && found['enabled'] === true && EVENTS.every((event) => events.includes(event));
      if (!isRight) await setWebhook(instance, webhookUrl);
      return !isRight;
    },
    async pair(instance, phone) {
      const query: Record<string, string> = phone === null ? {} : { number: phone.replace(/\D/g, '') };
      const body = asObject(required(await call('GET', ['instance', 'connect', instance], { query })));
      const state = await stateOf(instance);
      const { qr, pairingCode } = readPairing(body) as Extract<WhatsappEvent, { kind: 'pairing' }>;
      return { state, qr: state === 'open' ? null : qr, pairingCode: state === 'open' ? null : pairingCode };
    },
    state: stateOf,
    restart: async (instance) => void required(await call('POST', ['instance', 'restart', instance])),
    async logOut(instance) {
      const answer = await call('DELETE', ['instance', 'logout', instance]);
      // It was out already.
      if (answer.status !== 400 && answer.status !== 404) required(answer);
    },
    async remove(instance) {
      const answer = await call('DELETE', ['instance', 'delete', instance]);
      if (answer.status !== 404) required(answer);
    },
    send: (message) => handOver(call, stateOf, message),
    react: async (instance, { keyId: id, fromMe, address: remoteJid }, reaction) =>
      void required(
        await call('POST', ['message', 'sendReaction', instance], {
          body: { key: { id, remoteJid, fromMe }, reaction },
        }),
      ),
    async heard(instance, sinceMs, untilMs, page) {
      const messageTimestamp = { gte: new Date(sinceMs).toISOString(), lte: new Date(untilMs).toISOString() };
      const body = required(
        await call('POST', ['chat', 'findMessages', instance], {
          body: { where: { messageTimestamp }, page, offset: PAGE_SIZE },
        }),
      );
      const found = asObject(asObject(body)['messages']);
      const records = Array.isArray(found['records']) ? found['records'] : [];
      return { events: records.flatMap(readRecord), pages: wholeNumber(found['pages']) };
    },
    file: (...about) => fetchFile(call, ...about),
    close: () => Promise.resolve(),
  };
}

/** One that is kept: the message, and what became of it. */
function readRecord(record: unknown): WhatsappEvent[] {
  const key = asObject(asObject(record)['key']);
  const status = key['fromMe'] === true ? highestStatus(asText(key['id']), asObject(record)['MessageUpdate']) : null;
  return [readMessage(record), status].filter((event) => event !== null);
}

async function handOver(
  call: EvolutionCall,
  stateOf: (instance: string) => Promise<string>,
  { instance, to, text, quoted, file }: OutgoingText,
): Promise<HandedOver> {
  // Asked first: while it is not connected an error says nothing about what was taken.
  const state = await stateOf(instance).catch((error: { code?: string }) => String(error.code ?? 'unknown'));
  if (state === 'unauthorized' || state === 'licence' || state === 'unknownLine')
    return { kind: 'paused', code: state };
  if (state !== 'open') return { kind: 'down', code: state };
  const number = to.includes('@') ? to : to.replace(/\D/g, '');
  const about = { number, ...quotedAs(quoted) };
  const answer =
    file === null
      ? await call('POST', ['message', 'sendText', instance], { body: { ...about, text, linkPreview: true } })
      : await sendFile(call, instance, about, text, file);
  return outcomeOf(answer);
}

function quotedAs(quoted: OutgoingText['quoted']) {
  if (quoted === null) return {};
  const { keyId: id, fromMe, address: remoteJid, text: conversation } = quoted;
  return { quoted: { key: { id, fromMe, remoteJid }, message: { conversation } } };
}

function outcomeOf(answer: Answered | { status: 0; code: string; reached: boolean }): HandedOver {
  if (answer.status === 0) {
    const { code, reached } = answer as { code: string; reached: boolean };
    return reached ? { kind: 'unknown', code } : { kind: 'down', code };
  }
  const { status, body } = answer as Answered;
  const code = String(status);
  if (status === 401 || status === 403 || status === 404) return { kind: 'paused', code };
  if (status === 503 && asText(asObject(body)['code']) === 'LICENSE_REQUIRED')
    return { kind: 'paused', code: 'licence' };
  if (status === 429) return { kind: 'down', code };
  if (status === 400 && saysNobodyThere(body)) return { kind: 'rejected', reason: 'not_on_whatsapp', code };
  // A schema's words are nested once more; whatever else failed may have failed after it left.
  if (status === 413 || (status === 400 && isSchemaError(body)))
    return { kind: 'rejected', reason: 'content_rejected', code };
  const key = asObject(asObject(body)['key']);
  const keyId = asText(key['id']);
  if (status < 200 || status >= 300 || keyId === '') return { kind: 'unknown', code };
  const atMs = wholeNumber(asObject(body)['messageTimestamp']) * 1000;
  return { kind: 'accepted', keyId, address: asText(key['remoteJid']), atMs: atMs || Date.now() };
}

function isSchemaError(body: unknown): boolean {
  const { message } = asObject(asObject(body)['response']);
  return Array.isArray(message) && message.length > 0 && message.every((each) => Array.isArray(each));
}
