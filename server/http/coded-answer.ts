import type { Context as HonoContext } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ErrorCode } from '../../sync/errors';
import type { ErrorParams } from '../lib/coded-error';
import type { Refusal } from '../lib/refusal-log';

declare module 'hono' {
  interface ContextVariableMap {
    /** Tells the log of a refusal; there from the first step of a request. */
    refused?: (refusal: Omit<Refusal, 'ip'>) => void;
  }
}

/** A refusal made before a procedure is reached, in the form in which tRPC's client reads errors. */
export function codedAnswer(
  c: HonoContext,
  code: ErrorCode,
  httpStatus: ContentfulStatusCode,
  memberId?: string,
  params: ErrorParams = {},
): Response {
  c.get('refused')?.({ route: c.req.routePath, code, memberId });
  c.header('Cache-Control', 'no-store');
  return c.json({ error: { message: code, code: -32_600, data: { code, params, httpStatus } } }, httpStatus);
}
