import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { createServer, STATUS_CODES, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type WebServer = {
  readonly port: number;
  /** Takes no new requests, lets the running ones end, cuts live streams; resolves when every connection is closed. */
  stop(): Promise<void>;
};

const DRAIN_PATIENCE_MS = 10_000;
/** So many tablets, streams and half-open connections at once; whoever comes then is turned away by the system. */
const MAX_CONNECTIONS = 4_000;
/** For the lines before the body; they come in one packet or two. */
const HEADERS_MS = 15_000;
/** For the body as well: eight megabytes over a slow line. */
const REQUEST_MS = 120_000;
/** How often the two are looked at. */
const CHECK_MS = 5_000;
/** Nobody reads or writes: a stream says something every fifteen seconds, a statement ends after thirty. */
const SILENCE_MS = 100_000;
/** Longer than any proxy keeps an idle connection, so that it is never us who closes one that is about to be used. */
const KEEP_ALIVE_MS = 75_000;
/** Whoever is told that their request cannot be read may go on writing it for so long. */
const HEAR_OUT_MS = 2_000;

export type SocketLimits = {
  readonly connections: number;
  readonly headersMs: number;
  readonly requestMs: number;
  readonly checkMs: number;
};
const SOCKET_LIMITS: SocketLimits = {
  connections: MAX_CONNECTIONS,
  headersMs: HEADERS_MS,
  requestMs: REQUEST_MS,
  checkMs: CHECK_MS,
};

/** Listens; rejects with the system's error where that is impossible. Port 0 takes any free one. */
export async function serve(
  app: Hono,
  { port, host }: { port: number; host: string },
  limits: SocketLimits = SOCKET_LIMITS,
): Promise<WebServer> {
  let working = 0;
  const answers = new WeakMap<Socket, ServerResponse>();
  let idle: () => void = () => undefined;
  const server = createAdaptorServer({
    fetch: app.fetch,
    createServer,
    serverOptions: {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.checkMs,
    },
  }) as Server;
  server.maxConnections = limits.connections;
  server.setTimeout(SILENCE_MS);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
    refuseUnreadable(error, socket, answers.get(socket)),
  );
  server.on('request', (request, response) => {
    answers.set(request.socket, response);
    // A live stream never ends by itself: nobody waits for it. Its device comes back to another process or later.
    if (request.headers.accept?.includes('text/event-stream') === true) return;
    working += 1;
    response.once('close', () => {
      working -= 1;
      if (working === 0) idle();
    });
  });
  await listen(server, port, host);
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      if (working > 0) {
        let timer: NodeJS.Timeout | undefined;
        await Promise.race([
          new Promise<void>((resolve) => {
            idle = resolve;
          }),
          new Promise<void>((resolve) => {
            timer = setTimeout(resolve, DRAIN_PATIENCE_MS);
          }),
        ]);
        clearTimeout(timer);
      }
      server.closeAllConnections();
      await closed;
    },
  };
}

const STATUS_OF: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Answers what is no request, or too long a one, as Node does by itself, and reads on for a moment: a connection that
 * is closed while the other side still writes is reset, and the answer lost with it. `latest`: the last answer on it;
 * nothing may be written into one that is under way. It is called again for whatever comes after.
 */
function refuseUnreadable(
  { code = '' }: NodeJS.ErrnoException,
  socket: Socket,
  latest: ServerResponse | undefined,
): void {
  if (socket.writableEnded) return;
  const isAnswering = latest?.headersSent === true && !latest.writableFinished;
  if (!socket.writable || isAnswering || code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = STATUS_OF[code] ?? 400;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
  const patience = setTimeout(() => socket.destroy(), HEAR_OUT_MS);
  socket.once('close', () => clearTimeout(patience));
}

/** Rejects at once where nobody could listen, before anything expensive is started. */
export async function assertPortFree(port: number, host: string): Promise<void> {
  const probe = createServer();
  await listen(probe, port, host);
  await new Promise((resolve) => probe.close(resolve));
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
