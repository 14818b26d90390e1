/**
 * How jobs, webhooks, links and imports change replicated documents: by the same merge as a push, with stamps of the
 * office, and with what caused it in the audit trail.
 */
import type { ClientBase, Pool, PoolClient } from 'pg';
import type { Journal } from '../db/journal';
import {
  unitNamed,
  unitOfField,
  type CollectionDefinition,
  type DocumentFields,
} from '../../sync/collections/definition';
import { COLLECTIONS, type CollectionName } from '../../sync/collections/registry';
import type { PushRow } from '../../sync/protocol/messages';
import { SHAPES } from '../../sync/protocol/version';
import { latestStamp, stampOf } from '../../sync/rules/document';
import { nextStamp, SERVER_DEVICE_ID } from '../../sync/rules/stamp';
import { onceInTransaction } from '../db/in-transaction';
import type { SignedInMember } from '../lib/identity';
import type { Logger } from '../lib/logger';
import type { EffectContext, OfficeOutcome, OfficeWrite, WriteWithin } from '../lib/noun-replication';
import { applyBatch, type Applied, type Batch, type Following } from './apply-batch';
import { retryingCollisions } from './collisions';
import type { StoredRow } from './push-context';

type OfficeWriterPorts = {
  readonly pool: Pool;
  readonly log: Logger;
  readonly now: () => number;
  readonly hub: { publish(collections: readonly string[]): void };
  readonly journal: Pick<Journal, 'append'>;
  readonly jobs: { wake(job: string): void };
};
/** Writes as the office in a transaction of its own, and tells devices after the commit. */
export type WriteAsOffice = (
  collection: CollectionName,
  writes: readonly OfficeWrite[],
  cause: string,
) => Promise<OfficeOutcome[]>;

const OFFICE: SignedInMember = { id: '', fullName: '', email: '', role: 'admin', teamId: null, scopeVersion: 0 };
const MAX_DEPTH = 4;

export function officeWriter(ports: OfficeWriterPorts): WriteAsOffice {
  return async (collection, writes, cause) => {
    const { outcomes, touched } = await writing(ports, collection, (_, write) => write(collection, writes), cause);
    ports.hub.publish(touched);
    return outcomes;
  };
}

/** A transaction in which the office may write documents beside other rows; what follows from them is done after it. */
export async function writing<T>(
  { pool, log, now, journal, jobs }: Omit<OfficeWriterPorts, 'hub'>,
  about: string,
  work: (client: PoolClient, write: WriteWithin) => Promise<T>,
  cause: string,
): Promise<T> {
  const { result, following } = await retryingCollisions(log, about, () =>
    onceInTransaction(pool, async (client) => {
      const following = nothingFollows();
      return { result: await work(client, writeWithin(client, now(), cause, following)), following };
    }),
  );
  await afterCommit({ journal, jobs }, following);
  return result;
}

export const nothingFollows = (): Following => ({ lines: [], jobs: new Set() });

/** After the commit, before anybody is told. */
export async function afterCommit(
  { journal, jobs }: Pick<OfficeWriterPorts, 'journal' | 'jobs'>,
  following: Following,
) {
  await journal.append(following.lines);
  for (const job of following.jobs) jobs.wake(job);
}

/**
 * Other work of the office that writes documents on the way, in one transaction, decided anew where it collides with
 * somebody. What it touches is told to devices after the commit.
 */
export type WithinOffice = (
  collection: CollectionName,
  cause: string,
  work: (context: Omit<EffectContext, 'memberId' | 'wake'>) => Promise<void>,
) => Promise<void>;

export function officeWorker(ports: OfficeWriterPorts): WithinOffice {
  return async (collection, cause, work) => {
    const names = new Set<string>();
    await writing(
      ports,
      collection,
      async (client, write) => {
        names.clear();
        const touch = (some: readonly string[]) => {
          for (const name of some) names.add(name);
        };
        await work({ client, nowMs: ports.now(), touch, write });
      },
      cause,
    );
    ports.hub.publish([...names]);
  };
}

/**
 * The same within a transaction that somebody else ends: they publish `touched` after it. Rows are locked, so several
 * writes of one transaction go in the order of collections (SYNC_ORDER).
 */
export function writeWithin(
  client: ClientBase,
  nowMs: number,
  cause: string,
  following: Following,
  depth = 0,
): WriteWithin {
  return async (collection, writes) => {
    const applied = await applyAsOffice(client, nowMs, collection as CollectionName, writes, cause, following, depth);
    return { outcomes: outcomesOf(applied), touched: [...applied.touched] };
  };
}

function outcomesOf({ decisions }: Applied): OfficeOutcome[] {
  return decisions.map(({ result, write }) =>
    result.outcome === 'refused'
      ? { id: result.id, outcome: 'refused', code: result.code }
      : { id: result.id, outcome: write === null ? 'unchanged' : 'written' },
  );
}

async function applyAsOffice(
  client: ClientBase,
  nowMs: number,
  collection: CollectionName,
  writes: readonly OfficeWrite[],
  cause: string,
  following: Following,
  depth: number,
): Promise<Applied> {
  if (depth > MAX_DEPTH) throw new Error(`${collection}: what follows from a write never ends (${cause})`);
  const batch: Batch = {
    collection,
    memberId: null,
    pusher: OFFICE,
    hidden: [],
    deviceId: SERVER_DEVICE_ID,
    nowMs,
    shiftMs: 0,
    origin: { ip: '', importedBy: null, shapes: SHAPES, cause },
    write: writeWithin(client, nowMs, cause, following, depth + 1),
    following,
  };
  const definition = COLLECTIONS[collection];
  return applyBatch(client, batch, {
    ids: writes.map(({ id }) => id),
    of: (stored) => writes.flatMap((write) => rowOf(definition, write, stored.get(write.id) ?? null, nowMs) ?? []),
  });
}

/** Null where nothing is to be written. */
function rowOf(
  definition: CollectionDefinition,
  { id, values }: OfficeWrite,
  stored: StoredRow | null,
  nowMs: number,
): PushRow | null {
  const fields = stored?.document.fields ?? {};
  const wanted = typeof values === 'function' ? values(stored === null ? null : fields) : values;
  if (wanted === null || Object.keys(wanted).length === 0) return null;
  const stamps = stored?.document.stamps ?? {};
  const stamp = nextStamp(latestStamp(stamps), nowMs, SERVER_DEVICE_ID);
  const seq = (stored?.receipts[SERVER_DEVICE_ID]?.seq ?? 0) + 1;
  const after: DocumentFields = { ...fields, ...wanted };
  const patch: PushRow['patch'] = {};
  for (const field of Object.keys(wanted)) {
    const unit = unitOfField(definition, field);
    const of = Object.fromEntries(unitNamed(definition, unit).fields.map((each) => [each, after[each]]));
    patch[unit] ??= { seq, stamp, base: stampOf(stamps, unit), values: of };
  }
  return { id, seen: stored?.document.version ?? 0, patch };
}
