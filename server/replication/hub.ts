import { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import { Client, type Pool } from 'pg';
import { holdOfficeLock } from '../db/office-lock';
import type { Logger } from '../lib/logger';

/** What the streams of this process hear. */
export type HubEvent =
  | { readonly kind: 'changed'; readonly collections: readonly string[] }
  /** Something may have been missed; everybody asks about everything. */
  | { readonly kind: 'resync' }
  | { readonly kind: 'sessionsEnded'; readonly sessionIds: readonly string[] };

export type Hub = {
  /** Call after a committed write. Streams of this process hear at once, other processes within NOTIFY_TICK_MS. */
  publish(collections: readonly string[]): void;
  /** Ends the live streams of revoked sessions, here and in other processes. */
  endSessions(sessionIds: readonly string[]): void;
  subscribe(listener: (event: HubEvent) => void): () => void;
  /** Begins to listen to other processes, and holds the office's lock from then on. */
  start(): Promise<void>;
  /** Sends what waits and closes the listening connection. */
  stop(): Promise<void>;
};

export const NOTIFY_TICK_MS = 20;
const CHANNEL = 'saha_changed';
const RECONNECT_MS = 1_000;
/** A notification holds less than 8,000 bytes: 150 session ids are 6,000. */
const MAX_SESSIONS_PER_NOTE = 150;

/**
 * Carries "something changed" between writers and streams. A NOTIFY inside every write transaction would cost most of
 * the write rate (its lock is the whole instance's), so notes are gathered and sent outside, one statement per tick.
 */
export function createHub(pool: Pool, log: Logger): Hub {
  const emitter = new EventEmitter().setMaxListeners(0);
  const self = randomUUID();
  const waiting = { collections: new Set<string>(), sessionIds: new Set<string>() };
  let tick: NodeJS.Timeout | null = null;
  let sending: Promise<void> = Promise.resolve();
  let listener: Client | null = null;
  let reconnect: NodeJS.Timeout | null = null;
  let stopped = false;

  const emit = (event: HubEvent) => void emitter.emit('event', event);

  const flush = () => {
    tick = null;
    const collections = [...waiting.collections];
    const sessionIds = [...waiting.sessionIds].slice(0, MAX_SESSIONS_PER_NOTE);
    waiting.collections.clear();
    for (const id of sessionIds) waiting.sessionIds.delete(id);
    if (waiting.sessionIds.size > 0) schedule();
    const note = JSON.stringify({ from: self, collections, sessionIds });
    sending = sending
      .then(() => pool.query('SELECT pg_notify($1, $2)', [CHANNEL, note]))
      .then(
        () => undefined,
        (error: unknown) => log.warn({ err: error }, 'other processes could not be notified'),
      );
  };
  const schedule = () => {
    if (!stopped) tick ??= setTimeout(flush, NOTIFY_TICK_MS);
  };

  const hear = (payload: string | undefined) => {
    const note = parseNote(payload);
    if (note === null || note.from === self) return;
    if (note.collections.length > 0) emit({ kind: 'changed', collections: note.collections });
    if (note.sessionIds.length > 0) emit({ kind: 'sessionsEnded', sessionIds: note.sessionIds });
  };

  const listen = async () => {
    // The options object itself: its password is not enumerable, a copy would lose it.
    const client = new Client(pool.options);
    const lost = (error?: Error) => {
      if (listener !== client || stopped) return;
      listener = null;
      log.warn({ err: error }, 'live changes: connection lost, connecting again');
      again();
    };
    client.on('error', lost);
    client.on('end', () => lost());
    client.on('notification', (message) => hear(message.payload));
    await client.connect();
    // A restore waits until no server has this; whoever listens is a running server.
    await holdOfficeLock(client);
    await client.query(`LISTEN ${CHANNEL}`);
    listener = client;
  };
  const again = () => {
    if (stopped) return;
    reconnect = setTimeout(() => {
      listen().then(() => emit({ kind: 'resync' }), again);
    }, RECONNECT_MS);
  };

  return {
    publish(collections) {
      if (collections.length === 0) return;
      emit({ kind: 'changed', collections });
      for (const name of collections) waiting.collections.add(name);
      schedule();
    },
    endSessions(sessionIds) {
      if (sessionIds.length === 0) return;
      emit({ kind: 'sessionsEnded', sessionIds });
      for (const id of sessionIds) waiting.sessionIds.add(id);
      schedule();
    },
    subscribe(heard) {
      emitter.on('event', heard);
      return () => void emitter.off('event', heard);
    },
    async start() {
      await listen();
    },
    async stop() {
      if (tick !== null) {
        clearTimeout(tick);
        flush();
      }
      stopped = true;
      if (reconnect !== null) clearTimeout(reconnect);
      await sending;
      await listener?.end();
    },
  };
}

type Note = { from: string; collections: string[]; sessionIds: string[] };

function parseNote(payload: string | undefined): Note | null {
  try {
    const note = JSON.parse(payload ?? '') as Partial<Note>;
    const isList = (value: unknown): value is string[] =>
      Array.isArray(value) && value.every((item) => typeof item === 'string');
    return typeof note.from === 'string' && isList(note.collections) && isList(note.sessionIds) ? (note as Note) : null;
  } catch {
    return null;
  }
}
