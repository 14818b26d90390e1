/**
 * Bytes of files as devices bring them, in as many pieces as the network leaves them (tus 1.0). An upload is named by
 * the file it belongs to, so that a device goes on where the office is, whatever it remembers itself.
 */
import { Server, type Upload } from '@tus/server';
import { Hono } from 'hono';
import path from 'node:path';
import type { Deps } from '../deps';
import { resolveSession } from '../features/auth/resolve-session';
import { mayBring, receiveUpload } from '../features/files/receive-upload';
import { openUploadStore, UNFINISHED_FOR_MS } from '../features/files/upload-store';
import { CodedError } from '../lib/coded-error';
import { MAX_FILE_BYTES } from '../../sync/rules/file-types';
import { codedAnswer } from './coded-answer';
import { requestFacts } from './request-facts';

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const FILE_ID = new RegExp(`^${ID}$`);
const PATH_OF_FILE = new RegExp(`^/uploads/(${ID})$`);

export function uploadRoutes(deps: Deps): Hono {
  const routes = new Hono();
  let opened: ReturnType<typeof openUploads> | null = null;
  const uploads = () => (opened ??= openUploads(deps));
  // Hono asks for the route of a GET where a HEAD comes; what came cannot be read from here.
  routes.on(['POST', 'PATCH', 'GET'], ['/uploads', `/uploads/:id{${ID}}`], async (c) => {
    if (c.req.method === 'GET') return codedAnswer(c, 'request.unknown', 404);
    const facts = requestFacts(c, deps.config);
    if (facts.crossSite) return codedAnswer(c, 'request.crossSite', 403);
    const caller = await resolveSession(deps, facts.cookies);
    // A device that has to wipe itself still hands over what is its person's.
    const signedIn =
      caller === null ? null : 'session' in caller ? caller : 'revoked' in caller ? caller.revoked : null;
    if (signedIn === null) return codedAnswer(c, 'auth.required', 401);
    const isNew = c.req.method === 'POST';
    const fileId = isNew ? namedIn(c.req.header('upload-metadata') ?? '') : (c.req.param('id') ?? '');
    if (!FILE_ID.test(fileId) || (isNew && c.req.param('id') !== undefined))
      return codedAnswer(c, 'request.invalid', 400);
    try {
      await mayBring(deps, signedIn.member.id, fileId);
      // It came whole, and the office stopped before it had looked at it.
      if (!isNew && (await uploads().finishIfWhole(fileId))) return codedAnswer(c, 'file.stored', 409);
    } catch (error) {
      if (error instanceof CodedError)
        return codedAnswer(c, error.code, error.httpStatus as 404 | 409, signedIn.member.id);
      throw error;
    }
    // Begun a second time it would lose what has come: whoever asks is told to look how far it is.
    const answer = isNew ? await uploads().beginOnce(fileId, c.req.raw) : await uploads().server.handleWeb(c.req.raw);
    if (answer === null) return codedAnswer(c, 'sync.busy', 423, signedIn.member.id);
    answer.headers.set('Cache-Control', 'no-store');
    return answer;
  });
  return routes;
}

function openUploads(deps: Deps) {
  const datastore = openUploadStore(deps.config);
  const finishing = new Map<string, Promise<void>>();
  const finishOnce = async (id: string) => {
    await receiveUpload(deps, id, path.join(datastore.directory, id));
    // Another process may have looked at it too and was faster.
    await datastore.remove(id).catch(() => undefined);
    // A message may have waited for it.
    deps.jobs.wake('send-whatsapp');
    deps.jobs.wake('send-email');
  };
  // Two tabs, or one whose answer was lost, ask for the same: the second waits for what the first began.
  const finish = (id: string): Promise<void> => {
    const running = finishing.get(id) ?? finishOnce(id).finally(() => finishing.delete(id));
    finishing.set(id, running);
    return running;
  };
  const server = new Server({
    path: '/uploads',
    datastore,
    maxSize: MAX_FILE_BYTES,
    relativeLocation: true,
    namingFunction: (request) => namedIn(request.headers.get('upload-metadata') ?? ''),
    // By the path alone, as whoever may bring them was asked: left to itself it takes what stands behind the last
    // slash of the whole address, and a query would name another's upload.
    getFileIdFromRequest: (request) => PATH_OF_FILE.exec(new URL(request.url).pathname)?.[1],
    onUploadFinish: async (_, { id }) => {
      await finish(id);
      return {};
    },
  });
  const beginning = new Set<string>();
  return {
    server,
    /** Null: another tab is faster, or was. */
    beginOnce: async (id: string, request: Request): Promise<Response | null> => {
      if (beginning.has(id)) return null;
      beginning.add(id);
      try {
        const begun = await datastore.getUpload(id).catch(() => null);
        if (begun !== null && !isForgotten(begun)) return null;
        // Nobody may go on with it any more: until the job comes by it would keep the device from beginning anew.
        if (begun !== null) await datastore.remove(id);
        return await server.handleWeb(request);
      } finally {
        beginning.delete(id);
      }
    },
    finishIfWhole: async (id: string): Promise<boolean> => {
      const upload = await datastore.getUpload(id).catch(() => null);
      if (upload === null || upload.size === undefined || upload.offset < upload.size) return false;
      await finish(id);
      return true;
    },
  };
}

const isForgotten = ({ creation_date: begunAt }: Upload) =>
  begunAt !== undefined && Date.parse(begunAt) + UNFINISHED_FOR_MS < Date.now();

/** The file that `Upload-Metadata: fileId <base64>` names; '' where it names none. */
function namedIn(metadata: string): string {
  const named = metadata.split(',').find((pair) => pair.trim().startsWith('fileId '));
  return Buffer.from(named?.trim().slice('fileId '.length) ?? '', 'base64').toString('latin1');
}
