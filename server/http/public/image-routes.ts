/** Images of mails: whoever was sent one has its address, and nobody guesses it. */
import { Hono, type MiddlewareHandler } from 'hono';
import type { Deps } from '../../deps';
import { readImage } from '../../features/campaigns/add-image';
import { codedAnswer } from '../coded-answer';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function imageRoutes(deps: Deps): Hono {
  const own: Deps = { ...deps, pool: deps.publicPool };
  const routes = new Hono();
  routes.get('/i/:id', async (c) => {
    const id = c.req.param('id');
    const image = ID.test(id) ? await readImage(own, id) : null;
    if (image === null) return codedAnswer(c, 'request.unknown', 404);
    return c.body(new Uint8Array(image.bytes), 200, {
      'Content-Type': image.type,
      // It never changes; a mail program fetches it once.
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
  });
  return routes;
}

/** Over the headers of all answers: mail is read in other places than this. */
export const imageHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('Cross-Origin-Resource-Policy', 'cross-origin');
};
