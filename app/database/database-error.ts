import type { ErrorCode } from '../../sync/errors';

/** A refusal of the device's own store; `code` is the translation key after `error.`. */
export class DatabaseError extends Error {
  constructor(readonly code: ErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'DatabaseError';
  }
}

/** The browser has dropped the connection to IndexedDB: iPads do so to apps that come back from the background. */
export function isConnectionLost(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; typeof at === 'object' && at !== null && depth < 4; depth += 1) {
    const { name, message, inner, cause } = at as { name?: string; message?: string; inner?: unknown; cause?: unknown };
    if (name === 'DatabaseClosedError') return true;
    if (/connection to indexed database server lost|database connection is closing|database has been closed|RxStorageInstanceDexie is closed/i.test(message ?? '')) return true;
    at = inner ?? cause;
  }
  return false;
}
