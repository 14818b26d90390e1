/** Bytes of files: by the id of the file, for whoever sees its customer at this moment, and for nobody's cache. */
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { Readable } from 'node:stream';
import type { Deps } from '../deps';
import { isSignedIn, resolveSession } from '../features/auth/resolve-session';
import { readFile, type ReadableFile } from '../features/files/read-file';
import type { ByteRange } from '../gateways/files/contract';
import { codedAnswer } from './coded-answer';
import { requestFacts } from './request-facts';

const ID = ':id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}';

export function fileRoutes(deps: Deps): Hono {
  const routes = new Hono();
  const answer = async (c: Context, small: boolean) => {
    const caller = await resolveSession(deps, requestFacts(c, deps.config).cookies);
    if (!isSignedIn(caller)) return codedAnswer(c, 'auth.required', 401);
    const file = await readFile(deps, caller.member, c.req.param('id') ?? '', small);
    return file === null ? codedAnswer(c, 'file.unknown', 404, caller.member.id) : send(c, file);
  };
  routes.get(`/files/${ID}`, (c) => answer(c, false));
  routes.get(`/files/${ID}/thumbnail`, (c) => answer(c, true));
  return routes;
}

async function send(c: Context, file: ReadableFile): Promise<Response> {
  const range = rangeOf(c.req.header('range') ?? '', file.size);
  if (range === 'none') return c.body(null, 416, { 'Content-Range': `bytes */${file.size}` });
  const bytes = await file.open(range ?? undefined);
  if (bytes === null) return codedAnswer(c, 'file.unknown', 404);
  return c.body(Readable.toWeb(bytes) as ReadableStream, range === null ? 200 : 206, {
    'Content-Type': file.type === 'text/plain' ? 'text/plain; charset=utf-8' : file.type,
    'Content-Length': String(range === null ? file.size : range.to - range.from + 1),
    // Of pictures and recordings too: within our pages they are shown whatever this says (DECISIONS 197).
    'Content-Disposition': `attachment; ${namedAs(file.name)}`,
    'Accept-Ranges': 'bytes',
    ...(range === null ? {} : { 'Content-Range': `bytes ${range.from}-${range.to}/${file.size}` }),
  });
}

/** RFC 6266: letters that every program reads, and the name itself for those that read more. */
function namedAs(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(/['()*!]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return `filename="${plain}"; filename*=UTF-8''${whole}`;
}

/** One range of RFC 9110, 14.1.2; null for all of it, as for what is not understood. */
function rangeOf(header: string, size: number): ByteRange | 'none' | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header);
  const [, first = '', last = ''] = found ?? [];
  if (found === null || (first === '' && last === '')) return null;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return from >= size || from > to ? 'none' : { from, to };
}

/** Over the headers of all answers: bytes of strangers run nothing, are guessed at by nobody and lie in no cache. */
export const fileHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('Content-Security-Policy', "default-src 'none'; sandbox; frame-ancestors 'none'");
  c.res.headers.set('X-Content-Type-Options', 'nosniff');
  c.res.headers.set('Cache-Control', 'private, no-store');
  c.res.headers.set('X-Robots-Tag', 'noindex');
};
