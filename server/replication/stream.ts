import type { StreamEvent } from '../../sync/protocol/messages';
import type { Deps } from '../deps';
import { CodedError } from '../lib/coded-error';
import type { SignedInSession } from '../lib/identity';
import { takeStreamPlace } from './stream-places';

/** A note that a session ended may be lost with a connection; so the stream asks for itself now and then. */
const SESSION_CHECK_MS = 60_000;

/**
 * A device's live stream (sync/README.md §7): first "ask about everything", then which collections changed, as fast as
 * the device takes them: what happens meanwhile is gathered into one event. Ends with auth.required when the session
 * does, and without a word when newer streams of the session have taken its place.
 */
export async function* streamChanges(
  deps: Deps,
  session: SignedInSession,
  signal: AbortSignal | undefined,
): AsyncGenerator<StreamEvent, void> {
  const changed = new Set<string>();
  let resync = true;
  let ended = false;
  let replaced = false;
  let wake: () => void = () => undefined;

  const leave = takeStreamPlace(session.id, () => {
    replaced = true;
    wake();
  });
  const unsubscribe = deps.hub.subscribe((event) => {
    if (event.kind === 'changed') for (const name of event.collections) changed.add(name);
    else if (event.kind === 'resync') resync = true;
    else ended ||= event.sessionIds.includes(session.id);
    wake();
  });
  const check = setInterval(() => {
    isSessionOpen(deps, session).then(
      (open) => {
        ended ||= !open;
        wake();
      },
      () => undefined,
    );
  }, SESSION_CHECK_MS);
  const stop = () => wake();
  signal?.addEventListener('abort', stop);

  try {
    while (signal?.aborted !== true) {
      if (replaced) return;
      if (ended) throw new CodedError('auth.required', {}, 401);
      if (resync) {
        resync = false;
        changed.clear();
        yield { kind: 'resync' };
      } else if (changed.size > 0) {
        const collections = [...changed];
        changed.clear();
        yield { kind: 'changed', collections };
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    clearInterval(check);
    signal?.removeEventListener('abort', stop);
    unsubscribe();
    leave();
  }
}

async function isSessionOpen(deps: Deps, session: SignedInSession): Promise<boolean> {
  const { rowCount } = await deps.pool.query(
    `SELECT 1 FROM sessions s JOIN members m ON m.id = s.member_id
     WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND m.is_active`,
    [session.id, new Date(deps.now())],
  );
  return rowCount === 1;
}
