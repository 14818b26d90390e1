/** A browser and the push service it chose: takes what comes, holds it to RFC 8292 and opens it by RFC 8291. */
import {
  createDecipheriv,
  createECDH,
  createHmac,
  createPublicKey,
  randomBytes,
  randomUUID,
  verify,
} from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type PushedTo = {
  readonly endpoint: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Base64url of the key it was signed with. */
  readonly signedBy: string;
};
export type PushService = {
  readonly origin: string;
  readonly pushed: PushedTo[];
  /** What it answers from now on. */
  behave(status: number, headers?: Readonly<Record<string, string>>): void;
  /** A device: its address and keys, as a browser gives them. */
  device(): { readonly endpoint: string; readonly p256dh: string; readonly auth: string };
  close(): Promise<void>;
};

type Keys = { readonly ecdh: ReturnType<typeof createECDH>; readonly auth: Buffer };

export async function startPushService(): Promise<PushService> {
  const devices = new Map<string, Keys>();
  const pushed: PushedTo[] = [];
  let answer: { status: number; headers: Readonly<Record<string, string>> } = { status: 201, headers: {} };
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const endpoint = `${origin}${request.url ?? ''}`;
      const keys = devices.get(endpoint);
      if (keys === undefined) return void response.writeHead(404).end();
      try {
        const signedBy = signerOf(String(request.headers.authorization), origin);
        const payload = JSON.parse(decrypt(Buffer.concat(parts), keys)) as Record<string, unknown>;
        if (answer.status < 300) pushed.push({ endpoint, payload, signedBy });
        response.writeHead(answer.status, answer.headers).end();
      } catch {
        response.writeHead(403).end();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    pushed,
    behave: (status, headers = {}) => (answer = { status, headers }),
    device: () => {
      const ecdh = createECDH('prime256v1');
      ecdh.generateKeys();
      const auth = randomBytes(16);
      const endpoint = `${origin}/${randomUUID()}`;
      devices.set(endpoint, { ecdh, auth });
      return { endpoint, p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Throws where the signature is not of the key it names, or was made for another service or time. */
function signerOf(authorization: string, origin: string): string {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? [];
  const [header = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33, 65)].map((part) => part.toString('base64url'));
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }, format: 'jwk' });
  const isRight = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  if (!isRight || aud !== origin || Number(exp) * 1_000 < Date.now() || !/^(https|mailto):/.test(String(sub)))
    throw new Error('not signed by whom it says');
  return key;
}

/** aes128gcm (RFC 8188) with the keys of RFC 8291, one record. */
function decrypt(body: Buffer, { ecdh, auth }: Keys): string {
  const salt = body.subarray(0, 16);
  const idLength = body[20] ?? 0;
  const sender = body.subarray(21, 21 + idLength);
  const sealed = body.subarray(21 + idLength);
  const hmac = (key: Buffer, ...parts: (Buffer | string)[]) =>
    parts.reduce((made, part) => made.update(part), createHmac('sha256', key)).digest();
  const shared = ecdh.computeSecret(sender);
  const ikm = hmac(hmac(auth, shared), 'WebPush: info\0', ecdh.getPublicKey(), sender, '\x01');
  const prk = hmac(salt, ikm);
  const key = hmac(prk, 'Content-Encoding: aes128gcm\0\x01').subarray(0, 16);
  const nonce = hmac(prk, 'Content-Encoding: nonce\0\x01').subarray(0, 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
}
