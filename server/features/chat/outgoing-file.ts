/** The file a message leaves with: whether it may, and as what. */
import type { MessageKind } from '../../../sync/collections/message';
import { nameWithEnding } from '../../../sync/rules/file-name';
import { FILE_TYPES, fileKindOf } from '../../../sync/rules/file-types';
import type { DeliveryReason } from '../../../sync/rules/delivery';
import type { Deps } from '../../deps';
import type { OutgoingFile, ShownAs } from '../../gateways/whatsapp/contract';
import type { DeliveredFile } from '../deliveries/delivery';
import { readFilesOfMessage, type FileOfMessage } from './outgoing-file.store';

export type FileToSend =
  | { readonly kind: 'none' }
  /** Its bytes have not come; they still may. */
  | { readonly kind: 'waits' }
  | { readonly kind: 'never'; readonly reason: DeliveryReason }
  | { readonly kind: 'there'; readonly delivered: DeliveredFile; readonly outgoing: OutgoingFile };

/** Phones refuse longer films, unless they come as documents. */
const MOST_FILM_BYTES = 16 * 1024 * 1024;
const FILMS: readonly string[] = ['video/mp4', 'video/3gpp'];
const KINDS: Readonly<Record<ShownAs, MessageKind>> = {
  image: 'image',
  video: 'video',
  voice: 'audio',
  document: 'document',
};

type Needed = Pick<Deps, 'pool' | 'files'>;

/** The one file a message on WhatsApp bears. */
export async function fileToSend(deps: Needed, messageId: string | null): Promise<FileToSend> {
  return (await filesToSend(deps, messageId))[0] ?? { kind: 'none' };
}

/** All that a mail takes along; empty where it takes nothing. */
export async function filesToSend({ pool, files }: Needed, messageId: string | null): Promise<FileToSend[]> {
  const found = messageId === null ? [] : await readFilesOfMessage(pool, messageId);
  return Promise.all(found.map((file) => asSent(files, file)));
}

async function asSent(files: Deps['files'], file: FileOfMessage): Promise<FileToSend> {
  const { state, isDeleted, isOfCustomer, blob, messageKind, name, type, size } = file;
  if (state === '' && !isDeleted && isOfCustomer !== false) return { kind: 'waits' };
  if (state === 'refused') return { kind: 'never', reason: 'file_refused' };
  if (isDeleted || isOfCustomer !== true || blob === null || (await files.sizeOf(blob)) === null)
    return { kind: 'never', reason: 'file_gone' };
  const shownAs = shownAsOf(messageKind, type, size);
  const fileName = nameWithEnding(name, FILE_TYPES[type]?.endings ?? []);
  return {
    kind: 'there',
    delivered: { kind: KINDS[shownAs], mime: type, fileName, size },
    outgoing: { shownAs, fileName, mime: type, open: () => bytesOf(files, blob) },
  };
}

/** By what is in it; a person decides between what was spoken and what is handed on. */
function shownAsOf(wanted: string, type: string, size: number): ShownAs {
  const kind = fileKindOf(type);
  if (wanted === 'audio' && kind === 'audio') return 'voice';
  if (wanted === 'document') return 'document';
  // Moving pictures would stand still.
  if (kind === 'image') return type === 'image/gif' ? 'document' : 'image';
  return kind === 'video' && FILMS.includes(type) && size <= MOST_FILM_BYTES ? 'video' : 'document';
}

async function* bytesOf(files: Deps['files'], blob: string): AsyncGenerator<Uint8Array> {
  const bytes = await files.read(blob);
  if (bytes === null) throw new Error('the bytes of a file have gone');
  yield* bytes as AsyncIterable<Uint8Array>;
}
