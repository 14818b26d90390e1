import type { ErrorCode } from '../../sync/errors';

/** A refusal of the device's own store; `code` is the translation key after `error.`. */
export class DatabaseError extends Error {
  constructor(
    readonly code: ErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'DatabaseError';
  }
}

type Named = { name?: string; message?: string };

/** Dexie and RxDB put what the browser said inside errors of their own. */
function saysAnywhere(error: unknown, says: (one: Named) => boolean): boolean {
  for (let at: unknown = error, depth = 0; typeof at === 'object' && at !== null && depth < 4; depth += 1) {
    if (says(at)) return true;
    const { inner, cause } = at as { inner?: unknown; cause?: unknown };
    at = inner ?? cause;
  }
  return false;
}

/** The browser has dropped the connection to IndexedDB: iPads do so to apps that come back from the background. */
export function isConnectionLost(error: unknown): boolean {
  return saysAnywhere(
    error,
    ({ name, message }) =>
      name === 'DatabaseClosedError' ||
      /connection to indexed database server lost|database connection is closing|database has been closed|RxStorageInstanceDexie is closed/i.test(
        message ?? '',
      ),
  );
}

/** There is no room on the device, or none the browser allows, for what was to be stored. */
export function isStoreFull(error: unknown): boolean {
  return saysAnywhere(
    error,
    ({ name, message }) =>
      name === 'QuotaExceededError' ||
      /quota ?exceeded|no space left|not enough (free )?space|disk is full/i.test(message ?? ''),
  );
}
