/** The least that can stand between a webhook and a browser: what is posted is written to an event stream at once. */
import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export type Relay = { readonly url: string; close(): Promise<void> };

const PAGE = `<!doctype html><body><script>
  new EventSource('/stream').onmessage = (event) => {
    const line = document.createElement('p');
    line.textContent = JSON.parse(event.data).data.message.conversation;
    document.body.append(line);
  };
</script>`;

export async function openRelay(): Promise<Relay> {
  const listening = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (request.url === '/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': here\n\n');
      listening.add(response);
      request.on('close', () => listening.delete(response));
      return;
    }
    if (request.method !== 'POST') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
      return;
    }
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const { event, data } = JSON.parse(body) as { event: string; data: unknown };
      for (const one of listening) one.write(`data: ${JSON.stringify({ event, data })}\n\n`);
      response.writeHead(200).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
