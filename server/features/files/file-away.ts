import { fileIdOf, type FileMark, type FileSource } from '../../../sync/collections/file';
import { cleanFileName } from '../../../sync/rules/file-name';
import type { Deps } from '../../deps';
import type { GivenBytes } from '../../gateways/files/contract';
import { CodedError } from '../../lib/coded-error';
import { nameBlob, type KeptBlob } from './blobs.store';
import { fileAsStored } from './files.store';
import { keepBlob } from './keep-blob';

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
export type FiledAway = {
  readonly fileId: string;
  readonly state: 'stored' | 'refused';
  /** Why it was refused: the code of an error; '' where it was not. */
  readonly reason: string;
  readonly type: string;
  readonly size: number;
};
type Needed = Pick<Deps, 'pool' | 'files' | 'now' | 'withinOffice'>;

/**
 * Puts what came or went with a message among the customer's files, once however often it is called: the id follows from
 * the message. What the office does not keep stands there as refused, with the reason, so that people know that it came.
 */
export async function fileAway(deps: Needed, coming: ComingFile): Promise<FiledAway> {
  const fileId = fileIdOf(coming.messageId, coming.part ?? '');
  const standing = await fileAsStored(deps.pool, fileId);
  if (standing?.state === 'stored' || standing?.state === 'refused')
    return { fileId, state: standing.state, reason: standing.reason, type: standing.type, size: standing.size };
  const name = cleanFileName(coming.name);
  const { bytes } = coming;
  const kept = 'code' in bytes ? bytes : await orRefusal(keepBlob(deps, bytes, name));
  const settled = settledAs(kept);
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
                ...settled,
              }
            : null,
      },
    ]);
    if (!('code' in kept)) await nameBlob(client, fileId, kept.sha256);
    touch(touched);
  });
  return { fileId, ...settled };
}

export type Refused = { readonly code: string };
/** What a person can be told is an answer; all else goes on as an error. */
export async function orRefusal(keeping: Promise<KeptBlob>): Promise<KeptBlob | Refused> {
  try {
    return await keeping;
  } catch (error) {
    if (error instanceof CodedError) return { code: error.code };
    throw error;
  }
}

/** What a file's document says of its bytes. */
export function settledAs(kept: KeptBlob | Refused): Omit<FiledAway, 'fileId'> {
  return 'code' in kept
    ? { state: 'refused', reason: kept.code, type: '', size: 0 }
    : { state: 'stored', reason: '', type: kept.type, size: kept.size };
}
