/**
 * A device that does nothing but write and push, with the product's rules and no store: it must outlive the server, not
 * itself.
 */
import { v7 as uuidv7 } from 'uuid';
import type pg from 'pg';
import { COLLECTIONS } from '../../sync/collections/registry';
import type { PushInput, PushRow } from '../../sync/protocol/messages';
import { acknowledge, receiveMaster } from '../../sync/rules/receive-document';
import { createLocalDocument, editDocument } from '../../sync/rules/edit-document';
import type { LocalDocument } from '../../sync/rules/local-document';
import { toMaster } from '../../app/database/stored-document';
import type { SyncServer } from '../../app/database/replication/sync-server';

const ROWS_PER_PUSH = 10;

export class PushingDevice {
  written = 0;
  acknowledged = 0;
  cutOff = 0;
  #customer: LocalDocument;
  #edits = 0;
  #waiting: LocalDocument[] = [];
  readonly #sure: string[] = [];
  #sureCity = '';

  constructor(
    private readonly deviceId: string,
    private readonly memberId: string,
    private readonly customerId: string,
  ) {
    this.#customer = receiveMaster(
      COLLECTIONS.customers,
      { id: customerId, version: 1, fields: { city: '' }, stamps: {}, conflicts: [] },
      0,
      null,
    );
  }

  /** Writes and pushes until the connection breaks. */
  async pushUntilCut(server: SyncServer): Promise<void> {
    for (;;) {
      this.#write();
      try {
        await this.#pushAll(server);
      } catch {
        this.cutOff += 1;
        return;
      }
    }
  }

  async pushRest(server: SyncServer): Promise<void> {
    await this.#pushAll(server);
  }

  /** What was acknowledged and is not there. */
  async missing(pool: pg.Pool): Promise<string[]> {
    const { rows } = await pool.query<{ id: string }>(
      'SELECT id FROM unnest($1::uuid[]) AS id WHERE NOT EXISTS (SELECT 1 FROM interactions i WHERE i.id = id.id)',
      [this.#sure],
    );
    const {
      rows: [customer],
    } = await pool.query<{ city: string }>('SELECT city FROM customers WHERE id = $1', [this.customerId]);
    // An edit whose answer was cut off may stand there already.
    const isThere = customer?.city === this.#sureCity || customer?.city === this.#customer.fields['city'];
    return [
      ...rows.map(({ id }) => `interaction ${id} was acknowledged and is not there`),
      ...(isThere ? [] : [`${this.#sureCity} was acknowledged, ${customer?.city} is there`]),
    ];
  }

  /** After everything was answered: what happened more than once. */
  async repeated(pool: pg.Pool): Promise<string[]> {
    const { rows } = await pool.query<{ body: string }>(
      'SELECT body FROM interactions WHERE customer_id = $1 GROUP BY body HAVING count(*) > 1 OR max(version) > 1',
      [this.customerId],
    );
    const {
      rows: [counts],
    } = await pool.query<{ version: number; logged: number }>(
      'SELECT version, (SELECT count(*)::int FROM interactions WHERE customer_id = $1) AS logged FROM customers WHERE id = $1',
      [this.customerId],
    );
    const problems = rows.map(({ body }) => `${body} was logged more than once`);
    if (counts?.logged !== this.#sure.length)
      problems.push(`${counts?.logged} interactions are there and ${this.#sure.length} were logged`);
    if (counts?.version !== 1 + this.#edits)
      problems.push(`the customer was written ${Number(counts?.version) - 1} times for ${this.#edits} edits`);
    return problems;
  }

  #by() {
    return { nowMs: Date.now(), deviceId: this.deviceId, seen: '' };
  }

  #write(): void {
    const at = new Date().toISOString();
    for (let row = 0; row < ROWS_PER_PUSH; row += 1) {
      this.written += 1;
      this.#waiting.push(
        createLocalDocument(
          COLLECTIONS.interactions,
          uuidv7(),
          {
            customerId: this.customerId,
            authorId: this.memberId,
            kind: 'note',
            outcome: '',
            body: `${this.deviceId} ${this.written}`,
            durationMinutes: 0,
            occurredAt: at,
            createdAt: at,
          },
          this.#by(),
        ),
      );
    }
    // Not over an edit on its way: each is then one write of the server's.
    if (Object.keys(this.#customer.sync.pending).length > 0) return;
    this.#edits += 1;
    this.written += 1;
    this.#customer = editDocument(
      COLLECTIONS.customers,
      this.#customer,
      { city: `${this.deviceId} ${this.#edits}` },
      this.#by(),
    ) as LocalDocument;
  }

  async #pushAll(server: SyncServer): Promise<void> {
    const { pending } = this.#customer.sync;
    if (Object.keys(pending).length > 0) {
      const {
        results: [result],
      } = await server.push(this.#input('customers', [this.#customer]));
      if (result === undefined || result.outcome === 'refused') throw new Error('an edit was refused');
      this.#customer = acknowledge(
        COLLECTIONS.customers,
        this.#customer,
        pending,
        result.outcome === 'merged' ? result.document.version : result.version,
        result.outcome === 'merged' ? toMaster(result.document) : null,
      );
      this.#sureCity = String(this.#customer.fields['city']);
      this.acknowledged += 1;
    }
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, ROWS_PER_PUSH);
      const { results } = await server.push(this.#input('interactions', batch));
      if (results.some(({ outcome }) => outcome === 'refused')) throw new Error('an interaction was refused');
      this.#sure.push(...batch.map(({ id }) => id));
      this.acknowledged += batch.length;
      this.#waiting = this.#waiting.slice(batch.length);
    }
  }

  #input(collection: PushInput['collection'], documents: readonly LocalDocument[]): PushInput {
    return {
      collection,
      deviceId: this.deviceId,
      sentAtMs: Date.now(),
      rows: documents.map(({ id, sync }): PushRow => ({
        id,
        seen: sync.version,
        patch: structuredClone(sync.pending) as PushRow['patch'],
      })),
    };
  }
}
