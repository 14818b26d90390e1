/**
 * Two cookies, both unreadable to scripts. The session cookie carries the token. When a session ends its token moves to
 * the second one: it opens nothing any more, but shows that somebody has signed in here before, so guesses made
 * elsewhere at the same address do not keep its owner out (sign-in-limits.ts).
 */
import { isSessionToken } from './session-token';

/** The longest a browser keeps a cookie; how long a session lasts without being used is the server's decision. */
const COOKIE_MAX_AGE_S = 400 * 24 * 60 * 60;

const sessionName = (secure: boolean) => (secure ? '__Host-saha' : 'saha_session');
const formerName = (secure: boolean) => (secure ? '__Host-saha-former' : 'saha_former');

export function sessionCookie(token: string, secure: boolean): string {
  return cookie(sessionName(secure), token, COOKIE_MAX_AGE_S, secure);
}

export function clearedSessionCookie(secure: boolean): string {
  return cookie(sessionName(secure), '', 0, secure);
}

export function formerSessionCookie(token: string, secure: boolean): string {
  return cookie(formerName(secure), token, COOKIE_MAX_AGE_S, secure);
}

/** The token in a Cookie header, null where there is none that looks like one. */
export function readSessionToken(cookieHeader: string, secure: boolean): string | null {
  return read(cookieHeader, sessionName(secure));
}

export function readFormerToken(cookieHeader: string, secure: boolean): string | null {
  return read(cookieHeader, formerName(secure));
}

function cookie(name: string, value: string, maxAgeS: number, secure: boolean): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

function read(cookieHeader: string, name: string): string | null {
  for (const part of cookieHeader.split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) {
      const value = part.slice(at + 1).trim();
      return isSessionToken(value) ? value : null;
    }
  }
  return null;
}
