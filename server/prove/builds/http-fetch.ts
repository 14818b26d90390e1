/** `fetch` over Node's own sockets: that of a test's window neither sends cookies nor crosses origins. */
import { request } from 'node:http';

export function httpFetch(token: string): typeof fetch {
  return (address, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const asked = request(
        String(address),
        { method, headers: { ...(headers as Record<string, string>), cookie: `saha_session=${token}` } },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve(new Response(Buffer.concat(parts).toString(), { status: answer.statusCode ?? 0 })),
          );
        },
      );
      asked.on('error', () => reject(new TypeError('Failed to fetch')));
      asked.end(body as string | undefined);
    });
}
