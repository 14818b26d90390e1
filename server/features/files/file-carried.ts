/** What a message takes along of the office's own files, filed with its customer in the transaction that took it in. */
import { fileIdOf } from '../../../sync/collections/file';
import type { MessageFields } from '../../../sync/collections/message';
import { cleanFileName } from '../../../sync/rules/file-name';
import type { EffectContext, WrittenDocument } from '../../lib/noun-replication';
import { nameBlob } from './blobs.store';
import { bytesAnswer } from './kept-bytes';
import { offeredBytes } from './offered.store';

/** The bytes are at the office: nothing waits for them. What it no longer has stands there as refused. */
export async function fileCarried(context: EffectContext, written: readonly WrittenDocument[]): Promise<void> {
  const carrying = written
    .map(({ id, before, after }) => ({ id, isNew: before === null, message: after as MessageFields }))
    .filter(({ isNew, message }) => isNew && message.cancelledAt === '' && (message.carriedIds ?? []).length > 0);
  if (carrying.length === 0) return;
  const ids = carrying.flatMap(({ message }) => message.carriedIds ?? []);
  const offered = new Map((await offeredBytes(context.client, ids)).map((file) => [file.id, file]));
  const filed = carrying.flatMap(({ id, message }) =>
    (message.carriedIds ?? []).map((carriedId) => {
      const file = offered.get(carriedId);
      const kept = file === undefined ? { code: 'file.unknown' } : { ...file, sha256: file.blob };
      return { id: fileIdOf(id, carriedId), blob: file?.blob, values: valuesOf(id, message, file?.name ?? '', kept) };
    }),
  );
  const { touched } = await context.write(
    'files',
    filed.map(({ id, values }) => ({ id, values: (stands) => (stands === null ? values : null) })),
  );
  for (const { id, blob } of filed) if (blob !== undefined) await nameBlob(context.client, id, blob);
  context.touch(touched);
}

const valuesOf = (
  messageId: string,
  message: MessageFields,
  name: string,
  kept: Parameters<typeof bytesAnswer>[0],
) => ({
  customerId: message.customerId,
  conversationId: message.conversationId,
  messageId,
  appointmentId: '',
  name: cleanFileName(name),
  note: '',
  labels: [],
  source: message.channel === 'email' ? 'mail' : 'chat',
  // That it was sent is said when it has been.
  marks: [],
  createdBy: message.createdBy,
  createdAt: message.createdAt,
  deletedAt: '',
  ...bytesAnswer(kept),
});
