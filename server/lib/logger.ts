import pino, { type Logger } from 'pino';

export type { Logger };

/** Structured log on standard output. Callers pass facts about requests, never bodies, cookies or what people typed. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['password', '*.password', 'cookie', '*.cookie', 'authorization', '*.authorization'], remove: true },
  });
}
