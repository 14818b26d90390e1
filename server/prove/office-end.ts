/** The server as a device reaches it: the real router on a real pool, in this thread. */
import type pg from 'pg';
import { PROTOCOL_VERSION, SHAPES } from '../../sync/protocol/version';
import { ServerRefusal } from '../../app/database/replication/sync-server';
import { parseConfig } from '../config';
import { createPool } from '../db/pool';
import { createMemoryJournal } from '../db/journal';
import { createDeps, type Deps } from '../deps';
import type { SignedInMember } from '../lib/identity';
import { createCallLimits } from '../lib/call-limits';
import { createLogger } from '../lib/logger';
import { createContext } from '../trpc/context';
import { errorData } from '../trpc/error-shape';
import { createCaller } from '../trpc/root-router';
import { TRPCError } from '@trpc/server';
import { brokenStatement, type Breakage } from './breakage';
import { START_MS } from './cast';

type Caller = ReturnType<typeof createCaller>;

export class OfficeEnd {
  /** The office's clock. */
  nowMs = START_MS;
  breakage: Breakage | null = null;
  /** What builds of devices know that call from this thread (sync/protocol/version.ts). */
  clientShapes = SHAPES;
  /** While set, transactions wait here before they commit. */
  holdCommits: Promise<void> | null = null;
  readonly pool: pg.Pool;
  readonly #deps: Deps;
  readonly #members = new Map<string, SignedInMember>();
  /** By the schedules' time: what a device does in an hour they do in seconds. */
  #limits = createCallLimits(() => this.nowMs);

  constructor(databaseUrl: string) {
    this.pool = createPool({ databaseUrl, maxConnections: 8, onError: () => undefined });
    const silentHub = {
      publish: () => undefined,
      endSessions: () => undefined,
      subscribe: () => () => undefined,
      start: async () => undefined,
      stop: async () => undefined,
    };
    this.#deps = {
      ...createDeps({
        config: parseConfig({}, '/nowhere'),
        pool: this.pool,
        log: createLogger('silent'),
        now: () => this.nowMs,
        journal: createMemoryJournal(),
        callLimits: { spend: (...call) => this.#limits.spend(...call) },
      }),
      pool: this.#watchedPool(),
      hub: silentHub,
    };
  }

  /**
   * One request of a signed-in person: what is sent and what comes back goes through JSON, errors as the wire has them.
   */
  async call<T>(memberId: string, request: (caller: Caller) => Promise<T>): Promise<T> {
    const member = await this.#memberNow(memberId);
    const context = createContext(
      this.#deps,
      {
        ip: '203.0.113.7',
        userAgent: '',
        cookies: '',
        protocol: PROTOCOL_VERSION,
        shapes: this.clientShapes,
        origin: this.#deps.config.origin,
        crossSite: false,
        id: 'prove',
      },
      { session: { id: memberId, memberId }, member },
      () => undefined,
    );
    try {
      return JSON.parse(JSON.stringify(await request(createCaller(context)))) as T;
    } catch (error) {
      if (!(error instanceof TRPCError)) throw error;
      const { code, httpStatus } = errorData(error);
      if (httpStatus >= 500) throw new Error(`the server failed: ${code}`, { cause: error.cause });
      throw new ServerRefusal(code, httpStatus);
    }
  }

  /** Roles and teams are looked up anew. */
  forgetMembers(): void {
    this.#members.clear();
  }

  /** Nobody has asked for anything yet: schedules follow on each other faster than calls are granted again. */
  forgetCalls(): void {
    this.#limits = createCallLimits(() => this.nowMs);
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  async #memberNow(id: string): Promise<SignedInMember> {
    const known = this.#members.get(id);
    if (known !== undefined) return known;
    const {
      rows: [member],
    } = await this.pool.query<SignedInMember>(
      'SELECT id, full_name AS "fullName", email, role, team_id AS "teamId", scope_version AS "scopeVersion" FROM members WHERE id = $1',
      [id],
    );
    if (member === undefined) throw new Error(`nobody has the id ${id}`);
    this.#members.set(id, member);
    return member;
  }

  #watchedPool(): pg.Pool {
    const statement = (given: unknown) => {
      if (typeof given === 'string') return brokenStatement(given, this.breakage);
      const query = given as pg.QueryConfig;
      return this.breakage === null ? query : { ...query, text: brokenStatement(query.text, this.breakage) };
    };
    const watched = <T extends object>(
      target: T,
      query: (...given: unknown[]) => unknown,
      more: Record<string, unknown> = {},
    ) =>
      new Proxy(target, {
        get: (of, name) => {
          if (name === 'query') return query;
          if (typeof name === 'string' && name in more) return more[name];
          const value: unknown = Reflect.get(of, name, of);
          return typeof value === 'function' ? value.bind(of) : value;
        },
      });
    const connect = async () => {
      const client = await this.pool.connect();
      return watched(client, async (given, ...rest) => {
        if (given === 'COMMIT' && this.holdCommits !== null) await this.holdCommits;
        return (client.query as (...all: unknown[]) => unknown)(statement(given), ...rest);
      });
    };
    return watched(
      this.pool,
      (given, ...rest) => (this.pool.query as (...all: unknown[]) => unknown)(statement(given), ...rest),
      { connect },
    );
  }
}
