import pg from 'pg';

const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;
/**
 * Whether the other side is still there is asked after a minute of silence: a connection that only listens says nothing
 * for hours, and what stands between forgets it; of a machine that went dark while it was asked nobody ever tells.
 */
export const KEPT_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 60_000 } as const;

const OID = {
  int8: 20,
  int8Array: 1016,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  timestamptzArray: 1185,
  textArray: 1009,
} as const;

/**
 * A pool whose sessions run in UTC and give up on statements and transactions that hang. Values arrive as:
 * int8 a number where it is exact, else its digits; timestamptz an ISO instant with milliseconds (`…Z`); date and
 * timestamp as PostgreSQL writes them. `onError` hears of idle connections that broke; the pool replaces them.
 */
export function createPool(options: {
  databaseUrl: string;
  maxConnections: number;
  onError: (error: Error) => void;
  applicationName?: string;
}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: options.maxConnections,
    application_name: options.applicationName ?? 'saha',
    connectionTimeoutMillis: 15_000,
    ...KEPT_ALIVE,
    idleTimeoutMillis: 60_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    options: '-c timezone=UTC -c datestyle=ISO',
    types: { getTypeParser },
  });
  return surviving(pool, options.onError);
}

/**
 * A pool whose process lives on when PostgreSQL goes away. A connection that breaks in somebody's hands fails their
 * next statement; pg tells of it by an event as well, which nobody there listens to and which would end the process.
 */
export function surviving(pool: pg.Pool, onIdleError: (error: Error) => void): pg.Pool {
  // A pool that ends says goodbye and does not wait for an answer: a database stopped right after it may be the faster
  // one.
  pool.on('error', (error) => {
    if (!pool.ending) onIdleError(error);
  });
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

const textArray = pg.types.getTypeParser(OID.textArray as never) as (text: string) => (string | null)[];
const PARSERS: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [OID.int8, exactNumber],
  [OID.int8Array, (text) => textArray(text).map((item) => (item === null ? null : exactNumber(item)))],
  [OID.date, (text) => text],
  [OID.timestamp, (text) => text],
  [OID.timestamptz, isoInstant],
  [OID.timestamptzArray, (text) => textArray(text).map((item) => (item === null ? null : isoInstant(item)))],
]);

/** Parsers of this pool alone: other users of pg in the process (Prisma, Agenda) keep theirs. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  const own = format === 'binary' ? undefined : PARSERS.get(oid);
  return own ?? (pg.types.getTypeParser(oid as never, format) as (value: string) => unknown);
}

function exactNumber(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}

/**
 * `2026-11-22 15:36:00.123456+00` → `2026-11-22T15:36:00.123Z`, by cutting and not through Date, which costs ten times
 * as much on the sync path. Digits beyond the millisecond are dropped. Infinity and years BC stay as they are.
 */
export function isoInstant(text: string): string {
  if (!text.endsWith('+00')) return text;
  const fraction = text.length > 22 ? text.slice(20, -3) : '';
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}
