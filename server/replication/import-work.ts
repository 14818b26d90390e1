import { inBatches, type ImportOutcome, type UnsentWork } from '../../sync/protocol/unsent-work';
import { MAX_PUSH_ROWS, type PushInput, type PushRow } from '../../sync/protocol/messages';
import { WRITABLE_COLLECTIONS } from '../../sync/collections/registry';
import type { Role } from '../../sync/collections/role';
import type { Deps } from '../deps';
import { CodedError } from '../lib/coded-error';
import type { SignedInMember } from '../lib/identity';
import type { PushOrigin } from './audit-changes';
import { memberOfDevice } from './own-device';
import { push } from './push';

/**
 * Brings in work on behalf of the person who did it: by the usual push, with that person's rights, receipts and merge,
 * so that bringing it in twice changes nothing. `skewMs` is what is added to the device's stamps. The device must be
 * one the person has signed in on: work.deviceUnknown.
 */
export async function importWork(
  deps: Deps,
  work: UnsentWork,
  skewMs: number,
  by: Omit<PushOrigin, 'shapes'>,
): Promise<ImportOutcome> {
  const member = await findMember(deps, work.memberId);
  if (member === null) throw new CodedError('work.memberUnknown', {}, 404);
  if ((await memberOfDevice(deps, work.deviceId)) !== member.id) throw new CodedError('work.deviceUnknown', {}, 409);
  const origin = { ...by, shapes: work.shapes ?? 0 };
  const outcome: ImportOutcome = { applied: 0, refused: [] };
  for (const collection of WRITABLE_COLLECTIONS) {
    const rows = uniqueRows(
      work.documents.filter((document) => document.collection === collection).map(({ row }) => row),
    );
    for (const batch of inBatches(rows, MAX_PUSH_ROWS)) {
      const input: PushInput = {
        collection,
        deviceId: work.deviceId,
        sentAtMs: Math.max(0, deps.now() - skewMs),
        rows: batch,
      };
      for (const result of (await push(deps, member, input, origin)).results) {
        if (result.outcome === 'refused') outcome.refused.push({ collection, id: result.id, code: result.code });
        else outcome.applied += 1;
      }
    }
  }
  return outcome;
}

const uniqueRows = (rows: readonly PushRow[]) => [...new Map(rows.map((row) => [row.id, row])).values()];

async function findMember(deps: Deps, memberId: string): Promise<SignedInMember | null> {
  const row = await deps.prisma.member.findUnique({
    where: { id: memberId },
    select: { id: true, fullName: true, email: true, role: true, teamId: true, scopeVersion: true },
  });
  return row && { ...row, role: row.role as Role };
}
