/** Calls to an Evolution server. Its words are looked at and never shown: they hold paths and names of its own. */
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { UNREACHED } from '../outcome';
import { readAround } from './base64-field';
import { WhatsappError } from './contract';
import { asObject, asText } from './read-message';

export type EvolutionSettings = {
  /** Without a path at its end. */
  readonly url: string;
  readonly apiKey: string;
};
export type Answered = { readonly status: number; readonly body: unknown };
/** `code` where nothing was answered; `reached`: something may have been taken all the same. */
export type Unanswered = { readonly status: 0; readonly code: string; readonly reached: boolean };
export type EvolutionCall = (
  method: 'GET' | 'POST' | 'DELETE',
  /** Parts are encoded here, so that no name can lead elsewhere. */
  path: readonly string[],
  options?: {
    readonly body?: unknown;
    /** In place of `body`: JSON, a piece at a time. */
    readonly pieces?: AsyncIterable<Uint8Array>;
    readonly query?: Readonly<Record<string, string>>;
    readonly timeoutMs?: number;
    /** Takes what the answer's `base64` holds, which is left out of its body. */
    readonly onBytes?: (bytes: Buffer) => Promise<void> | void;
  },
) => Promise<Answered | Unanswered>;

const ANSWER_TIMEOUT_MS = 12_000;
const MOST_BYTES = 160 * 1024 * 1024;

export function evolutionCaller({ url, apiKey }: EvolutionSettings): EvolutionCall {
  const base = url.endsWith('/') ? url.slice(0, -1) : url;
  return async (method, path, { body, pieces, query = {}, timeoutMs = ANSWER_TIMEOUT_MS, onBytes } = {}) => {
    const search = new URLSearchParams(query).toString();
    const target = `${base}/${path.map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`;
    const sent = pieces === undefined ? (body === undefined ? undefined : JSON.stringify(body)) : streamOf(pieces);
    let taking: unknown = null;
    try {
      const response = await fetch(target, {
        method,
        headers: { apikey: apiKey, ...(sent === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(sent === undefined ? {} : { body: sent, duplex: 'half' }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const length = Number(response.headers.get('content-length') ?? 0);
      if (length > MOST_BYTES) return { status: 0, code: 'too long an answer', reached: true };
      if (onBytes === undefined || response.body === null)
        return { status: response.status, body: parsed(await response.text()) };
      const take = async (bytes: Buffer) => {
        try {
          await onBytes(bytes);
        } catch (error) {
          taking = error;
          throw error;
        }
      };
      return {
        status: response.status,
        body: parsed(await readAround(Readable.fromWeb(response.body as WebStream), ['base64'], take)),
      };
    } catch (error) {
      // Whoever takes the bytes has had enough of them, or has no room: nothing that the other side has done.
      if (taking !== null) throw taking;
      const code = codeOf(error);
      return { status: 0, code, reached: !UNREACHED.has(code) };
    }
  };
}

const streamOf = (pieces: AsyncIterable<Uint8Array>) =>
  Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function codeOf(error: unknown): string {
  const { name, cause } = (error ?? {}) as { name?: string; cause?: { code?: string } };
  return cause?.code ?? (name === 'TimeoutError' ? 'ETIMEDOUT' : 'no answer');
}

/** Every text of an error in whichever of its envelopes, flat; for the log alone. */
export function wordsOf(body: unknown): string[] {
  const walk = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    if (Array.isArray(value)) return value.flatMap(walk);
    return [];
  };
  const envelope = asObject(body);
  return walk(asObject(envelope['response'])['message'] ?? envelope['message'] ?? envelope['error']);
}

/** Whether the number is not there, which is told as an object among the words. */
export function saysNobodyThere(body: unknown): boolean {
  const envelope = asObject(body);
  const { message } = asObject(envelope['response']);
  return Array.isArray(message) && message.some((each) => asObject(each)['exists'] === false);
}

/** What came of a call that had to work. Throws WhatsappError. */
export function required(answer: Answered | Unanswered): unknown {
  if (answer.status === 0) throw new WhatsappError('unreachable', 'code' in answer ? answer.code : '');
  const { status, body } = answer as Answered;
  if (status === 401 || status === 403) throw new WhatsappError('unauthorized', String(status));
  if (status === 404) throw new WhatsappError('unknownLine', '404');
  if (status === 503 && asText(asObject(body)['code']) === 'LICENSE_REQUIRED')
    throw new WhatsappError('licence', '503');
  if (status >= 500) throw new WhatsappError('unreachable', String(status));
  if (status >= 400) throw new WhatsappError('refused', String(status));
  return body;
}
