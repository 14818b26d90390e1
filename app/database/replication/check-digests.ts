/**
 * Whether this replica holds exactly what the office would send it (sync/README.md §10), and what mends it where not.
 * A difference counts only when it stands through two pulls, was not touched meanwhile on either side and the office
 * does not call it `unsettled`; so nothing that was merely on its way is ever taken for damage.
 */
import type { RxCollection } from 'rxdb';
import { COLLECTIONS, type CollectionName } from '../../../sync/collections/registry';
import { SHAPES } from '../../../sync/protocol/version';
import type { DigestOfOutput, DigestOutput, RepairOutput } from '../../../sync/protocol/digests';
import { MAX_DETAILED_BUCKETS, MAX_REPAIR_IDS } from '../../../sync/protocol/digests';
import { addDigest, bucketOf, DIGEST_BUCKETS, documentDigest, type Counted } from '../../../sync/rules/digest';
import type { LocalDocument } from '../../../sync/rules/local-document';
import { rewriteDocuments } from '../rewrite-documents';
import { toLocal } from '../stored-document';
import { readAll } from '../rxdb-internals/read-all';
import { hasPending } from './receive-documents';
import { storedById } from '../rxdb-internals/storage-instance';

export type DigestServer = {
  digest(input: { collection: CollectionName; deviceId: string }): Promise<DigestOutput>;
  digestOf(input: { collection: CollectionName; deviceId: string; buckets: number[] }): Promise<DigestOfOutput>;
  repair(input: {
    collection: CollectionName;
    deviceId: string;
    ids: string[];
    removed: number;
  }): Promise<RepairOutput>;
};
type CheckPorts = {
  collection: RxCollection;
  server: DigestServer;
  deviceId: string;
  /** What the office knows of fields (SHAPES); 0 where it does not say. */
  shapes?: number;
  /** Fetches what is new in the collection. */
  pull: () => Promise<void>;
  /**
   * Asked between steps: what is urgent goes first, a pull at once. True: the check ends where it is and is made again
   * later.
   */
  giveWay: () => Promise<boolean>;
};
export type CheckResult = 'interrupted' | { rewritten: number; removed: number };

/** What a document looks like to the check: `busy` with work of its own, which nobody may compare. */
type Seen = { readonly isBusy: true } | { readonly isBusy: false; readonly digest: number; readonly version: number };

const NOTHING_WRONG: CheckResult = { rewritten: 0, removed: 0 };

export async function checkDigests({
  collection,
  server,
  deviceId,
  shapes = 0,
  pull,
  giveWay,
}: CheckPorts): Promise<CheckResult> {
  const name = collection.name as CollectionName;
  const counted: Counted = { definition: COLLECTIONS[name], shapes: Math.min(SHAPES, shapes) };
  const own = await ownBuckets(collection, counted, giveWay);
  if (own === null) return 'interrupted';
  const { buckets } = await server.digest({ collection: name, deviceId });
  const different = own.flatMap((sum, bucket) => (sum === buckets[bucket] ? [] : [bucket]));
  if (different.length === 0) return NOTHING_WRONG;

  await pull();
  const before = await look(collection, counted, new Set(different), giveWay);
  if (before === null) return 'interrupted';
  const ask = (buckets: readonly number[]) => askOffice(server, { collection: name, deviceId }, buckets);
  const office = await ask(different);
  const suspects = [...new Set([...office.digests.keys(), ...before.keys()])].filter(
    (id) => !office.unsettled.has(id) && isDifferent(before.get(id), office.digests.get(id)),
  );
  if (suspects.length === 0) return NOTHING_WRONG;

  await pull();
  if (await giveWay()) return 'interrupted';
  const now = await lookAt(collection, counted, suspects);
  // What left this person's scope since it was asked for, or came back, no pull could serve in between.
  const again = await ask([...new Set(suspects.map(bucketOf))]);
  const proven = suspects.filter(
    (id) =>
      !again.unsettled.has(id) &&
      again.digests.get(id) === office.digests.get(id) &&
      isDifferent(now.get(id), office.digests.get(id)) &&
      isUntouched(before.get(id), now.get(id)),
  );
  return mend(
    { collection, server, deviceId, pull, giveWay },
    proven.filter((id) => office.digests.has(id)),
    proven.filter((id) => !office.digests.has(id)),
  );
}

/** What the office holds in these buckets, and what of it no pull serves yet. */
async function askOffice(
  server: DigestServer,
  whose: { collection: CollectionName; deviceId: string },
  buckets: readonly number[],
) {
  const digests = new Map<string, number>(),
    unsettled = new Set<string>();
  for (let at = 0; at < buckets.length; at += MAX_DETAILED_BUCKETS) {
    const answer = await server.digestOf({ ...whose, buckets: buckets.slice(at, at + MAX_DETAILED_BUCKETS) });
    for (const [id, digest] of answer.documents) digests.set(id, digest);
    for (const id of answer.unsettled) unsettled.add(id);
  }
  return { digests, unsettled };
}

async function mend(
  { collection, server, deviceId, pull }: CheckPorts,
  stale: readonly string[],
  foreign: readonly string[],
): Promise<CheckResult> {
  const name = collection.name as CollectionName;
  const removed = await rewriteDocuments(collection, foreign, (local) =>
    local === null || hasPending(local) ? undefined : null,
  );
  // A damaged document may claim any version; one below every other makes it take what comes.
  await rewriteDocuments(collection, stale, (local) =>
    local === null || hasPending(local) || local.sync.version <= 1
      ? undefined
      : { ...local, sync: { ...local.sync, version: 1 } },
  );
  let rewritten = 0;
  for (let at = 0; at < Math.max(stale.length, 1); at += MAX_REPAIR_IDS) {
    const ids = stale.slice(at, at + MAX_REPAIR_IDS);
    const told = at === 0 ? removed : 0;
    if (ids.length + told > 0)
      rewritten += (await server.repair({ collection: name, deviceId, ids, removed: told })).rewritten;
  }
  if (rewritten > 0) await pull();
  return { rewritten, removed };
}

function isDifferent(own: Seen | undefined, office: number | undefined): boolean {
  if (own === undefined) return office !== undefined;
  return !own.isBusy && own.digest !== office;
}

function isUntouched(before: Seen | undefined, now: Seen | undefined): boolean {
  if (before === undefined || now === undefined) return before === now;
  return !before.isBusy && !now.isBusy && before.version === now.version;
}

function seen(local: LocalDocument, counted: Counted): Seen {
  return hasPending(local) || local.sync.foreseen !== undefined
    ? { isBusy: true }
    : {
        isBusy: false,
        version: local.sync.version,
        digest: documentDigest({ id: local.id, fields: local.fields, ...local.sync }, counted),
      };
}

/** Neither side counts what is deleted: how long a tablet keeps it is its own affair. */
const isDeleted = ({ fields }: LocalDocument) => typeof fields['deletedAt'] === 'string' && fields['deletedAt'] !== '';

async function ownBuckets(
  collection: RxCollection,
  counted: Counted,
  giveWay: () => Promise<boolean>,
): Promise<number[] | null> {
  const buckets = new Array<number>(DIGEST_BUCKETS).fill(0);
  for await (const page of readAll(collection)) {
    if (await giveWay()) return null;
    for (const stored of page) {
      const local = toLocal(stored);
      if (isDeleted(local)) continue;
      const one = seen(local, counted);
      const at = bucketOf(local.id);
      if (!one.isBusy) buckets[at] = addDigest(buckets[at] as number, one.digest);
    }
  }
  return buckets;
}

async function look(
  collection: RxCollection,
  counted: Counted,
  buckets: ReadonlySet<number>,
  giveWay: () => Promise<boolean>,
): Promise<Map<string, Seen> | null> {
  const found = new Map<string, Seen>();
  for await (const page of readAll(collection)) {
    if (await giveWay()) return null;
    for (const stored of page) {
      if (!buckets.has(bucketOf(stored.id))) continue;
      note(found, toLocal(stored), counted);
    }
  }
  return found;
}

async function lookAt(collection: RxCollection, counted: Counted, ids: readonly string[]): Promise<Map<string, Seen>> {
  const found = new Map<string, Seen>();
  const stored = await storedById(collection, ids);
  for (const document of stored) note(found, toLocal(document), counted);
  return found;
}

/**
 * A document deleted here but not in the office still differs: it is then as good as missing, unless work of its own
 * says why.
 */
function note(found: Map<string, Seen>, local: LocalDocument, counted: Counted): void {
  if (!isDeleted(local) || hasPending(local)) found.set(local.id, seen(local, counted));
}
