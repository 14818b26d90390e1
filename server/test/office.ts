import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidV7 } from 'uuid';
import type { Role } from '../../sync/collections/member';
import { PROTOCOL_VERSION, SHAPES } from '../../sync/protocol/version';
import { parseConfig } from '../config';
import { createPool } from '../db/pool';
import { closeDeps, createDeps, type Deps } from '../deps';
import { createPasswordHasher } from '../features/auth/hash-password';
import { resolveSession } from '../features/auth/resolve-session';
import { readSessionToken } from '../features/auth/session-cookie';
import { hashSessionToken } from '../features/auth/session-token';
import { createMember } from '../features/members/create-member';
import { createTeam } from '../features/members/create-team';
import { createMemoryJournal } from '../db/journal';
import { countHere } from '../features/reports/report-verbs';
import { createMemoryStore } from '../gateways/files/memory';
import { createMemoryEmail } from '../gateways/email/memory';
import { createLogger } from '../lib/logger';
import { createContext, type RequestFacts } from '../trpc/context';
import { createCaller } from '../trpc/root-router';
import { createTestDatabase, type TestDatabase } from './database';

export const TEST_PASSWORD = 'bir-deniz-feneri';

export type Office = {
  readonly deps: Deps;
  /** The database as its owner, who migrates and restores: what `deps` may not do. */
  readonly ownerUrl: string;
  /** What `deps.now()` answers; move it to let time pass. */
  readonly clock: { nowMs: number };
  addTeam(name: string): Promise<string>;
  /** Somebody who signs in with TEST_PASSWORD. */
  addMember(values?: {
    email?: string;
    role?: Role;
    teamId?: string;
    fullName?: string;
  }): Promise<{ id: string; email: string }>;
  close(): Promise<void>;
};

/** An office on a database of its own, in the role it has in production, with hashing made cheap. */
export async function createTestOffice(env: Record<string, string> = {}): Promise<Office> {
  return openTestOffice(await createTestDatabase(), env);
}

/** The same on a database that was migrated already; it is closed with the office. */
export function openTestOffice(database: Pick<TestDatabase, 'url' | 'appUrl' | 'close'>, env = {}): Office {
  const clock = { nowMs: Date.UTC(2026, 10, 22, 9) };
  // Uploads are gathered there; a folder that tests share would be there for the next one too.
  const root = path.join(tmpdir(), `saha-office-${randomUUID()}`);
  const pool = createPool({ databaseUrl: database.appUrl, maxConnections: 10, onError: () => undefined });
  const deps = createDeps({
    config: parseConfig(env, root),
    pool,
    log: createLogger('silent'),
    now: () => clock.nowMs,
    passwords: createPasswordHasher({ memoryCost: 64, timeCost: 1 }),
    journal: createMemoryJournal(),
    email: createMemoryEmail(),
    files: createMemoryStore(),
    // Offices of tests are small, and a thread takes seconds to begin.
    counting: countHere({ pool, now: () => clock.nowMs, newId: uuidV7 }),
  });
  const byNobody = { memberId: null, ip: '' };
  let count = 0;
  return {
    deps,
    ownerUrl: database.url,
    clock,
    addTeam: async (name) => (await createTeam(deps, byNobody, name)).id,
    async addMember(values = {}) {
      count += 1;
      const email = values.email ?? `kisi${count}@saha.example`;
      const { memberId } = await createMember(
        deps,
        byNobody,
        {
          fullName: values.fullName ?? `Kişi ${count}`,
          email,
          role: values.role ?? 'agent',
          teamId: values.teamId ?? '',
        },
        TEST_PASSWORD,
      );
      return { id: memberId, email };
    },
    async close() {
      await closeDeps(deps);
      await pool.end();
      await database.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** A browser: keeps cookies and calls the router as HTTP would, with its session looked up anew each time. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly setCookies: string[] = [];
  constructor(
    private readonly deps: Deps,
    private readonly facts: Partial<RequestFacts> = {},
    /** False: its person is not at hand to prove who they are whenever that is asked for. */
    private readonly keepsConfirmed = true,
  ) {}

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** One request: `(await browser.request()).auth.me()`. */
  async request(facts: Partial<RequestFacts> = {}) {
    const cookies = this.cookieHeader;
    if (this.keepsConfirmed) await this.#confirm(cookies);
    const request: RequestFacts = {
      ip: '203.0.113.7',
      userAgent: '',
      cookies,
      protocol: PROTOCOL_VERSION,
      shapes: SHAPES,
      origin: this.deps.config.origin,
      crossSite: false,
      id: 'test',
      ...this.facts,
      ...facts,
    };
    return createCaller(
      createContext(this.deps, request, await resolveSession(this.deps, cookies), (header) => this.keep(header)),
    );
  }

  async signIn(email: string, password: string = TEST_PASSWORD) {
    return (await this.request()).auth.signIn({ email, password });
  }

  async #confirm(cookies: string): Promise<void> {
    const token = readSessionToken(cookies, this.deps.config.secureCookies);
    if (token === null) return;
    await this.deps.prisma.session.updateMany({
      where: { tokenHash: hashSessionToken(token) },
      data: { confirmedAt: new Date(this.deps.now()) },
    });
  }

  private keep(header: string): void {
    this.setCookies.push(header);
    const [pair = '', ...attributes] = header.split('; ');
    const [name = '', value = ''] = pair.split('=');
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** Runs `call` and returns the code and params it was refused with; fails when it was not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: string; params: Record<string, unknown> }> {
  try {
    await call;
  } catch (error) {
    const cause =
      (error as { cause?: { code?: string; params?: Record<string, unknown> } }).cause ??
      (error as { code?: string; params?: Record<string, unknown> });
    if (typeof cause.code === 'string') return { code: cause.code, params: cause.params ?? {} };
    throw error;
  }
  throw new Error('the call was not refused');
}
