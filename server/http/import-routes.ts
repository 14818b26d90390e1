/** A file with customers as a device brings it, whole: it is read at once, and what was lost is sent again. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { MAX_IMPORT_BYTES } from '../../sync/rules/import';
import type { Deps } from '../deps';
import { isSignedIn, resolveSession } from '../features/auth/resolve-session';
import { receiveImport } from '../features/imports/receive-import';
import type { SignedInMember } from '../lib/identity';
import { CodedError } from '../lib/coded-error';
import { codedAnswer } from './coded-answer';
import { requestFacts } from './request-facts';

const PATH = '/import-files/:id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}';
/** A form of a foreign page cannot send it without asking first. */
const TYPE = 'application/octet-stream';

type Importing = { Variables: { importer: SignedInMember } };

/** `?name=` is what the file is called. Answers { id, state }, or a coded error as tRPC's client reads them. */
export function importRoutes(deps: Deps): Hono<Importing> {
  const routes = new Hono<Importing>();
  const limit = bodyLimit({
    maxSize: MAX_IMPORT_BYTES,
    onError: (c) => codedAnswer(c, 'import.tooLarge', 413),
  });
  routes.post(
    PATH,
    async (c, next) => {
      const facts = requestFacts(c, deps.config);
      if (facts.crossSite) return codedAnswer(c, 'request.crossSite', 403);
      if (c.req.header('content-type') !== TYPE) return codedAnswer(c, 'request.invalid', 415);
      const caller = await resolveSession(deps, facts.cookies);
      if (!isSignedIn(caller)) return codedAnswer(c, 'auth.required', 401);
      c.set('importer', caller.member);
      return next();
    },
    limit,
    async (c) => {
      const member = c.get('importer');
      try {
        // A file costs as much as a page of calls.
        deps.callLimits.spend('call', member.id, 20);
        const bytes = new Uint8Array(await c.req.arrayBuffer());
        const id = c.req.param('id');
        const received = await receiveImport(deps, member, { id, fileName: c.req.query('name') ?? '', bytes });
        c.header('Cache-Control', 'no-store');
        return c.json(received);
      } catch (error) {
        if (!(error instanceof CodedError)) throw error;
        return codedAnswer(c, error.code, error.httpStatus as ContentfulStatusCode, member.id, error.params);
      }
    },
  );
  return routes;
}
