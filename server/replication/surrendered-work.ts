/**
 * Unsent work of tablets whose session was revoked: handed in once, in one part or several, kept sealed, applied or
 * discarded by an admin.
 */
import { createHash } from 'node:crypto';
import type { ImportOutcome, SurrenderInput, UnsentWork } from '../../sync/protocol/unsent-work';
import { recordAudit, type Actor } from '../db/record-audit';
import type { Deps } from '../deps';
import { CodedError } from '../lib/coded-error';
import type { SignedIn } from '../lib/identity';
import { Prisma } from '../../prisma/generated/client';
import { toStorable } from '../lib/storable';
import { importWork } from './import-work';
import { requireDeviceOfSession } from './own-device';

/** A clock this wrong is put right when the work is applied. */
export const CLOCK_TOLERANCE_MS = 30_000;
/** Levels of a row above the values of its units. */
export const PATCH_DEPTH = 4;
type Sealed = { skewMs: number; work: UnsentWork };
const target = (id: string) => ({ collection: 'surrendered_work', documentId: id });

/** More than any tablet holds; a stolen one must not fill the office. */
const MAX_PARTS = 100;

/**
 * Takes in what a device holds that has to wipe itself, each part once, and nothing after the last:
 * work.alreadyHandedIn. Nothing of it is applied. Only for the device the session is of: whoever has a stolen one must
 * not close the hand-in of another.
 */
export async function surrender(
  deps: Deps,
  { session, member }: SignedIn,
  { isLast = true, ...work }: SurrenderInput,
  ip: string,
): Promise<void> {
  if (work.memberId !== member.id) throw new CodedError('sync.deviceForeign', {}, 409);
  await requireDeviceOfSession(deps, session.id, work.deviceId);
  const before = await deps.prisma.surrenderedWork.findMany({
    where: { deviceId: work.deviceId },
    select: { isLast: true },
  });
  if (before.length >= MAX_PARTS || before.some((part) => part.isLast))
    throw new CodedError('work.alreadyHandedIn', {}, 409);
  const nowMs = deps.now();
  const skewMs = nowMs - work.takenAtMs;
  // What a rule would refuse later is no reason to refuse the rest now: the device keeps nothing once this is answered.
  const rows = work.documents.map(({ collection, row }) => ({
    collection,
    row: toStorable(row, -PATCH_DEPTH) as typeof row,
  }));
  const part = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  const sealed: Sealed = {
    skewMs: Math.abs(skewMs) > CLOCK_TOLERANCE_MS ? skewMs : 0,
    work: { ...work, documents: rows },
  };
  const id = deps.newId();
  try {
    await deps.prisma.$transaction(async (tx) => {
      await tx.surrenderedWork.create({
        data: {
          id,
          memberId: member.id,
          deviceId: work.deviceId,
          receivedAt: new Date(nowMs),
          ip,
          documents: work.documents.length,
          part,
          isLast,
          work: sealed as unknown as Prisma.InputJsonObject,
        },
      });
      await recordAudit(
        tx,
        { memberId: member.id, ip },
        'work.surrendered',
        target(id),
        {},
        { documents: work.documents.length, deviceId: work.deviceId, sessionId: session.id },
        new Date(nowMs),
      );
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw new CodedError('work.alreadyHandedIn', {}, 409);
    throw error;
  }
  deps.log.warn(
    { action: 'work.surrendered', memberId: member.id, deviceId: work.deviceId, documents: work.documents.length },
    'a revoked device handed in its work',
  );
}

export type SurrenderedEntry = {
  readonly id: string;
  readonly memberId: string;
  readonly deviceLabel: string;
  readonly receivedAt: string;
  readonly documents: number;
};

/** Work nobody has decided about yet, oldest first; how much it is, not what it says. */
export async function listSurrendered({ pool }: Deps): Promise<SurrenderedEntry[]> {
  const { rows } = await pool.query<SurrenderedEntry>(
    `SELECT (array_agg(w.id ORDER BY w.id))[1] AS id, w.member_id AS "memberId",
      coalesce(max(d.label), '') AS "deviceLabel",
       min(w.received_at) AS "receivedAt", sum(w.documents)::int AS documents
     FROM surrendered_work w LEFT JOIN devices d ON d.id = w.device_id WHERE w.outcome IS NULL
     GROUP BY w.device_id, w.member_id HAVING sum(w.documents) > 0 ORDER BY min(w.received_at)`,
  );
  return rows;
}

/**
 * Brings the device's work in on behalf of the person, part by part. What a rule refuses stays waiting with the rest,
 * and may be tried again.
 */
export async function applySurrendered(deps: Deps, by: Actor, id: string): Promise<ImportOutcome> {
  const outcome: ImportOutcome = { applied: 0, refused: [] };
  for (const part of await partsBeside(deps, id)) {
    const found = await deps.prisma.surrenderedWork.findUniqueOrThrow({ where: { id: part } });
    const { work, skewMs } = found.work as unknown as Sealed;
    const { applied, refused } = await importWork(deps, work, skewMs, { ip: by.ip, importedBy: by.memberId });
    outcome.applied += applied;
    outcome.refused.push(...refused);
  }
  await closeWork(deps, by, id, outcome.refused.length === 0 ? 'applied' : null, {
    applied: outcome.applied,
    refused: outcome.refused.length,
  });
  return outcome;
}

export async function discardSurrendered(deps: Deps, by: Actor, id: string): Promise<void> {
  await closeWork(deps, by, id, 'discarded', {});
}

/** Everything the device of this part handed in and nobody has decided about, in the order in which it came. */
async function partsBeside(deps: Deps, id: string): Promise<string[]> {
  const found = await deps.prisma.surrenderedWork.findUnique({
    where: { id, outcome: null },
    select: { deviceId: true },
  });
  if (found === null) throw new CodedError('work.unknown', {}, 404);
  const parts = await deps.prisma.surrenderedWork.findMany({
    where: { deviceId: found.deviceId, outcome: null },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return parts.map((part) => part.id);
}

async function closeWork(
  deps: Deps,
  by: Actor,
  id: string,
  outcome: 'applied' | 'discarded' | null,
  facts: Prisma.InputJsonObject,
): Promise<void> {
  const at = new Date(deps.now());
  const parts = await partsBeside(deps, id);
  await deps.prisma.$transaction(async (tx) => {
    if (outcome !== null) {
      const closed = await tx.surrenderedWork.updateMany({
        where: { id: { in: parts }, outcome: null },
        data: { outcome, settledAt: at, settledBy: by.memberId },
      });
      if (closed.count === 0) throw new CodedError('work.unknown', {}, 404);
    }
    await recordAudit(tx, by, outcome === 'discarded' ? 'work.discarded' : 'work.applied', target(id), {}, facts, at);
  });
  deps.log.info({ action: `work.${outcome ?? 'partly'}`, id, by: by.memberId }, 'surrendered work decided');
}
