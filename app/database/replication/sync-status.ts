import { isStoreFull } from '../database-error';
import { ServerRefusal } from './sync-server';

export type SyncPhase =
  /** The documents are not open yet: how much waits is not known. */
  | 'opening'
  | 'first-sync'
  | 'sending'
  | 'receiving'
  | 'resting'
  | 'update-needed'
  | 'signed-out'
  /** The office says this device's session was revoked: it hands in its work and wipes itself. */
  | 'revoked';
export type SyncStatus = {
  /** `unknown` until the office answers, and again when its stream falls silent. */
  connection: 'online' | 'offline' | 'unknown';
  /** The device's store had no room at the last try; cleared when everything is exchanged again. */
  isStoreFull: boolean;
  phase: SyncPhase;
  /** Documents with work the server has not taken. */
  waiting: number;
  /** Documents whose work the server refused; a person must decide. */
  refused: number;
  /** Documents with a conflict card about something this person wrote; they must decide. */
  conflicted: number;
  /** Records that were lost unsent when the browser cleared the store away; 0 when the person has read it. */
  lost: number;
  /** Customers somebody else had deleted when work logged here below them arrived; none when the person has read it. */
  belowDeleted: readonly string[];
  /** When everything was last exchanged, an instant; null before the first time. */
  lastSyncAt: string | null;
  /** What the office knows of fields and collections (SHAPES); null before it has said so. */
  officeShapes: number | null;
  /** Documents received of those expected, while the first synchronisation runs. */
  firstSync: { done: number; total: number } | null;
};
/** The part only the tab that synchronises knows; it tells the others. */
export type LeaderStatus = Pick<
  SyncStatus,
  'connection' | 'isStoreFull' | 'phase' | 'lastSyncAt' | 'officeShapes' | 'firstSync'
>;

export const INITIAL_STATUS: SyncStatus = {
  connection: 'unknown',
  isStoreFull: false,
  phase: 'opening',
  waiting: 0,
  refused: 0,
  conflicted: 0,
  lost: 0,
  belowDeleted: [],
  lastSyncAt: null,
  officeShapes: null,
  firstSync: null,
};

/** The status as this tab knows it; a store for React's useSyncExternalStore. */
export class SyncStatusStore {
  #status = INITIAL_STATUS;
  readonly #listeners = new Set<() => void>();

  readonly get = (): SyncStatus => this.#status;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  update(change: Partial<SyncStatus>): void {
    const next = { ...this.#status, ...change };
    if (JSON.stringify(next) === JSON.stringify(this.#status)) return;
    this.#status = next;
    for (const listener of this.#listeners) listener();
  }
}

/**
 * A refusal is an answer: the office was reached. A full store is the device's own. Anything else is taken for a lost
 * connection.
 */
export function statusAfterFailure(error: unknown, isFirstSync: boolean): Partial<LeaderStatus> {
  if (isStoreFull(error)) return { isStoreFull: true, phase: isFirstSync ? 'first-sync' : 'resting' };
  if (!(error instanceof ServerRefusal))
    return { connection: 'offline', phase: isFirstSync ? 'first-sync' : 'resting' };
  return {
    connection: 'online',
    phase: error.isRevoked
      ? 'revoked'
      : error.isSignedOut
        ? 'signed-out'
        : error.isUpdateNeeded
          ? 'update-needed'
          : 'resting',
  };
}

/** The four words of a record: Cihazda, Gönderiliyor, Ofiste, Dikkat gerekiyor. */
export type RecordState = 'device' | 'sending' | 'office' | 'attention';
export function recordState(
  document: { readonly outbox: string; /** 'c' where a card waits for a decision. */ readonly conflicted?: string },
  status: SyncStatus,
): RecordState {
  if ((document.conflicted ?? '') !== '') return 'attention';
  if (document.outbox === '') return 'office';
  if (document.outbox.startsWith('r')) return 'attention';
  return status.connection === 'online' && status.phase === 'sending' ? 'sending' : 'device';
}
