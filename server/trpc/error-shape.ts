import type { TRPCError } from '@trpc/server';
import type { ErrorCode } from '../../sync/errors';
import { CodedError, type ErrorParams } from '../lib/coded-error';

/** Every error as it leaves the server: `data.code` is the coded error, `data.httpStatus` becomes the status line. */
export type ErrorData = { readonly code: ErrorCode; readonly params: ErrorParams; readonly httpStatus: number };

const TRANSPORT_ERRORS: Readonly<Partial<Record<TRPCError['code'], readonly [ErrorCode, number]>>> = {
  PARSE_ERROR: ['request.invalid', 400],
  BAD_REQUEST: ['request.invalid', 400],
  NOT_FOUND: ['request.unknown', 404],
  METHOD_NOT_SUPPORTED: ['request.invalid', 405],
  UNSUPPORTED_MEDIA_TYPE: ['request.invalid', 415],
  PAYLOAD_TOO_LARGE: ['request.tooLarge', 413],
  CLIENT_CLOSED_REQUEST: ['request.invalid', 499],
};
/** The database cannot be reached or is going away; the same call may succeed in a moment. */
const UNAVAILABLE =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOENT|08...|57P0[1-5]|53300|P10(01|02|08|11|17)|P2024|P2037)$/;

type AdapterCause = { readonly kind?: string; readonly code?: unknown; readonly originalCode?: unknown };
/** The same in the words of Prisma's adapter. */
const UNREACHABLE_KINDS: ReadonlySet<string> = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);

export function errorData(error: TRPCError): ErrorData {
  if (error.cause instanceof CodedError)
    return { code: error.cause.code, params: error.cause.params, httpStatus: error.cause.httpStatus };
  const transport = TRANSPORT_ERRORS[error.code];
  if (transport !== undefined)
    return { code: transport[0], params: invalidField(error.cause), httpStatus: transport[1] };
  return isUnavailable(error.cause)
    ? { code: 'server.unavailable', params: {}, httpStatus: 503 }
    : { code: 'server.failed', params: {}, httpStatus: 500 };
}

export function isUnavailable(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const { code, meta } = cause as { code?: unknown; meta?: { driverAdapterError?: { cause?: AdapterCause } } };
  // Prisma says of its own statements what it was, of raw ones only that they failed; the cause is below.
  const { kind = '', code: sqlState, originalCode } = meta?.driverAdapterError?.cause ?? {};
  return (
    [code, sqlState, originalCode].some((each) => typeof each === 'string' && UNAVAILABLE.test(each)) ||
    UNREACHABLE_KINDS.has(kind) ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(cause.message)
  );
}

/** Where the input is wrong, by path only: the value itself may be somebody's secret. */
function invalidField(cause: unknown): ErrorParams {
  const issues = (cause as { issues?: readonly { path?: readonly PropertyKey[] }[] } | undefined)?.issues;
  const path = Array.isArray(issues) ? issues[0]?.path : undefined;
  return Array.isArray(path) && path.length > 0 ? { field: path.map(String).join('.').slice(0, 120) } : {};
}
