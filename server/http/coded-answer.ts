import type { Context as HonoContext } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ErrorCode } from '../../sync/errors';

/** A refusal made before a procedure is reached, in the form in which tRPC's client reads errors. */
export function codedAnswer(c: HonoContext, code: ErrorCode, httpStatus: ContentfulStatusCode): Response {
  c.header('Cache-Control', 'no-store');
  return c.json({ error: { message: code, code: -32_600, data: { code, params: {}, httpStatus } } }, httpStatus);
}
