import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { compressAnswer } from './compress-answer';

const rows = JSON.stringify(Array.from({ length: 500 }, (_, at) => ({ id: at, city: 'Eskişehir' })));
const json = (body: string, headers: Record<string, string> = {}) =>
  new Response(body, { status: 207, headers: { 'content-type': 'application/json', 'set-cookie': 'a=b', ...headers } });

it('makes a long JSON answer smaller and changes nothing else of it', async () => {
  const answer = await compressAnswer(json(rows), 'gzip, deflate, br');
  expect([
    answer.status,
    answer.headers.get('content-encoding'),
    answer.headers.get('set-cookie'),
    answer.headers.get('vary'),
  ]).toEqual([207, 'gzip', 'a=b', 'accept-encoding']);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.length).toBeLessThan(rows.length / 5);
  expect(gunzipSync(bytes).toString()).toBe(rows);
});

it.each([
  ['short', json('{"a":1}'), 'gzip', '{"a":1}'],
  ['not asked for', json(rows), 'identity', rows],
  ['compressed already', json(rows, { 'content-encoding': 'br' }), 'gzip', rows],
  ['a stream', new Response(rows, { headers: { 'content-type': 'text/event-stream' } }), 'gzip', rows],
])('leaves alone what is %s', async (_name, response, accepted, body) => {
  const answer = await compressAnswer(response, accepted);
  expect(answer.headers.get('content-encoding')).not.toBe('gzip');
  expect(await answer.text()).toBe(body);
});
