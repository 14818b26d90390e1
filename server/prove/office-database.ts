/** The office's side of a proof: its database, what happens in it beside the devices, and its horizon. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { makeStamp, SERVER_DEVICE_ID } from '../../sync/rules/stamp';
import { backupDatabase } from '../db/backup';
import { migrate } from '../db/migrate';
import { createPool } from '../db/pool';
import { restoreDatabase } from '../db/restore';
import { onServer } from './server-process';
import { DEVICES, PEOPLE, PERSON_NAMES, TEAMS, type PersonName } from './cast';

export class OfficeDatabase {
  readonly pool: pg.Pool;
  #import: pg.PoolClient | null = null;
  #folder: string | null = null;

  private constructor(readonly url: string) {
    this.pool = createPool({ databaseUrl: url, maxConnections: 6, onError: () => undefined });
  }

  /** `url` names an empty or a migrated database, which from then on belongs to the proof. */
  static async open(url: string): Promise<OfficeDatabase> {
    await migrate(url);
    const database = new OfficeDatabase(url);
    const { pool } = database;
    await pool.query(
      `INSERT INTO countries (id, iso3, numeric, name_tr, name_en, dial_code, flag)
        VALUES ('TR', 'TUR', '792', 'Türkiye', 'Türkiye', '+90', '/f')`,
    );
    for (const [name, id] of Object.entries(TEAMS))
      await pool.query('INSERT INTO teams (id, name) VALUES ($1, $2)', [id, name]);
    for (const name of PERSON_NAMES) {
      const { id, role, teamId } = PEOPLE[name];
      await pool.query('INSERT INTO members (id, full_name, email, role, team_id) VALUES ($1, $2, $3, $4, $5)', [
        id,
        name,
        `${name}@ornek.example`,
        role,
        teamId,
      ]);
    }
    await database.introduceDevices();
    return database;
  }

  /** The same in a database made for it on the server of `serverUrl`. */
  static async withNew(serverUrl: string, url: string): Promise<OfficeDatabase> {
    await onServer(serverUrl, `CREATE DATABASE ${new URL(url).pathname.slice(1)}`);
    return OfficeDatabase.open(url);
  }

  /** Sessions are named after their person. */
  async introduceDevices(): Promise<void> {
    for (const name of PERSON_NAMES) {
      const { id } = PEOPLE[name];
      await this.pool.query(
        `INSERT INTO sessions (id, token_hash, member_id, expires_at) VALUES ($1, decode($2, 'escape'), $1, 'infinity')
          ON CONFLICT DO NOTHING`,
        [id, id],
      );
    }
    for (const { deviceId, person } of DEVICES)
      await this.pool.query('INSERT INTO devices (id, member_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        deviceId,
        PEOPLE[person].id,
      ]);
  }

  /** A customer the office itself brought in. */
  async addCustomer(
    owner: PersonName,
    nowMs: number,
    sharedWith: readonly PersonName[] = [],
    client: pg.Pool | pg.PoolClient = this.pool,
  ): Promise<string> {
    const id = uuidv7();
    await client.query(
      `INSERT INTO customers (id, first_name, source, stage, owner_id, shared_with, created_by, created_at, stamps)
        VALUES ($1, 'office', 'fair', 'new', $2, $3::uuid[], $2, $4, $5)`,
      [
        id,
        PEOPLE[owner].id,
        sharedWith.map((name) => PEOPLE[name].id),
        new Date(nowMs),
        JSON.stringify({ '*': makeStamp(nowMs, 0, SERVER_DEVICE_ID) }),
      ],
    );
    return id;
  }

  async addAppointment(customerId: string, agent: PersonName, nowMs: number): Promise<string> {
    const id = uuidv7();
    await this.pool.query(
      `INSERT INTO appointments (id, customer_id, agent_id, kind, starts_at, ends_at, zone, status, created_by,
        created_at, stamps)
       VALUES ($1, $2, $3, 'visit', $4::timestamptz + interval '1 day', $4::timestamptz + interval '25 hours',
         'Europe/Istanbul', 'draft', $3, $4, $5)`,
      [
        id,
        customerId,
        PEOPLE[agent].id,
        new Date(nowMs),
        JSON.stringify({ '*': makeStamp(nowMs, 0, SERVER_DEVICE_ID) }),
      ],
    );
    return id;
  }

  /** A transaction that takes its time: others begin and commit while it is open. */
  async beginImport(owner: PersonName, nowMs: number): Promise<string> {
    this.#import = await this.pool.connect();
    await this.#import.query('BEGIN');
    return this.addCustomer(owner, nowMs, [], this.#import);
  }

  async endImport(): Promise<void> {
    const client = this.#import;
    this.#import = null;
    await client?.query('COMMIT');
    client?.release();
  }

  async changeMember(person: PersonName, change: { team_id: string } | { role: string }): Promise<void> {
    const [[column, value]] = Object.entries(change) as [[string, string]];
    await this.pool.query(`UPDATE members SET ${column} = $2 WHERE id = $1`, [PEOPLE[person].id, value]);
  }

  /** Everybody as in the beginning. True when somebody was not. */
  async resetMembers(): Promise<boolean> {
    let changed = 0;
    for (const name of PERSON_NAMES) {
      const { id, role, teamId } = PEOPLE[name];
      changed +=
        (
          await this.pool.query(
            'UPDATE members SET role = $2, team_id = $3 WHERE id = $1 AND (role <> $2 OR team_id IS DISTINCT FROM $3)',
            [id, role, teamId],
          )
        ).rowCount ?? 0;
    }
    return changed > 0;
  }

  /** Resolves when everything committed until now lies below the horizon of pulls. */
  async passHorizon(): Promise<void> {
    const {
      rows: [now],
    } = await this.pool.query<{ xid: string }>('SELECT pg_current_xact_id()::text AS xid');
    for (;;) {
      const {
        rows: [horizon],
      } = await this.pool.query<{ passed: boolean }>(
        'SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 AS passed',
        [now?.xid],
      );
      if (horizon?.passed === true) return;
      await new Promise((resolve) => {
        setTimeout(resolve, 2);
      });
    }
  }

  async backUp(nowMs: number): Promise<void> {
    this.#folder ??= await mkdtemp(path.join(tmpdir(), 'saha-prove-'));
    const file = path.join(this.#folder, 'office.backup.gz');
    await this.#alone((client) => backupDatabase(client, file, new Date(nowMs).toISOString(), () => undefined));
  }

  /** Back to what it was at the last `backUp`; everybody signs in again. */
  async restore(): Promise<void> {
    await this.#alone((client) => restoreDatabase(client, path.join(this.#folder as string, 'office.backup.gz')));
    await this.introduceDevices();
  }

  async #alone(work: (client: pg.PoolClient) => Promise<unknown>): Promise<void> {
    const client = await this.pool.connect();
    try {
      await work(client);
    } finally {
      client.release();
    }
  }

  async empty(): Promise<void> {
    await this.pool.query(
      `SELECT set_config('saha.erasing', 'on', true);
       DELETE FROM interactions; DELETE FROM appointments; DELETE FROM customers; DELETE FROM scope_exits`,
    );
  }

  async close(): Promise<void> {
    await this.pool.end();
    if (this.#folder !== null) await rm(this.#folder, { recursive: true, force: true });
  }
}
