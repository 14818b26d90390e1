import { fileIdOf, type FileMark, type FileSource } from '../../../sync/collections/file';
import { cleanFileName } from '../../../sync/rules/file-name';
import type { Deps } from '../../deps';
import type { GivenBytes } from '../../gateways/files/contract';
import { nameBlob } from './blobs.store';
import { fileAsStored } from './files.store';
import { keepBlob } from './keep-blob';
import { orRefusal, bytesAnswer, type Refused, type BytesAnswer } from './kept-bytes';

export type ComingFile = {
  /** '' while nobody knows whose thread it is (`moveFiles`). */
  readonly customerId: string;
  readonly conversationId: string;
  readonly messageId: string;
  /** Tells apart several files of one message; left out where there is one. */
  readonly part?: string;
  /** As its sender wrote it; it is cleaned here. */
  readonly name: string;
  /** Or why nobody has them. */
  readonly bytes: GivenBytes | Refused;
  readonly label: FileMark;
  readonly source: Extract<FileSource, 'chat' | 'mail'>;
  /** The member who sent it; left out where a customer did. */
  readonly createdBy?: string;
  /** An instant; now where it is left out. */
  readonly at?: string;
};
export type FiledAway = { readonly fileId: string } & BytesAnswer;
type Needed = Pick<Deps, 'pool' | 'files' | 'now' | 'withinOffice'>;

/**
 * Puts what came or went with a message among the customer's files, once however often it is called: the id follows
 * from the message. What the office does not keep stands there as refused, with the reason, so that people know that it
 * came.
 */
export async function fileAway(deps: Needed, coming: ComingFile): Promise<FiledAway> {
  const fileId = fileIdOf(coming.messageId, coming.part ?? '');
  const standing = await fileAsStored(deps.pool, fileId);
  if (standing?.state === 'stored' || standing?.state === 'refused')
    return { fileId, state: standing.state, reason: standing.reason, type: standing.type, size: standing.size };
  const name = cleanFileName(coming.name);
  const { bytes } = coming;
  const kept = 'code' in bytes ? bytes : await orRefusal(keepBlob(deps, bytes, name));
  const answer = bytesAnswer(kept);
  await deps.withinOffice('files', 'link:message', async ({ client, write, touch }) => {
    const { touched } = await write('files', [
      {
        id: fileId,
        values: (stands) =>
          stands === null
            ? {
                customerId: coming.customerId,
                conversationId: coming.conversationId,
                messageId: coming.messageId,
                appointmentId: '',
                name,
                note: '',
                labels: [],
                source: coming.source,
                marks: [coming.label],
                createdBy: coming.createdBy ?? '',
                createdAt: coming.at ?? new Date(deps.now()).toISOString(),
                deletedAt: '',
                ...answer,
              }
            : null,
      },
    ]);
    if (!('code' in kept)) await nameBlob(client, fileId, kept.sha256);
    touch(touched);
  });
  return { fileId, ...answer };
}
