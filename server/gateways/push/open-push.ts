/** Encrypted and signed by `web-push`; sent by ourselves, because of where it may go. */
import { lookup as lookUp, type LookupAddress } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import webPush from 'web-push';
import type { PushGateway, PushOutcome } from './contract';
import { isPublicAddress, isPushEndpoint } from './public-address';

const TIMEOUT_MS = 10_000;
const NOT_PUBLIC = 'EPRIVATE';
/** Nothing had been handed over. */
const BEFORE = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/** The name is looked up for the very connection: it cannot lead elsewhere than where it was looked at. */
const lookUpPublic: LookupFunction = (hostname, options, callback) =>
  lookUp(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const open = error === null ? found.filter(({ address }) => isPublicAddress(address)) : [];
    const [first] = open;
    if (error !== null) callback(error, '', 0);
    else if (first === undefined) callback(Object.assign(new Error('no public address'), { code: NOT_PUBLIC }), '', 0);
    else if (options.all === true) callback(null, open);
    else callback(null, first.address, first.family);
  });

/** `subject`: where whoever runs a push service finds us. */
export function openPush(isLocal: boolean, origin: string): PushGateway {
  const subject = origin.startsWith('https:') ? origin : 'mailto:saha@localhost.example';
  return {
    accepts: (endpoint) => isPushEndpoint(endpoint, isLocal),
    send: async ({ endpoint, p256dh, auth }, payload, keys, ttlSeconds) => {
      if (!isPushEndpoint(endpoint, isLocal)) return { kind: 'refused', code: 'address' };
      try {
        const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
          vapidDetails: { subject, ...keys },
          TTL: ttlSeconds,
          urgency: 'high',
        });
        return await post(endpoint, headers as Record<string, string>, body as Buffer, isLocal);
      } catch {
        // Keys that are none.
        return { kind: 'refused', code: 'keys' };
      }
    },
  };
}

function post(endpoint: string, headers: Record<string, string>, body: Buffer, isLocal: boolean): Promise<PushOutcome> {
  return new Promise((resolve) => {
    const send = endpoint.startsWith('http:') ? httpRequest : httpsRequest;
    let isOver = false;
    const request = send(
      endpoint,
      { method: 'POST', headers, agent: false, ...(isLocal ? {} : { lookup: lookUpPublic }) },
      (answer) => {
        answer.resume();
        isOver = true;
        resolve(outcomeOf(answer.statusCode ?? 0, answer.headers['retry-after']));
      },
    );
    request.setTimeout(TIMEOUT_MS, () => request.destroy(Object.assign(new Error('no answer'), { code: 'NO_ANSWER' })));
    request.on('error', (error) => {
      if (isOver) return;
      const code = String((error as { code?: unknown }).code ?? 'error');
      if (code === NOT_PUBLIC) resolve({ kind: 'refused', code: 'address' });
      else if (BEFORE.has(code)) resolve({ kind: 'later', afterMs: null, code });
      else resolve({ kind: 'unknown', code });
    });
    request.end(body);
  });
}

function outcomeOf(status: number, retryAfter: string | undefined): PushOutcome {
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (status === 404 || status === 410) return { kind: 'gone' };
  const seconds = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) : null;
  if (status === 429 || status >= 500)
    return { kind: 'later', afterMs: seconds === null ? null : seconds * 1_000, code: String(status) };
  return { kind: 'refused', code: String(status) };
}
