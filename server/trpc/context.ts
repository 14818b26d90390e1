import type { Deps } from '../deps';
import type { Caller } from '../features/auth/resolve-session';
import type { SignedIn, SignedInMember, SignedInSession } from '../lib/identity';

export type RequestFacts = {
  readonly ip: string;
  readonly userAgent: string;
  /** The `Cookie` header, '' where none was sent. */
  readonly cookies: string;
  /** The protocol version the caller named; 0 when it named none. */
  readonly protocol: number;
  /** The shapes the caller knows (sync/protocol/version.ts); 0 when it named none. */
  readonly shapes: number;
  /** The `Origin` header, '' where none was sent. */
  readonly origin: string;
  /** The request was started by a page that is not ours. */
  readonly crossSite: boolean;
  readonly id: string;
  /** Reads the body of a call that may be large, in slices; left out, it is read as a small one. */
  readonly readLargeInput?: () => Promise<unknown>;
};

export type Context = {
  readonly deps: Deps;
  readonly request: RequestFacts;
  readonly session: SignedInSession | null;
  readonly member: SignedInMember | null;
  /** The request comes from a device that has to wipe itself: signed in as nobody, it may hand in what it holds. */
  readonly revoked: SignedIn | null;
  /** Signed in with a temporary password: as nobody, until they chose one of their own. */
  readonly provisional: SignedIn | null;
  /** Adds one `Set-Cookie` header, given whole, to the answer. */
  readonly setCookie: (header: string) => void;
};

/** The context of one call; what http/ and tests build theirs with. */
export function createContext(
  deps: Deps,
  request: RequestFacts,
  caller: Caller,
  setCookie: (header: string) => void,
): Context {
  const nobody = { deps, request, session: null, member: null, revoked: null, provisional: null, setCookie };
  return caller === null ? nobody : { ...nobody, ...caller };
}
