/**
 * What the office refused of somebody, passed on to whoever leads them: they bring it in with their own rights, as the
 * author's work, or decline it with a word. What was written is kept until then and no longer.
 */
import { createHash } from 'node:crypto';
import type { WritableCollectionName } from '../../sync/collections/registry';
import {
  forwardWords,
  MAX_FORWARDED_ROWS,
  type ForwardInput,
  type ImportOutcome,
  type UnsentWork,
} from '../../sync/protocol/unsent-work';
import { Prisma } from '../../prisma/generated/client';
import { recordAudit } from '../db/record-audit';
import type { Deps } from '../deps';
import { CodedError } from '../lib/coded-error';
import type { SignedInMember } from '../lib/identity';
import { toStorable } from '../lib/storable';
import { readEpoch } from './hello';
import { erasedAmong, idsNamedBy } from './erased-among';
import { importWork } from './import-work';
import { requireOwnDevice } from './own-device';
import { readUnsentWork } from './read-push-input';
import { CLOCK_TOLERANCE_MS, PATCH_DEPTH } from './surrendered-work';

/** Of one decision: far more than a person types into one record, with what it took the place of. */
const MAX_CHARACTERS = 500_000;
/** More than anybody can be expected to decide about; whoever has so many open needs a talk. */
const MAX_OPEN = 100;
const SHOWN = 100;
/** That there was something is told for so long, in days. */
const KEPT_DAYS = 90;
const PATIENCE_MS = 60_000;
const target = (id: string) => ({ collection: 'forwarded_work', documentId: id });

/** The input of `forward`: work as it is handed in, with words about it. Throws ZodError, request.tooLarge. */
export async function readForward(raw: unknown): Promise<ForwardInput> {
  const words = forwardWords.parse(raw);
  const work = await readUnsentWork(raw);
  if (work.documents.length === 0) throw new CodedError('request.invalid', { field: 'documents' });
  if (work.documents.length > MAX_FORWARDED_ROWS || JSON.stringify(work.documents).length > MAX_CHARACTERS)
    throw new CodedError('request.tooLarge', { field: 'documents' }, 413);
  return { ...work, ...words };
}

/**
 * Takes it in, once however often it is sent. From their own device and for this life of the database only; an admin is
 * led by nobody. Throws auth.forbidden, sync.deviceForeign, work.foreignOffice, customer.erased, work.tooManyForwarded.
 */
export async function forward(deps: Deps, by: SignedInMember, ip: string, input: ForwardInput): Promise<void> {
  const { title, note, code, params, ...work } = input;
  if (by.role === 'admin') throw new CodedError('auth.forbidden', {}, 403);
  if (work.memberId !== by.id) throw new CodedError('sync.deviceForeign', {}, 409);
  await requireOwnDevice(deps, by.id, work.deviceId);
  if (work.epoch !== (await readEpoch(deps))) throw new CodedError('work.foreignOffice', {}, 409);
  const documents = work.documents.map(({ collection, row }) => ({
    collection,
    row: toStorable(row, -PATCH_DEPTH) as typeof row,
  }));
  const rows = documents.map(({ row }) => row);
  if ((await erasedAmong(deps.pool, rows)).size > 0) throw new CodedError('customer.erased', {}, 409);
  const part = createHash('sha256').update(JSON.stringify(documents)).digest('hex');
  const nowMs = deps.now();
  const skewMs = nowMs - work.takenAtMs;
  const id = deps.newId();
  await deps.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM members WHERE id = ${by.id}::uuid FOR UPDATE`;
    if ((await tx.forwardedWork.count({ where: { deviceId: work.deviceId, part } })) > 0) return;
    if ((await tx.forwardedWork.count({ where: { memberId: by.id, outcome: null } })) >= MAX_OPEN)
      throw new CodedError('work.tooManyForwarded', {}, 429);
    await tx.forwardedWork.deleteMany({
      where: { memberId: by.id, settledAt: { lt: new Date(nowMs - KEPT_DAYS * 86_400_000) } },
    });
    await tx.forwardedWork.create({
      data: {
        id,
        memberId: by.id,
        teamId: by.teamId,
        deviceId: work.deviceId,
        part,
        receivedAt: new Date(nowMs),
        title: String(toStorable(title)),
        note: String(toStorable(note)),
        code,
        params: toStorable(params) as Prisma.InputJsonObject,
        skewMs: Math.abs(skewMs) > CLOCK_TOLERANCE_MS ? skewMs : 0,
        work: { ...work, documents } as unknown as Prisma.InputJsonObject,
        about: [...new Set(rows.flatMap(idsNamedBy))],
      },
    });
    await recordAudit(
      tx,
      { memberId: by.id, ip },
      'work.forwarded',
      target(id),
      {},
      { documents: documents.length, code },
      new Date(nowMs),
    );
  });
}

export type ForwardedEntry = {
  readonly id: string;
  readonly memberId: string;
  readonly receivedAt: string;
  readonly title: string;
  readonly note: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** What each document is to hold, by field. */
  readonly documents: readonly {
    readonly collection: WritableCollectionName;
    readonly id: string;
    readonly values: Readonly<Record<string, unknown>>;
  }[];
};

/** What waits for this manager's or admin's decision, the oldest first. */
export async function listForwarded({ prisma }: Deps, by: SignedInMember): Promise<ForwardedEntry[]> {
  const found = await prisma.forwardedWork.findMany({
    where: { outcome: null, ...within(by) },
    orderBy: { id: 'asc' },
    take: SHOWN,
  });
  return found.map(({ id, memberId, receivedAt, title, note, code, params, work }) => ({
    id,
    memberId,
    receivedAt: receivedAt.toISOString(),
    title,
    note,
    code,
    params: params as ForwardedEntry['params'],
    documents: (work as unknown as UnsentWork).documents.map(({ collection, row }) => ({
      collection,
      id: row.id,
      values: Object.assign({}, ...Object.values(row.patch).map(({ values }) => values)) as Record<string, unknown>,
    })),
  }));
}

/** How many wait for this manager's or admin's decision, without what they hold. */
export const countForwarded = ({ prisma }: Deps, by: SignedInMember): Promise<number> =>
  prisma.forwardedWork.count({ where: { outcome: null, ...within(by) } });

export type OwnForwarded = {
  readonly id: string;
  readonly title: string;
  readonly receivedAt: string;
  readonly outcome: 'applied' | 'declined' | null;
  readonly reply: string;
  readonly settledAt: string | null;
  readonly settledBy: string | null;
};

/** What somebody passed on and what became of it, the latest first. */
export async function listOwnForwarded({ prisma }: Deps, memberId: string): Promise<OwnForwarded[]> {
  const found = await prisma.forwardedWork.findMany({ where: { memberId }, orderBy: { id: 'desc' }, take: SHOWN });
  return found.map(({ id, title, receivedAt, outcome, reply, settledAt, settledBy }) => ({
    id,
    title,
    receivedAt: receivedAt.toISOString(),
    outcome: outcome as OwnForwarded['outcome'],
    reply,
    settledAt: settledAt?.toISOString() ?? null,
    settledBy,
  }));
}

/**
 * Brings it in as its author's work with the rights of `by`. What is refused again stays waiting, with the reasons in
 * the answer. Throws work.unknown.
 */
export async function applyForwarded(deps: Deps, by: SignedInMember, ip: string, id: string): Promise<ImportOutcome> {
  return whileOpen(deps, by, id, async (tx, found) => {
    const outcome = await importWork(deps, found.work as unknown as UnsentWork, Number(found.skewMs), {
      ip,
      importedBy: by.id,
      rights: { role: by.role, teamId: by.teamId },
    });
    const facts = { applied: outcome.applied, refused: outcome.refused.length };
    if (outcome.refused.length === 0) await closeWork(deps, tx, by, id, 'applied', '');
    await recordAudit(tx, { memberId: by.id, ip }, 'work.forwardApplied', target(id), {}, facts, new Date(deps.now()));
    return outcome;
  });
}

/** @param reply why, for its author */
export async function declineForwarded(
  deps: Deps,
  by: SignedInMember,
  ip: string,
  { id, reply }: { id: string; reply: string },
): Promise<void> {
  await whileOpen(deps, by, id, async (tx) => {
    await closeWork(deps, tx, by, id, 'declined', reply);
    await recordAudit(tx, { memberId: by.id, ip }, 'work.forwardDeclined', target(id), {}, {}, new Date(deps.now()));
  });
}

type Transaction = Prisma.TransactionClient;
type Waiting = NonNullable<Awaited<ReturnType<Transaction['forwardedWork']['findFirst']>>>;

/** One decision at a time: whoever comes second finds it decided (work.unknown). */
function whileOpen<T>(
  { prisma }: Deps,
  by: SignedInMember,
  id: string,
  decide: (tx: Transaction, found: Waiting) => Promise<T>,
): Promise<T> {
  return prisma.$transaction(
    async (tx) => {
      // Not the row itself: an erasure that waited for it would in turn be waited for by the push below, on another
      // connection, where PostgreSQL sees no circle.
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('forwarded ' || ${id}, 0))::text`;
      const found = await tx.forwardedWork.findFirst({ where: { id, outcome: null, ...within(by) } });
      if (found === null) throw new CodedError('work.unknown', {}, 404);
      return decide(tx, found);
    },
    { timeout: PATIENCE_MS },
  );
}

async function closeWork(
  deps: Deps,
  tx: Transaction,
  by: SignedInMember,
  id: string,
  outcome: 'applied' | 'declined',
  reply: string,
): Promise<void> {
  // It may have been erased meanwhile.
  await tx.forwardedWork.updateMany({
    where: { id },
    data: { outcome, reply, settledAt: new Date(deps.now()), settledBy: by.id, work: Prisma.DbNull },
  });
}

/** Those of their team for a manager, everybody's for an admin; nobody decides about their own. */
const within = (by: SignedInMember): Prisma.ForwardedWorkWhereInput => ({
  memberId: { not: by.id },
  ...(by.role === 'admin' ? {} : by.teamId === null ? { id: { in: [] } } : { teamId: by.teamId }),
});
