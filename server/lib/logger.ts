import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';

export type { Logger };

/**
 * Structured log, on standard output unless `to` is somewhere else. Callers pass facts about requests, never bodies,
 * cookies or what people typed.
 */
export function createLogger(level: string, to?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    redact: {
      paths: ['password', '*.password', 'cookie', '*.cookie', 'authorization', '*.authorization'],
      remove: true,
    },
  };
  return to === undefined ? pino(options) : pino(options, to);
}

/**
 * Messages of the database and of Prisma quote the values they are about; of those errors only the code and the place
 * are kept.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, severity, table, constraint, routine } = error as Error & Record<string, unknown>;
  const quotesValues = severity !== undefined || error.name.startsWith('Prisma') || error.name === 'DriverAdapterError';
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
  return {
    type: error.name,
    code,
    table,
    constraint,
    routine,
    at: frames,
    ...(quotesValues ? {} : { message: error.message }),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
