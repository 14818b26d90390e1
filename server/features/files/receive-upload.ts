import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import { nameBlob } from './blobs.store';
import { orRefusal, bytesAnswer } from './kept-bytes';
import { fileAsStored } from './files.store';
import { keepBlob } from './keep-blob';
import { mayHandIn, receiveHandedIn } from './receive-handed-in';

type Needed = Pick<Deps, 'pool' | 'files' | 'now' | 'withinOffice'>;

/**
 * Whether this member may bring the bytes of this file: who made it, wherever its customer is by now, while the office
 * has not got them. Throws a CodedError where not: `file.stored` where nothing is left to bring.
 */
export async function mayBring({ pool }: Pick<Deps, 'pool'>, memberId: string, fileId: string): Promise<void> {
  const file = await fileAsStored(pool, fileId);
  if (file === null) return mayHandIn(pool, memberId, fileId);
  if (file.createdBy !== memberId || file.isDeleted) throw new CodedError('file.unknown', {}, 404);
  if (file.state !== '') throw new CodedError('file.stored', {}, 409);
}

/** What came whole becomes the file's bytes, or is refused for good with the reason on the file. */
export async function receiveUpload(deps: Needed, fileId: string, path: string): Promise<void> {
  const file = await fileAsStored(deps.pool, fileId);
  if (file === null) return receiveHandedIn(deps, fileId, path);
  if (file.isDeleted || file.state !== '') return;
  const kept = await orRefusal(keepBlob(deps, { path }, file.name)).catch(async (error: unknown) => {
    // Another process has looked at it meanwhile and taken the bytes away.
    if ((await fileAsStored(deps.pool, fileId))?.state !== '') return null;
    throw error;
  });
  if (kept === null) return;
  await deps.withinOffice('files', 'job:upload', async ({ client, write, touch }) => {
    const { outcomes, touched } = await write('files', [
      {
        id: fileId,
        // Somebody may have deleted it meanwhile: it stays so. What another process has said of it stands too.
        values: (stands) =>
          stands === null || (stands['deletedAt'] ?? '') !== '' || (stands['state'] ?? '') !== ''
            ? null
            : bytesAnswer(kept),
      },
    ]);
    if (!('code' in kept) && outcomes[0]?.outcome === 'written') await nameBlob(client, fileId, kept.sha256);
    touch(touched);
  });
}
