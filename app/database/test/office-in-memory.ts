/**
 * An office that keeps sync/README.md in a few maps: the same merge, receipts, feed order, epoch and scope as the real
 * one, without SQL. It can be out of reach, lose its answers, refuse rows, be restored and give a customer to somebody
 * else.
 */
import { unitOfField, type DocumentFields } from '../../../sync/collections/definition';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import type { InteractionFields } from '../../../sync/collections/interaction';
import { COLLECTIONS, type CollectionName } from '../../../sync/collections/registry';
import type { Checkpoint, PullOutput, PushResult, PushRow, WireDocument } from '../../../sync/protocol/messages';
import { cardsAfter } from '../../../sync/rules/conflict-cards';
import { contactInstants, latestOf } from '../../../sync/rules/last-contact';
import {
  sameValue,
  stampOf,
  unitValues,
  type ConflictCard,
  type Patch,
  type Stamps,
} from '../../../sync/rules/document';
import { settledIn } from '../../../sync/rules/local-document';
import { mergePatch } from '../../../sync/rules/merge';
import { bucketOf, digestBuckets, documentDigest } from '../../../sync/rules/digest';
import type { SurrenderInput } from '../../../sync/protocol/unsent-work';
import { correctStamp } from '../../../sync/rules/stamp';
import type { DigestServer } from '../replication/check-digests';
import type { SurrenderServer } from '../replication/unsent-work';
import { ServerRefusal, type StreamListener, type SyncServer } from '../replication/sync-server';

type Row = {
  id: string;
  version: number;
  fields: DocumentFields;
  stamps: Stamps;
  conflicts: readonly ConflictCard[];
  xid: number;
  receipts: Record<string, { seq: number; version: number }>;
};

export class OfficeInMemory {
  epoch = 'epoch-1';
  scope = 'everything';
  nowMs = () => Date.now();
  /** What goes wrong; each may be changed at any time. */
  isReachable = true;
  /** Pushes are carried out, but their answers get lost, this many times. */
  loseAnswers = 0;
  signedOut = false;
  /** The device was reported lost. */
  lost = false;
  readonly surrendered: SurrenderInput[] = [];
  /** Names that belong to other people's devices. */
  readonly foreignDevices = new Set<string>();
  /** Whose cookie the browser sends; null: that of whoever asks. */
  sessionOf: string | null = null;
  /** After so many more parts of a lost device's work the network fails. */
  acceptsParts = Number.POSITIVE_INFINITY;
  updateNeeded = false;
  refusals = new Map<string, string>();
  /** A request that carries one of these is refused as a whole. */
  readonly unreadable = new Set<string>();
  /** A transaction is open that holds this document, and whatever was written after it, back from pulls. */
  heldBack: string | null = null;
  /** Runs in the middle of each push, after it was carried out and before its answer arrives. */
  duringPush: () => Promise<void> = () => Promise.resolve();
  readonly pushes: PushRow[][] = [];
  readonly pulled: CollectionName[] = [];
  /** Repairs that devices asked for. */
  readonly repairs: { collection: CollectionName; ids: string[]; removed: number }[] = [];
  digestsAsked = 0;

  /** Whose name stands on a conflict card. */
  readonly memberOfDevice = new Map<string, string>();

  readonly #tables = new Map<CollectionName, Map<string, Row>>();
  readonly #exits: { collection: CollectionName; id: string; xid: number }[] = [];
  readonly #listeners = new Set<StreamListener>();
  #xid = 1;
  #devices = 0;

  table(collection: CollectionName): Map<string, Row> {
    let table = this.#tables.get(collection);
    if (table === undefined) this.#tables.set(collection, (table = new Map()));
    return table;
  }

  /** Writes as somebody in the office would. */
  write(collection: CollectionName, id: string, fields: DocumentFields, stamp: string): void {
    const before = this.table(collection).get(id);
    const unitOf = (field: string) => unitOfField(COLLECTIONS[collection], field);
    const stamps =
      before === undefined
        ? { '*': stamp }
        : { ...before.stamps, ...Object.fromEntries(Object.keys(fields).map((field) => [unitOf(field), stamp])) };
    this.table(collection).set(id, {
      id,
      version: (before?.version ?? 0) + 1,
      fields: { ...before?.fields, ...fields },
      stamps,
      conflicts: before?.conflicts ?? [],
      xid: (this.#xid += 1),
      receipts: before?.receipts ?? {},
    });
    this.#tell([collection]);
  }

  takeAway(collection: CollectionName, id: string): void {
    this.table(collection).delete(id);
    this.#exits.push({ collection, id, xid: (this.#xid += 1) });
    this.#tell([collection]);
  }

  /** A backup from before everything since: another epoch, and these documents are not known any more. */
  restore(without: readonly (readonly [CollectionName, string])[]): void {
    this.epoch = `${this.epoch}+`;
    for (const [collection, id] of without) this.table(collection).delete(id);
    this.#tell(['customers', 'appointments', 'interactions', 'consents']);
  }

  dropStreams(error: unknown): void {
    for (const listener of [...this.#listeners]) listener.ended(error);
  }

  connect(): SyncServer {
    return {
      hello: async ({ deviceId, memberId }) => {
        this.#admit(true);
        if (this.sessionOf !== null && memberId !== this.sessionOf) throw new ServerRefusal('auth.required', 401);
        if (deviceId !== null && this.foreignDevices.has(deviceId)) throw new ServerRefusal('sync.deviceForeign', 409);
        const name = deviceId ?? (this.#devices += 1).toString(16).padStart(8, 'a');
        if (memberId !== undefined) this.memberOfDevice.set(name, memberId);
        return {
          epoch: this.epoch,
          scope: this.scope,
          deviceId: name,
          serverNowMs: this.nowMs(),
        };
      },
      pull: async ({ collection, checkpoint, limit, deviceId }) => {
        this.#admit(true);
        this.pulled.push(collection);
        return this.#pull(collection, checkpoint, limit, deviceId);
      },
      push: async ({ collection, deviceId, sentAtMs, rows }) => {
        this.#admit(false);
        if (rows.some(({ id }) => this.unreadable.has(id))) throw new ServerRefusal('request.invalid', 400);
        this.pushes.push(rows);
        const shiftMs = this.nowMs() - sentAtMs;
        this.#xid += 1;
        const isRefused = (row: PushRow) => this.#refusal(collection, row) !== undefined;
        const refusedSaves = new Set(
          rows.flatMap((row) => (row.group !== undefined && isRefused(row) ? row.group : [])),
        );
        const results = rows.map((row) =>
          row.group !== undefined && refusedSaves.has(row.group) && !isRefused(row)
            ? this.#refuse(collection, deviceId, row.id, 'sync.groupRefused')
            : this.#push(collection, deviceId, Math.abs(shiftMs) > 30_000 ? shiftMs : 0, row),
        );
        await this.duringPush();
        this.#tell([collection]);
        if (this.loseAnswers > 0) {
          this.loseAnswers -= 1;
          throw new TypeError('Failed to fetch');
        }
        return structuredClone({ results, serverNowMs: this.nowMs() });
      },
      count: async (collection) => {
        this.#admit(true);
        return this.table(collection).size;
      },
      stream: (listener) => {
        this.#listeners.add(listener);
        queueMicrotask(() => listener.event({ kind: 'resync' }));
        return () => {
          this.#listeners.delete(listener);
        };
      },
    };
  }

  handingIn(): SurrenderServer {
    return {
      surrender: async (work) => {
        if (!this.isReachable) throw new TypeError('Failed to fetch');
        if (this.surrendered.some((part) => part.isLast === true || sameValue(part.documents, work.documents)))
          throw new ServerRefusal('work.alreadyHandedIn', 409);
        if (work.documents.some(({ row }) => this.refusals.get(row.id) === 'request.invalid'))
          throw new ServerRefusal('request.invalid', 400);
        if (this.acceptsParts === 0) throw new TypeError('Failed to fetch');
        this.acceptsParts -= 1;
        this.surrendered.push(structuredClone(work));
      },
    };
  }

  /** §10 */
  comparing(): DigestServer {
    return {
      digest: async ({ collection }) => {
        this.#admit(true);
        this.digestsAsked += 1;
        return { buckets: digestBuckets(this.#digested(collection)) };
      },
      digestOf: async ({ collection, buckets }) => {
        this.#admit(true);
        return {
          documents: this.#digested(collection)
            .filter(({ id }) => buckets.includes(bucketOf(id)))
            .map((row): [string, number] => [row.id, documentDigest(row)]),
          unsettled: [],
        };
      },
      repair: async ({ collection, ids, removed }) => {
        this.#admit(true);
        this.repairs.push({ collection, ids, removed });
        for (const id of ids) {
          const row = this.table(collection).get(id);
          if (row !== undefined)
            this.table(collection).set(id, { ...row, version: row.version + 1, xid: (this.#xid += 1) });
        }
        return { rewritten: ids.length };
      },
    };
  }

  #digested(collection: CollectionName) {
    return [...this.table(collection).values()].filter(({ fields }) => (fields['deletedAt'] ?? '') === '');
  }

  #admit(needsCurrentBuild: boolean): void {
    if (!this.isReachable) throw new TypeError('Failed to fetch');
    if (this.lost) throw new ServerRefusal('session.revoked', 401);
    if (this.signedOut) throw new ServerRefusal('auth.required', 401);
    if (needsCurrentBuild && this.updateNeeded) throw new ServerRefusal('sync.updateNeeded', 426);
  }

  #tell(collections: string[]): void {
    queueMicrotask(() => {
      if (this.isReachable)
        for (const listener of [...this.#listeners]) listener.event({ kind: 'changed', collections });
    });
  }

  #wire(row: Row, deviceId: string): WireDocument {
    const seq = row.receipts[deviceId]?.seq ?? 0;
    const { id, version, fields, stamps, conflicts } = row;
    return {
      id,
      version,
      fields,
      stamps,
      ...(conflicts.length > 0 ? { conflicts: [...conflicts] } : {}),
      ...(seq > 0 ? { seq } : {}),
    };
  }

  #pull(collection: CollectionName, given: Checkpoint | null, limit: number, deviceId: string): PullOutput {
    const isKnown = given !== null && given.epoch === this.epoch && given.scope === this.scope;
    const after = isKnown ? given : { xid: '0', id: '' };
    const isAfter = (xid: number, id: string) =>
      xid > Number(after.xid) || (xid === Number(after.xid) && id > after.id);
    const feed = [
      ...[...this.table(collection).values()]
        .filter(({ fields }) => isKnown || (fields['deletedAt'] ?? '') === '')
        .map((row) => ({ xid: row.xid, id: row.id, row })),
      ...(isKnown ? this.#exits : [])
        .filter((exit) => exit.collection === collection && !this.table(collection).has(exit.id))
        .map((exit) => ({ ...exit, row: null })),
    ]
      .filter(({ xid, id }) => isAfter(xid, id))
      .sort((a, b) => a.xid - b.xid || (a.id < b.id ? -1 : 1));
    const heldFrom = feed.findIndex(({ id }) => id === this.heldBack);
    if (heldFrom >= 0) feed.splice(heldFrom);
    const page = feed.slice(0, limit);
    const last = page[page.length - 1];
    return structuredClone({
      restarted: given !== null && !isKnown,
      documents: page.flatMap(({ row }) => (row === null ? [] : [this.#wire(row, deviceId)])),
      gone: page.flatMap(({ row, id }) => (row === null ? [id] : [])),
      checkpoint: {
        epoch: this.epoch,
        scope: this.scope,
        xid: last === undefined ? after.xid : String(last.xid),
        id: last?.id ?? after.id,
      },
      hasMore: feed.length > limit,
      ...(heldFrom >= 0 && feed.length <= limit ? { held: true as const } : {}),
      serverNowMs: this.nowMs(),
    });
  }

  /** As the real one does by trigger. `before` is what an appointment was. */
  #followContacts(before: DocumentFields, after: DocumentFields): void {
    const customerId = String(after['customerId']);
    const customer = this.table('customers').get(customerId);
    if (customer === undefined) return;
    const of = <F>(collection: CollectionName) =>
      [...this.table(collection).values()]
        .filter(({ fields }) => fields['customerId'] === customerId)
        .map(({ id, fields }) => ({ ...fields, id }) as F);
    const entries = of<InteractionFields>('interactions');
    const latest = latestOf(contactInstants(entries, of<AppointmentFields>('appointments')));
    const last = String(customer.fields['lastContactAt'] ?? '');
    const withdrawn = [
      ...entries.filter(({ id }) => id === after['retracts']).map(({ occurredAt }) => occurredAt),
      ...(before['status'] === 'held' ? [String(before['startsAt'])] : []),
    ];
    const lastContactAt = latest > last ? latest : withdrawn.includes(last) ? latest : last;
    if (lastContactAt === last) return;
    const fields = { ...customer.fields, lastContactAt };
    this.table('customers').set(customer.id, { ...customer, fields, version: customer.version + 1, xid: this.#xid });
    this.#tell(['customers']);
  }

  #refusal(collection: CollectionName, row: PushRow): string | undefined {
    const before = this.table(collection).get(row.id);
    const parent = before === undefined ? row.patch['customerId']?.values['customerId'] : undefined;
    return (
      this.refusals.get(row.id) ??
      (typeof parent === 'string' && !this.table('customers').has(parent)
        ? `${collection.slice(0, -1)}.customerUnknown`
        : undefined) ??
      (before === undefined && row.seen > 0 ? 'sync.unknownDocument' : undefined)
    );
  }

  #refuse(collection: CollectionName, deviceId: string, id: string, code: string): PushResult {
    const before = this.table(collection).get(id);
    const document = before === undefined ? null : this.#wire(before, deviceId);
    return { id, outcome: 'refused', code, params: {}, document };
  }

  #push(collection: CollectionName, deviceId: string, shiftMs: number, row: PushRow): PushResult {
    const definition = COLLECTIONS[collection];
    const before = this.table(collection).get(row.id);
    const code = this.#refusal(collection, row);
    if (code !== undefined) return this.#refuse(collection, deviceId, row.id, code);
    const receipt = before?.receipts[deviceId];
    const patch: Patch = Object.fromEntries(
      Object.entries(row.patch as Patch)
        .filter(([, unit]) => unit.seq > (receipt?.seq ?? 0))
        .map(([name, unit]) => [name, { ...unit, stamp: correctStamp(unit.stamp, shiftMs, this.nowMs()) }]),
    );
    const born = collection === 'customers' ? { lastContactAt: '' } : {};
    const base: Row = before ?? {
      id: row.id,
      version: 0,
      fields: born,
      stamps: {},
      conflicts: [],
      xid: 0,
      receipts: {},
    };
    let after = base;
    if (Object.keys(patch).length > 0) {
      // By others, also where this device's own last push, whose answer may be lost, came after them.
      const isUnseen =
        (row.seen < base.version && receipt?.version !== base.version) ||
        Object.entries(base.receipts).some(([device, { version }]) => device !== deviceId && version > row.seen);
      const merged = mergePatch(definition, base, patch, isUnseen);
      const settled = settledIn(patch);
      const conflicts = cardsAfter(
        definition,
        base.conflicts,
        merged,
        ({ id }) => settled.includes(id),
        this.memberOfDevice,
      );
      const version = base.version + 1;
      const seq = Math.max(...Object.values(patch).map((unit) => unit.seq));
      after = {
        ...base,
        version,
        fields: merged.fields,
        stamps: merged.stamps,
        conflicts,
        xid: this.#xid,
        receipts: { ...base.receipts, [deviceId]: { seq, version } },
      };
      this.table(collection).set(row.id, after);
      if (collection === 'interactions' || collection === 'appointments')
        this.#followContacts(base.fields, merged.fields);
    }
    const isShown =
      after.conflicts.length === 0 &&
      base.conflicts.length === 0 &&
      base.version === row.seen &&
      Object.entries(row.patch as Patch).every(
        ([name, unit]) =>
          sameValue(unitValues(definition, after.fields, name), unit.values) &&
          stampOf(after.stamps, name) === unit.stamp,
      );
    return isShown
      ? { id: row.id, outcome: 'applied', version: after.version }
      : { id: row.id, outcome: 'merged', document: this.#wire(after, deviceId) };
  }
}
