/** What is hardly HTTP any more: the parser refuses it with a bare status line, or the server with a code. */
import net from 'node:net';
import type { Random } from '../../../prisma/factories/random';
import type { Verdict } from '../verdict';
import { insideOf } from './check-answer';
import type { WireOffice } from './wire-office';

const PATIENCE_MS = 15_000;
const REQUESTS = [
  'GET / HTTP/9.9\r\n\r\n',
  'GET\r\n\r\n',
  '\r\n\r\n\r\n',
  '\0\0\0\0',
  'POST /trpc/auth.me HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n',
  'POST /trpc/auth.signOut HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nabcde',
  'POST /trpc/auth.signOut HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n0\r\n\r\n',
  'POST /trpc/sync.push HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nabc\r\n',
  'GET /trpc/auth.me HTTP/1.1\r\nhost: \r\n\r\n',
  'GET /trpc/auth.me HTTP/1.1\r\nhost: a b\r\n\r\n',
  'GET /trpc/auth.me HTTP/1.1\r\nhost: [::1\r\norigin: http://[\r\n\r\n',
  'GET http://evil.example/trpc/auth.me HTTP/1.1\r\nhost: x\r\n\r\n',
  'GET //trpc//auth.me HTTP/1.1\r\nhost: x\r\n\r\n',
  'CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n',
  'TRACE / HTTP/1.1\r\nhost: x\r\n\r\n',
  `GET /trpc/auth.me HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`,
  `GET /${'a'.repeat(70_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
  'GET /trpc/auth.me HTTP/1.1\r\nhost: x\r\ncookie: saha_session=\x01\r\n\r\n',
  'GET /trpc/auth.me HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
  'GET /%c0%ae%c0%ae/package.json HTTP/1.1\r\nhost: x\r\n\r\n',
  'GET /../../../etc/passwd HTTP/1.1\r\nhost: x\r\n\r\n',
  'POST /trpc/auth.me,auth.me?batch=1&batch=0 HTTP/1.1\r\nhost: x\r\n\r\n',
  'GET /trpc/auth.me?batch=1&input=%7B HTTP/1.1\r\nhost: x\r\n\r\n',
] as const;

/** How many were sent. */
export async function sendNoHttp(office: WireOffice, random: Random, verdict: Verdict, count: number): Promise<number> {
  for (let at = 0; at < count && office.isAlive; at += 1) {
    const right = random.pick(REQUESTS);
    const cut = random.below(right.length + 1);
    const request =
      at < REQUESTS.length
        ? REQUESTS[at]!
        : random.pick([
            right.slice(0, cut),
            right.slice(cut),
            `${right.slice(0, cut)}${String.fromCharCode(random.below(256))}${right.slice(cut)}`,
          ]);
    const answer = await sendRaw(Number(new URL(office.server.origin).port), request);
    const inside = insideOf(answer);
    if (inside !== null) verdict.errors.push(`no HTTP: tells of its insides: ${inside}`);
    // 501: a method or a way of sending that HTTP knows and this server does not offer.
    if (/^HTTP\/1\.1 5(?!01)/.test(answer))
      verdict.errors.push(`no HTTP: ${answer.slice(0, 40)} to ${JSON.stringify(request.slice(0, 200))}`);
  }
  return count;
}

/** Everything that comes back until the other side closes, or has nothing to say for a moment. */
function sendRaw(port: number, request: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.end(Buffer.from(request, 'latin1')));
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}
