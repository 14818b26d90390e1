import { COLLECTIONS, SYNC_ORDER, WRITABLE_COLLECTIONS, type CollectionName } from '../../sync/collections/registry';
import type { DocumentFields } from '../../sync/collections/definition';
import type { Checkpoint, PullOutput, PushInput, PushOutput, PushResult } from '../../sync/protocol/messages';
import { basisOf, type Basis, type Bases, type ConflictCard, type MasterDocument } from '../../sync/rules/document';
import { acknowledge, receiveMaster } from '../../sync/rules/receive-document';
import { createLocalDocument, editDocument, settleCard } from '../../sync/rules/edit-document';
import { isWaiting, openCards, type LocalDocument } from '../../sync/rules/local-document';
import { refuse, refuseUnits, retry } from '../../sync/rules/refuse-document';
import { settingId } from '../../sync/rules/setting-rights';
import { SHAPES } from '../../sync/protocol/version';
import type { UnsentWork } from '../../sync/protocol/unsent-work';
import { TestBrowser, type Office } from './office';

type Writable = PushInput['collection'];

/** What a device needs to know of its office: where it is, and what time it is there. */
type TabletOffice = Pick<Office, 'deps' | 'clock'>;

/** A device with the product's own rules for local documents and no store below them; the wire is the router itself. */
export class Tablet {
  readonly documents = new Map<CollectionName, Map<string, LocalDocument>>(SYNC_ORDER.map((name) => [name, new Map()]));
  readonly checkpoints = new Map<CollectionName, Checkpoint>();
  deviceId = '';

  private constructor(
    private readonly office: TabletOffice,
    readonly browser: TestBrowser,
    readonly memberId: string,
    private readonly clockErrorMs: number,
  ) {}

  /**
   * `clockErrorMs`: how far this device's clock is ahead of the office's. `shapes`: what its build knows, as it says.
   */
  static async signIn(
    office: TabletOffice,
    member: { id: string; email: string },
    clockErrorMs = 0,
    shapes: number = SHAPES,
  ): Promise<Tablet> {
    const browser = new TestBrowser(office.deps, { shapes });
    await browser.signIn(member.email);
    const tablet = new Tablet(office, browser, member.id, clockErrorMs);
    tablet.deviceId = (await (await browser.request()).sync.hello({ deviceId: null, deviceLabel: 'test' })).deviceId;
    return tablet;
  }

  get nowMs(): number {
    return this.office.clock.nowMs + this.clockErrorMs;
  }

  get(collection: CollectionName, id: string): LocalDocument | undefined {
    return this.documents.get(collection)!.get(id);
  }

  fields(collection: CollectionName, id: string): DocumentFields | undefined {
    return this.get(collection, id)?.fields;
  }

  create(collection: Writable, values: DocumentFields, id: string = this.office.deps.newId()): string {
    this.put(
      collection,
      createLocalDocument(COLLECTIONS[collection], id, values, {
        nowMs: this.nowMs,
        deviceId: this.deviceId,
        seen: '',
      }),
    );
    return id;
  }

  edit(collection: Writable, id: string, values: DocumentFields, bases?: Bases): void {
    const by = { nowMs: this.nowMs, deviceId: this.deviceId, seen: '' };
    const edited = editDocument(COLLECTIONS[collection], this.get(collection, id)!, values, by, bases);
    if (edited !== null) this.put(collection, edited);
  }

  /** What a screen of this device shows of a unit now. */
  basis(collection: Writable, id: string, unit: string): Basis {
    const { fields, sync } = this.get(collection, id)!;
    return basisOf(COLLECTIONS[collection], fields, sync.stamps, unit);
  }

  openCards(collection: Writable, id: string): readonly ConflictCard[] {
    return openCards(this.get(collection, id)!.sync);
  }

  settle(collection: Writable, id: string, cardId: string, values: DocumentFields = {}): void {
    const settled = settleCard(COLLECTIONS[collection], this.get(collection, id)!, cardId, values, {
      nowMs: this.nowMs,
      deviceId: this.deviceId,
      seen: '',
    });
    if (settled !== null) this.put(collection, settled);
  }

  /** Says once more what was refused, knowing what stands now. */
  retry(collection: Writable, id: string): void {
    this.put(collection, retry(this.get(collection, id)!));
  }

  /** What would be sent now. */
  outgoing(collection: Writable): PushInput {
    const waiting = [...this.documents.get(collection)!.values()].filter((document) => isWaiting(document.sync.outbox));
    const rows = waiting.map(({ id, sync }) => ({
      id,
      seen: sync.version,
      patch: structuredClone(sync.pending) as PushInput['rows'][number]['patch'],
    }));
    return { collection, deviceId: this.deviceId, sentAtMs: this.nowMs, rows };
  }

  async send(input: PushInput): Promise<PushOutput> {
    return (await this.browser.request()).sync.push(structuredClone(input));
  }

  /** Sends what waits and takes the answer in; `loseAnswer`: the office takes it, the device never hears. */
  async push(collection: Writable, { loseAnswer = false } = {}): Promise<PushResult[]> {
    const input = this.outgoing(collection);
    if (input.rows.length === 0) return [];
    const { results } = await this.send(input);
    if (loseAnswer) return results;
    const definition = COLLECTIONS[collection];
    for (const [at, result] of results.entries()) {
      const local = this.get(collection, result.id)!;
      const sent = input.rows[at]!.patch;
      if (result.outcome === 'applied')
        this.put(collection, acknowledge(definition, local, sent, result.version, null));
      else if (result.outcome === 'merged') {
        const { document, refused = [] } = result;
        const units = refused.map(({ unit }) => unit);
        const taken = Object.fromEntries(Object.entries(sent).filter(([unit]) => !units.includes(unit)));
        const answered = acknowledge(definition, local, taken, document.version, master(document));
        const [first] = refused;
        const why = first && { code: first.code, params: first.params, at: new Date(this.nowMs).toISOString() };
        this.put(collection, why === undefined ? answered : refuseUnits(answered, sent, units, document.stamps, why));
      } else
        this.put(
          collection,
          refuse(local, sent, { code: result.code, params: result.params, at: new Date(this.nowMs).toISOString() }),
        );
    }
    return results;
  }

  async pullPage(
    collection: CollectionName,
    limit = 5_000,
    checkpoint: Checkpoint | null = this.checkpoints.get(collection) ?? null,
  ): Promise<PullOutput> {
    return (await this.browser.request()).sync.pull({ collection, deviceId: this.deviceId, checkpoint, limit });
  }

  /**
   * Pulls to the end. Answers what came: ids in `documents` and `gone`, and whether it began anew. `untilServed`: waits
   * until the feed has everything committed so far; transactions of other test files, on the same server, hold it back
   * too.
   */
  async pull(
    collection: CollectionName,
    limit = 5_000,
    { untilServed = true } = {},
  ): Promise<{ documents: string[]; gone: string[]; restarted: boolean }> {
    if (untilServed) await this.untilFeedServes();
    const came = { documents: [] as string[], gone: [] as string[], restarted: false };
    for (;;) {
      const page = await this.pullPage(collection, limit);
      came.restarted ||= page.restarted;
      for (const document of page.documents) {
        this.put(
          collection,
          receiveMaster(
            COLLECTIONS[collection],
            master(document),
            document.seq ?? 0,
            this.get(collection, document.id) ?? null,
          ),
        );
        came.documents.push(document.id);
      }
      for (const id of page.gone) {
        this.documents.get(collection)!.delete(id);
        came.gone.push(id);
      }
      this.checkpoints.set(collection, page.checkpoint);
      if (!page.hasMore) return came;
    }
  }

  /** Everything up, everything down. */
  async sync(): Promise<void> {
    for (const collection of WRITABLE_COLLECTIONS) await this.push(collection);
    for (const collection of SYNC_ORDER) await this.pull(collection);
  }

  newCustomer(values: DocumentFields = {}): DocumentFields {
    return {
      firstName: 'Işıl',
      lastName: 'Çağlar',
      phone: '',
      altPhone: '',
      email: '',
      countryId: '',
      city: '',
      address: '',
      occupation: '',
      language: 'tr',
      source: 'referral',
      stage: 'new',
      ownerId: this.memberId,
      sharedWith: [],
      notes: '',
      createdBy: this.memberId,
      createdAt: new Date(this.nowMs).toISOString(),
      lastContactAt: '',
      deletedAt: '',
      ...values,
    };
  }

  newAppointment(customerId: string, values: DocumentFields = {}): DocumentFields {
    const at = (hours: number) => new Date(this.office.clock.nowMs + hours * 3_600_000).toISOString();
    return {
      customerId,
      agentId: this.memberId,
      title: 'Tanışma',
      kind: 'meeting',
      startsAt: at(24),
      endsAt: at(25),
      zone: 'Europe/Istanbul',
      location: '',
      notes: '',
      status: 'confirmed',
      cancelReason: '',
      createdBy: this.memberId,
      createdAt: at(0),
      deletedAt: '',
      ...values,
    };
  }

  newInteraction(customerId: string, values: DocumentFields = {}): DocumentFields {
    const now = new Date(this.office.clock.nowMs).toISOString();
    return {
      customerId,
      authorId: this.memberId,
      kind: 'call',
      outcome: 'reached',
      body: '',
      durationMinutes: 5,
      occurredAt: now,
      createdAt: now,
      ...values,
    };
  }

  /** Decides a setting, as somebody does who does not know that anybody else did; answers its id. */
  decide(key: string, subject: string, value: object, memberId = ''): string {
    const by = { createdBy: this.memberId, createdAt: new Date(this.nowMs).toISOString() };
    const fields = { key, subject, memberId, value, archivedAt: '', ...by };
    return this.create('settings', fields, settingId(key, subject));
  }

  private async untilFeedServes(): Promise<void> {
    const { pool } = this.office.deps;
    const next = (await pool.query<{ xid: string }>('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xid'))
      .rows[0]?.xid;
    for (;;) {
      const { rows } = await pool.query<{ passed: boolean }>(
        'SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 AS passed',
        [next],
      );
      if (rows[0]?.passed === true) return;
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
    }
  }

  private put(collection: CollectionName, document: LocalDocument): void {
    this.documents.get(collection)!.set(document.id, document);
  }
}

function master({ id, version, fields, stamps, conflicts = [] }: PullOutput['documents'][number]): MasterDocument {
  return { id, version, fields, stamps, conflicts: conflicts as ConflictCard[] };
}

/** All that waits on this tablet, as it is handed in or saved to a file; the epoch is the caller's to say. */
export function unsentWork(tablet: Tablet): UnsentWork {
  return {
    format: 'saha-unsent',
    version: 1,
    epoch: '',
    memberId: tablet.memberId,
    deviceId: tablet.deviceId,
    takenAtMs: tablet.nowMs,
    documents: WRITABLE_COLLECTIONS.flatMap((collection) =>
      tablet.outgoing(collection).rows.map((row) => ({ collection, row })),
    ),
  };
}
