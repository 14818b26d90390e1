/** The office behind a door of its own, which from a moment on hands out the next build's service worker. */
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Office } from './office';

export type Door = { readonly url: string; publishNextBuild(): void; close(): Promise<void> };

/**
 * Browsers do not let a test answer for a service worker's own script, so that the office itself has to be stood in
 * for.
 */
export async function openDoor(office: Pick<Office, 'url'>): Promise<Door> {
  let isPublished = false;
  const door: Server = createServer((incoming, outgoing) => {
    const isWorker = incoming.url === '/service-worker.js';
    const headers = { ...incoming.headers };
    if (isWorker) {
      delete headers['accept-encoding'];
      delete headers['if-none-match'];
    }
    const forwarded = request(
      new URL(incoming.url ?? '/', office.url),
      { method: incoming.method, headers },
      (answer) => {
        if (!isWorker || !isPublished) {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
          return;
        }
        delete answer.headers['content-length'];
        delete answer.headers.etag;
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer
          .on('data', (chunk: Buffer) => outgoing.write(chunk))
          .on('end', () => outgoing.end('\n// the next build\n'));
      },
    );
    forwarded.on('error', () => outgoing.destroy());
    outgoing.on('close', () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  return {
    url: `http://localhost:${(door.address() as AddressInfo).port}`,
    publishNextBuild: () => {
      isPublished = true;
    },
    close: async () => {
      door.closeAllConnections();
      door.close();
      await once(door, 'close');
    },
  };
}
