/**
 * So much of S3 as the office uses (Amazon S3 API 2006-03-01), over HTTP and in memory: for tests, on this machine
 * alone.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type StandInS3 = { readonly endpoint: string; stop(): Promise<void> };

export async function startStandInS3(): Promise<StandInS3> {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => void answer(objects, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(objects: Map<string, Buffer>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://s3.invalid');
  const body = Buffer.concat(await request.toArray());
  if (searchParams.get('list-type') === '2') return list(objects, pathname, searchParams.get('prefix') ?? '', response);
  if (request.method === 'PUT') {
    objects.set(pathname, body);
    return void response.writeHead(200, { ETag: '"0"' }).end();
  }
  if (request.method === 'DELETE') {
    objects.delete(pathname);
    return void response.writeHead(204).end();
  }
  const found = objects.get(pathname);
  if (found === undefined)
    return void response
      .writeHead(404, { 'Content-Type': 'application/xml' })
      .end(request.method === 'HEAD' ? '' : '<Error><Code>NoSuchKey</Code></Error>');
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  const part = from === undefined ? found : found.subarray(Number(from), Number(to) + 1);
  response.writeHead(from === undefined ? 200 : 206, { 'Content-Length': part.length });
  response.end(request.method === 'HEAD' ? undefined : part);
}

function list(objects: Map<string, Buffer>, bucket: string, prefix: string, response: ServerResponse): void {
  const root = bucket.endsWith('/') ? bucket : `${bucket}/`;
  const contents = [...objects]
    .filter(([name]) => name.startsWith(`${root}${prefix}`))
    .map(([name, { length }]) => `<Contents><Key>${name.slice(root.length)}</Key><Size>${length}</Size></Contents>`);
  response
    .writeHead(200, { 'Content-Type': 'application/xml' })
    .end(`<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`);
}
