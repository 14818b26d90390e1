/**
 * Speaks the HTTP of Evolution API 2.3.7 on this machine, so that without a server of one's own the real adapter is
 * what runs. Listens on the loopback alone.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { parse, read } from '../../email/stand-in/server';
import { readAround, writeAround } from '../base64-field';
import { jidOf, type HeldFile, type StandInLine, type StandInWhatsapp } from './provider';

export const STAND_IN_KEY = 'stand-in';
export type StandInWhatsappServer = {
  readonly url: string;
  /** POSTs that hand a message over, answered or not. */
  readonly counts: { sends: number };
  stop(): Promise<void>;
};
const NUMBERED_TIME = { first: 1, size: 50 };

export async function startStandInWhatsapp(standIn: StandInWhatsapp): Promise<StandInWhatsappServer> {
  const counts = { sends: 0 };
  const server = createServer((request, response) => {
    void answer(standIn, counts, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    stop: async () => {
      standIn.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  standIn: StandInWhatsapp,
  counts: { sends: number },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://stand-in');
  const [, group = '', op = '', given = ''] = pathname.split('/');
  const name = decodeURIComponent(given);
  const isMedia = op === 'sendMedia' || op === 'sendWhatsAppAudio';
  const { body, handed } = isMedia ? await readMedia(request) : { body: parse(await read(request)), handed: null };
  const say = (status: number, what: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(what));
  };
  const fail = (status: number, error: string, message: unknown) =>
    say(status, { status, error, response: { message } });
  if (pathname === '/') return say(200, { status: 200, message: 'Welcome to the Evolution API', version: '2.3.7' });
  const line = standIn.lines.get(name);
  if (given !== '' && line === undefined) return fail(404, 'Not Found', [`The "${name}" instance does not exist`]);
  if (request.headers['apikey'] !== STAND_IN_KEY) return fail(401, 'Unauthorized', 'Unauthorized');
  const what = `${request.method} /${group}/${op}`;
  if (what === 'POST /instance/create') {
    const wanted = String(body['instanceName']);
    if (standIn.lines.has(wanted)) return fail(403, 'Forbidden', [`This name "${wanted}" is already in use.`]);
    const made = standIn.addLine(wanted, (body['webhook'] ?? null) as StandInLine['webhook']);
    return say(201, {
      instance: { instanceName: wanted, instanceId: made.id, status: 'close' },
      hash: made.token,
      qrcode: {},
    });
  }
  if (line === undefined) return fail(404, 'Not Found', [`Cannot ${request.method} ${pathname}`]);
  switch (what) {
    case 'GET /instance/connectionState':
      return say(200, { instance: { instanceName: name, state: line.state } });
    case 'GET /instance/connect':
      if (line.state === 'open') return say(200, { instance: { instanceName: name, state: 'open' } });
      if (line.state === 'connecting') return say(200, standIn.picture(line));
      standIn.connect(line, searchParams.get('number'));
      return say(200, { count: 0 });
    case 'POST /instance/restart':
      if (line.state === 'close') return say(200, { error: true, message: '[object Object]' });
      return say(200, { instance: { instanceName: name, state: 'open' } });
    case 'DELETE /instance/logout':
      if (line.state === 'close') return fail(400, 'Bad Request', [`The "${name}" instance is not connected`]);
      standIn.drop(name, 'close');
      return say(200, { status: 'SUCCESS', error: false, response: { message: 'Instance logged out' } });
    case 'DELETE /instance/delete':
      standIn.lines.delete(name);
      return say(200, { status: 'SUCCESS', error: false, response: { message: 'Instance deleted' } });
    case 'POST /webhook/set':
      line.webhook = body['webhook'] as StandInLine['webhook'];
      return say(201, { ...line.webhook });
    case 'GET /webhook/find':
      return say(200, line.webhook);
    case 'POST /message/sendText':
    case 'POST /message/sendMedia':
    case 'POST /message/sendWhatsAppAudio':
      counts.sends += 1;
      return take(standIn, line, op, body, handed, say, fail, response);
    case 'POST /message/sendReaction': {
      const { key, reaction } = body as { key?: { id?: unknown; remoteJid?: unknown }; reaction?: unknown };
      if (typeof key?.id !== 'string' || typeof key.remoteJid !== 'string' || typeof reaction !== 'string')
        return fail(400, 'Bad Request', [['instance requires property "key"']]);
      if (line.state !== 'open') return fail(500, 'Internal Server Error', ['Connection Closed']);
      return say(201, standIn.takeReaction(line, key as { id: string; remoteJid: string }, reaction));
    }
    case 'POST /chat/findMessages':
      return say(200, { messages: found(line, body) });
    case 'POST /chat/getBase64FromMediaMessage': {
      const { id } = ((body['message'] as { key?: { id?: string } } | undefined)?.key ?? {}) as { id?: string };
      const row = line.rows.find(({ key }) => key['id'] === id);
      if (row?.file === undefined) return fail(400, 'Bad Request', ['Message not found']);
      return hold(row.messageType, row.file, response);
    }
    default:
      return fail(404, 'Not Found', [`Cannot ${request.method} ${pathname}`]);
  }
}

type Handed = { readonly sha256: string; readonly size: number };

/** The bytes are looked at as they come, and not kept. */
async function readMedia(request: IncomingMessage): Promise<{ body: Record<string, unknown>; handed: Handed }> {
  const hash = createHash('sha256');
  let size = 0;
  const rest = await readAround(request, ['media', 'audio'], (bytes) => {
    hash.update(bytes);
    size += bytes.length;
  });
  return { body: parse(rest), handed: { sha256: hash.digest('hex'), size } };
}

/** A file of a message, as it lies there. */
function hold(messageType: string, file: HeldFile, response: ServerResponse): void {
  const { fileName, mimetype } = file;
  response.writeHead(201, { 'content-type': 'application/json; charset=utf-8' });
  const about = { mediaType: messageType, caption: '', fileName, mimetype, buffer: null };
  if ('base64' in file) return void response.end(JSON.stringify({ ...about, ...file }));
  pipeline(Readable.from(writeAround(about, 'base64', file.pieces())), response, () => undefined);
}

const MEDIA: Readonly<Record<string, string>> = {
  image: 'imageMessage',
  video: 'videoMessage',
  audio: 'audioMessage',
  document: 'documentMessage',
};

function take(
  standIn: StandInWhatsapp,
  line: StandInLine,
  operation: string,
  body: Record<string, unknown>,
  handed: Handed | null,
  say: (status: number, what: unknown) => void,
  fail: (status: number, error: string, message: unknown) => void,
  response: ServerResponse,
): void {
  const { number: to = '', text, caption, mimetype, fileName = '', quoted } = body as Record<string, string>;
  const mediatype = operation === 'sendWhatsAppAudio' ? 'audio' : String(body['mediatype']);
  if (line.state !== 'open') return fail(500, 'Internal Server Error', 'Connection Closed');
  if (handed === null && (text ?? '').trim() === '')
    return fail(400, 'Bad Request', [['instance requires property "text"']]);
  if (handed !== null && (handed.size === 0 || MEDIA[mediatype] === undefined))
    return fail(400, 'Bad Request', ['Owned media must be a url or base64']);
  if (mediatype === 'document' && fileName === '')
    return fail(400, 'Bad Request', ['For base64 the file name must be informed.']);
  const about = {
    ...(mediatype === 'audio' ? { mimetype: 'audio/ogg; codecs=opus', ptt: true } : { mimetype, caption }),
    // Of pictures and films it keeps no name.
    ...(mediatype === 'document' ? { fileName } : {}),
    fileLength: { low: handed?.size ?? 0, high: 0, unsigned: true },
  };
  const message = handed === null ? { conversation: text } : { [MEDIA[mediatype] as string]: about };
  const context = (quoted as unknown as { key?: { id?: string } } | undefined)?.key;
  const { answer, row } = standIn.take(
    line,
    to,
    message,
    // A voice message answers nothing there.
    context === undefined || mediatype === 'audio' ? null : { stanzaId: context.id },
    handed === null ? undefined : { operation, mediatype, fileName, ...handed },
  );
  if (answer === 'nobody') return fail(400, 'Bad Request', [{ jid: jidOf(to), exists: false, number: to }]);
  if (answer === 'error') return fail(500, 'Internal Server Error', ['TypeError: x is not a function']);
  if (answer !== 'accept' || row === null) return void response.destroy();
  say(201, { ...standIn.dataOf(line, row, 'PENDING') });
}

/** Newest first; `offset` is the size of a page there. */
function found(line: StandInLine, body: Record<string, unknown>) {
  const {
    where = {},
    page = NUMBERED_TIME.first,
    offset = NUMBERED_TIME.size,
  } = body as {
    where?: { messageTimestamp?: { gte: string; lte: string }; key?: Record<string, unknown> };
    page?: number;
    offset?: number;
  };
  const span = where.messageTimestamp;
  const rows = line.rows
    .filter(
      ({ key, messageTimestamp }) =>
        (span === undefined ||
          (messageTimestamp >= Math.floor(Date.parse(span.gte) / 1000) &&
            messageTimestamp <= Date.parse(span.lte) / 1000)) &&
        Object.entries(where.key ?? {}).every(([name, value]) => key[name] === value),
    )
    .sort((a, b) => b.messageTimestamp - a.messageTimestamp);
  const records = rows
    .slice((page - 1) * offset, page * offset)
    .map(({ updates, key, pushName, messageType, message, messageTimestamp, source, contextInfo }) => ({
      ...{ id: String(key['id']), key, pushName, messageType, message, messageTimestamp, source, contextInfo },
      MessageUpdate: updates,
    }));
  return { total: rows.length, pages: Math.ceil(rows.length / offset), currentPage: page, records };
}
