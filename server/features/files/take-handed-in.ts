import type { EffectContext, WrittenDocument } from '../../lib/noun-replication';
import { nameBlob } from './blobs.store';
import { takeOut } from './handed-in.store';

/** A file that was made of handed-in work gets the bytes that were handed in with it, in the same transaction. */
export async function takeHandedIn(
  { client, write, touch }: EffectContext,
  written: readonly WrittenDocument[],
): Promise<void> {
  const made = new Map(
    written.flatMap(({ id, before, after }) =>
      before === null && (after['state'] ?? '') === '' ? [[id, after] as const] : [],
    ),
  );
  if (made.size === 0) return;
  for (const { fileId, memberId, blob, ...answer } of await takeOut(client, [...made.keys()])) {
    const file = made.get(fileId);
    if (file?.['createdBy'] !== memberId || (file['deletedAt'] ?? '') !== '') continue;
    const { outcomes, touched } = await write('files', [{ id: fileId, values: answer }]);
    if (blob !== null && outcomes[0]?.outcome === 'written') await nameBlob(client, fileId, blob);
    touch(touched);
  }
}
