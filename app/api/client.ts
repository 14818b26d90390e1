/**
 * The calls screens make themselves: sign-in, settings, people. Documents travel through app/database instead, which
 * has a connection of its own.
 */
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import type { AppRouter } from '../../server/trpc/root-router';
import { ERROR_CODES } from '../../sync/errors';
import { confirmationLink } from './confirmation-link';
import { PROTOCOL_HEADER, PROTOCOL_VERSION, SHAPES, SHAPES_HEADER } from '../../sync/protocol/version';

/** A person waits for each of these calls; after this long the office counts as out of reach. */
const CALL_TIMEOUT_MS = 20_000;

export const api = createTRPCClient<AppRouter>({
  links: [
    confirmationLink,
    httpLink({
      url: '/trpc',
      headers: { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION), [SHAPES_HEADER]: String(SHAPES) },
      fetch: (address, options) =>
        fetch(address, { ...options, credentials: 'same-origin', signal: AbortSignal.timeout(CALL_TIMEOUT_MS) }),
    }),
  ],
});

/** The office's refusal in its code (sync/errors.ts); null when it gave none, as when it was not reached. */
export function errorCode(error: unknown): string | null {
  const code =
    error instanceof TRPCClientError
      ? (error.data as { code?: unknown } | null | undefined)?.code
      : (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' && (ERROR_CODES as readonly string[]).includes(code) ? code : null;
}

/** The translation key for what went wrong: of a call, or of the device's own store. */
export function errorText(error: unknown): string {
  const code = errorCode(error);
  if (code !== null) return `error.${code}`;
  // No answer at all, or one of something between here and the office that does not know us.
  if (error instanceof TRPCClientError && error.data === undefined) return 'error.server.unavailable';
  return 'error.server.failed';
}

/** Of a call that names one thing by its address alone: an address that is none names nothing (`unknown`, a key). */
export function errorTextOf(error: unknown, unknown: string): string {
  const text = errorText(error);
  return text === 'error.request.invalid' ? unknown : text;
}

/** The office was not reached; the same call may succeed later. */
export function isOffline(error: unknown): boolean {
  return errorText(error) === 'error.server.unavailable';
}

/**
 * The office does not know this device's session any more, or wants the temporary password behind it replaced first.
 */
export function isSignedOut(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'auth.required' || code === 'auth.passwordChangeNeeded';
}
