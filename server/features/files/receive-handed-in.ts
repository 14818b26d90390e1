import type { Pool } from 'pg';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import { nameBlob } from './blobs.store';
import { awaitedFile, countHandedIn, keepHandedIn } from './handed-in.store';
import { keepBlob } from './keep-blob';
import { orRefusal, bytesAnswer } from './kept-bytes';

/** Of one person: more than anybody photographs between two contacts; a stolen tablet must not fill the office. */
const MAX_HANDED_IN = 1_000;

/**
 * Whether this member's revoked device may bring the bytes of a file that the office knows only from the work it has
 * handed in. Throws `file.stored` where they are here already, `file.unknown` where nothing of the kind was handed in.
 */
export async function mayHandIn(pool: Pool, memberId: string, fileId: string): Promise<void> {
  const awaited = await awaitedFile(pool, fileId);
  if (awaited?.memberId !== memberId) throw new CodedError('file.unknown', {}, 404);
  if (awaited.isHere) throw new CodedError('file.stored', {}, 409);
  if ((await countHandedIn(pool, memberId)) >= MAX_HANDED_IN) throw new CodedError('file.unknown', {}, 404);
}

/**
 * Keeps them beside the work until somebody takes it in; nobody reads them before. The device has nothing any more once
 * this is answered, so what the office does not keep is said on the file then.
 */
export async function receiveHandedIn(
  deps: Pick<Deps, 'pool' | 'files' | 'now' | 'withinOffice'>,
  fileId: string,
  path: string,
): Promise<void> {
  const awaited = await awaitedFile(deps.pool, fileId);
  if (awaited === null || awaited.isHere) return;
  const kept = await orRefusal(keepBlob(deps, { path }, awaited.name));
  const sha256 = 'code' in kept ? null : kept.sha256;
  await deps.withinOffice('files', 'job:upload', async ({ client, write, touch }) => {
    // The work may have been taken in meanwhile, and the file stands.
    const { outcomes, touched } = await write('files', [
      { id: fileId, values: (stands) => (stands === null ? null : bytesAnswer(kept)) },
    ]);
    if (outcomes[0]?.outcome !== 'written')
      await keepHandedIn(
        client,
        fileId,
        awaited.memberId,
        { ...bytesAnswer(kept), sha256 },
        new Date(deps.now()).toISOString(),
      );
    else if (sha256 !== null) await nameBlob(client, fileId, sha256);
    touch(touched);
  });
}
