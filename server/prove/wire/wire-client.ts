/** Requests as they are on the wire: any method, header and body, and what came back, whatever it is. */
import http from 'node:http';
import { PROTOCOL_HEADER, PROTOCOL_VERSION, SHAPES, SHAPES_HEADER } from '../../../sync/protocol/version';

const PATIENCE_MS = 30_000;

export type WireRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
};
/** `status` 0: no answer at all, `text` says why. */
export type WireAnswer = {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly cookies: readonly string[];
};

const passOver = () => undefined;

export class WireClient {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  readonly #port: number;
  constructor(readonly origin: string) {
    this.#port = Number(new URL(origin).port);
  }

  send(given: WireRequest, agent: http.Agent | false = this.#agent): Promise<WireAnswer> {
    const { method, path, headers, body } = given;
    return new Promise((resolve) => {
      let request: http.ClientRequest | undefined;
      const failed = (error: Error) => {
        // A server that refused half a body closes the connection, perhaps just when it is used again: nobody's fault.
        if (request?.reusedSocket === true && agent !== false) resolve(this.send(given, false));
        else resolve({ status: 0, type: '', text: error.message, cookies: [] });
      };
      try {
        request = http.request(
          {
            host: '127.0.0.1',
            port: this.#port,
            method,
            path,
            headers: {
              ...headers,
              ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
            },
            agent,
            timeout: PATIENCE_MS,
          },
          (response) => {
            const {
              statusCode: status = 0,
              headers: { 'content-type': type = '', 'set-cookie': cookies = [] },
            } = response;
            const chunks: Buffer[] = [];
            const done = () => resolve({ status, type, text: Buffer.concat(chunks).toString(), cookies });
            response.on('data', (chunk: Buffer) => {
              chunks.push(chunk);
              // A live stream goes on for ever: it is answered when it says something.
              if (!type.startsWith('text/event-stream') || !/^data: .*(resync|"code")/m.test(chunks.join(''))) return;
              done();
              request?.destroy();
            });
            response.on('end', done);
            response.on('error', failed);
          },
        );
      } catch (error) {
        failed(error as Error);
        return;
      }
      request.on('error', failed);
      // An answer to half a body closes the connection; what is still being written then fails, and nobody waits for
      // it.
      request.on('socket', (socket) => {
        if (socket.listenerCount('error', passOver) === 0) socket.on('error', passOver);
      });
      request.on('timeout', () => request?.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)));
      request.end(body);
    });
  }

  /** A procedure as the app calls it. */
  call(
    kind: 'query' | 'mutation' | 'subscription',
    procedure: string,
    input: unknown,
    cookie: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<WireAnswer> {
    return this.send(callOf(kind, procedure, input, cookie, headers));
  }

  close(): void {
    this.#agent.destroy();
  }
}

export function callOf(
  kind: 'query' | 'mutation' | 'subscription',
  procedure: string,
  input: unknown,
  cookie: string,
  headers: Readonly<Record<string, string>> = {},
): WireRequest {
  const common: Record<string, string> = {
    [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
    [SHAPES_HEADER]: String(SHAPES),
    ...(cookie === '' ? {} : { cookie }),
    ...headers,
  };
  if (kind === 'mutation') {
    return {
      method: 'POST',
      path: `/trpc/${procedure}`,
      headers: { 'content-type': 'application/json', ...common },
      ...(input === undefined ? {} : { body: JSON.stringify(input) }),
    };
  }
  const accept: Record<string, string> = kind === 'subscription' ? { accept: 'text/event-stream' } : {};
  return {
    method: 'GET',
    path: `/trpc/${procedure}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`,
    headers: { ...accept, ...common },
  };
}

/** Headers without the one that says what the body is. */
export const withoutType = (headers: WireRequest['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-type'));

/** The code of a refusal; null when it is no coded refusal. */
export function codeOf({ text }: WireAnswer): string | null {
  try {
    const { error } = JSON.parse(text) as { error?: { data?: { code?: unknown } } };
    return typeof error?.data?.code === 'string' ? error.data.code : null;
  } catch {
    return null;
  }
}

export const isDone = ({ status }: WireAnswer) => status >= 200 && status < 300;
export const dataOf = <T>({ text }: WireAnswer): T => (JSON.parse(text) as { result: { data: T } }).result.data;
